import type { InboxId, ReceiptId } from '../../kernel/id.js';

export interface NewReceipt {
  readonly id: ReceiptId;
  readonly inboxId: InboxId;
  readonly dedupeKey: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Sealed; null when it lies in the file store under `bodyKey`. */
  readonly body: Buffer | null;
  readonly bodyKey: string | null;
  readonly bytes: number;
  readonly receivedAt: Date;
}

/** In the order of the columns that accept a receipt. */
export function valuesOf(r: NewReceipt): readonly unknown[] {
  const { id, inboxId, dedupeKey, method, path, body, bodyKey, bytes, receivedAt } = r;
  return [id, inboxId, dedupeKey, method, path, JSON.stringify(r.query), JSON.stringify(r.headers), body, bodyKey, bytes, receivedAt];
}
