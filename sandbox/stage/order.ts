import type { InboxTarget } from '../provider.js';
import type { ShownDevice, Trouble } from './shown.js';

/** Where the desk's inboxes take what customers say, as the desk knows them. */
export interface StageTarget extends Omit<InboxTarget, 'settings'> {
  /** `<channel>/<provider>` */
  readonly provider: string;
  readonly name: string;
  /** What an administrator has entered, without secrets: tells which inbox talks to these fakes. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface OrderFile {
  readonly filename: string;
  readonly contentType: string;
  /** Base64. */
  readonly content: string;
}

export type StageAct = 'say' | 'seen' | 'fault' | 'dial' | 'keys' | 'speak' | 'voicemail' | 'silence' | 'hang-up';

/** What the page asks for, checked by the desk, with the inboxes it has. */
export interface StageOrder {
  readonly targets: readonly StageTarget[];
  readonly person: number;
  /** How many people the page shows. */
  readonly people?: number;
  readonly since?: string;
  readonly act?: StageAct;
  readonly device?: ShownDevice;
  readonly text?: string;
  readonly subject?: string;
  /** The mail of the desk that is answered, by its message id. */
  readonly replyTo?: string;
  readonly files?: readonly OrderFile[];
  readonly trouble?: Trouble;
  /** With which the vendor refuses; 0: no more. */
  readonly fault?: number;
  readonly digits?: string;
  readonly seconds?: number;
}
