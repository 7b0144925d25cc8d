/** One input exactly as the outside handed it over: a webhook call, a mail of a mailbox, a frame of a chat socket. */
export interface RawRequest {
  /** GET | POST for webhooks; FETCH for mails; FRAME for chat. */
  readonly method: string;
  /** What follows `/ingress/<channel>/<inboxId>/`, without slashes at the ends; mails and frames use a fixed word. */
  readonly path: string;
  /** The full public URL as the provider knows it (some providers sign it); empty for mails and frames. */
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. Only what adapters need is kept on a receipt (`keptHeaders`). */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

/** The answer a provider expects at once, e.g. TwiML or an echoed challenge. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export const verified: Verdict = { ok: true };
export const unverified = (reason: string): Verdict => ({ ok: false, reason });

export const emptyReply: Reply = { status: 200, contentType: 'text/plain; charset=utf-8', body: '' };
