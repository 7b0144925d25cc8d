import type { ChatState, Limits } from './types';

/** Until the desk has told its own. */
const LIMITS: Limits = {
  textLength: 4000,
  files: 5,
  fileBytes: 10 * 1024 * 1024,
  fileTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf'],
};
export const NOT_YET: ChatState = {
  connection: 'idle',
  refusal: null,
  inbox: null,
  limits: LIMITS,
  messages: [],
  earlier: false,
  unread: 0,
  readSeq: 0,
  agentTyping: false,
  waiting: null,
};
