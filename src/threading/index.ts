export { type Candidate, findHome, type Home } from './domain/find-home.js';
export { ReplyTokens } from './reply-token.js';
export { type Conversation, type EnteredConversation, type Recipient, ThreadingRepository } from './store/threading.repository.js';
export { ThreadingModule } from './threading.module.js';
