/** What the page /sandbox sees of the sandbox. Types only: the page imports this file. */

export type ShownDevice = 'sms' | 'whatsapp' | 'messenger' | 'telegram' | 'email';

export interface ShownPerson {
  readonly index: number;
  readonly name: string;
  readonly language: 'id' | 'zh' | 'en';
  readonly phone: string;
  readonly email: string;
  readonly messengerId: string;
  readonly telegramId: string;
  /** Answers of the desk this person has not looked at. */
  readonly unread: Readonly<Partial<Record<ShownDevice, number>>>;
}

export interface ShownFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: number;
  /** GET /sandbox/api/files/<id>; null when it was not kept. */
  readonly id: string | null;
}

export interface ShownItem {
  readonly id: string;
  readonly from: 'customer' | 'desk';
  readonly text: string;
  readonly at: string;
  readonly files: readonly ShownFile[];
  /**
   * Of a customer's: `waiting` to be handed over (delayed), `held` until the next one has overtaken it, `sending`,
   * `accepted` by the desk, `refused` by it. Of the desk's: `arrived`, then `read`.
   */
  readonly state: 'waiting' | 'held' | 'sending' | 'accepted' | 'refused' | 'arrived' | 'read';
  /** How often the vendor handed it to the desk. */
  readonly deliveries: number;
  readonly trouble: Trouble;
  readonly mail: ShownMail | null;
}

export interface ShownMail {
  readonly subject: string;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly from: string;
  readonly to: string;
  /** First mail of its thread, by message id. */
  readonly thread: string;
}

export type Trouble = 'none' | 'duplicate' | 'forged' | 'delayed' | 'reordered';

export interface ShownExchange {
  readonly id: number;
  readonly at: string;
  readonly ms: number;
  readonly direction: 'to-desk' | 'from-desk';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** null: nobody answered. */
  readonly status: number | null;
  readonly answer: string;
}

export interface CallLine {
  readonly id: number;
  readonly kind: 'say' | 'play' | 'beep' | 'note' | 'you';
  /** What is said, the URL played, the digits pressed; for `note` a key: see the page's words. */
  readonly text: string;
  readonly language: string;
}

export type CallWait =
  | {
      readonly kind: 'gather';
      readonly digits: boolean;
      readonly speech: boolean;
      readonly numDigits: number | null;
      readonly finishOnKey: string;
    }
  | { readonly kind: 'record'; readonly maxSeconds: number; readonly finishOnKey: string }
  | { readonly kind: 'queue'; readonly name: string }
  | { readonly kind: 'dial'; readonly name: string };

export interface ShownCall {
  readonly id: string;
  readonly status: 'ringing' | 'in-progress' | 'completed' | 'busy' | 'failed';
  readonly number: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly lines: readonly CallLine[];
  /** What the caller is asked for; null while something is on its way, and at the end. */
  readonly wait: CallWait | null;
}

export interface ShownInbox {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

export interface StageState {
  readonly version: string;
  /** Unchanged since the version the page has: nothing else is told. */
  readonly unchanged?: true;
  readonly people: readonly ShownPerson[];
  /** Where this person's messages go, by device; absent: the desk has no such inbox. */
  readonly inboxes: Readonly<Partial<Record<ShownDevice, ShownInbox>>>;
  /** The inbox of the chat, if there is one. */
  readonly chatInboxId: string | null;
  readonly conversations: Readonly<Record<ShownDevice, readonly ShownItem[]>>;
  readonly call: ShownCall | null;
  readonly exchanges: readonly ShownExchange[];
  /** Vendors that will refuse the desk's next message. */
  readonly faults: readonly { readonly device: ShownDevice; readonly status: number }[];
}
