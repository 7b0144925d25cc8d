import type { SenderFacts } from '../contacts/index.js';
import type { AttachmentId } from '../kernel/id.js';
import type { MessageKind } from '../kernel/message.js';
import type { InboxFacts } from './inbox-facts.js';
import type { IncomingFile } from './incoming-file.js';

/** A customer said something, by whatever channel. */
export interface ReceiveMessageCommand {
  readonly inbox: InboxFacts;
  readonly from: SenderFacts;
  readonly externalId: string;
  /** The provider's conversation key; null for media without conversations. */
  readonly conversation: string | null;
  readonly kind: MessageKind;
  readonly subject: string | null;
  readonly text: string;
  readonly fullText: string;
  readonly html: string | null;
  readonly automatic: boolean;
  readonly tokens: readonly string[];
  readonly references: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly files: readonly IncomingFile[];
  /** What the customer uploaded before, and now sends. */
  readonly uploads: readonly { readonly id: AttachmentId; readonly filename: string }[];
  readonly at: Date;
}
