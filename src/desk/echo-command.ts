import type { SenderFacts } from '../contacts/index.js';
import type { InboxFacts } from './inbox-facts.js';
import type { IncomingFile } from './incoming-file.js';

export interface EchoCommand {
  readonly inbox: InboxFacts;
  readonly externalId: string;
  readonly reference: string | null;
  readonly conversation: string;
  readonly to: SenderFacts;
  readonly text: string;
  readonly files: readonly IncomingFile[];
  readonly at: Date;
}
