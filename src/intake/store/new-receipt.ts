import type { InboxId, ReceiptId } from '../../kernel/id.js';

export interface ReceiptContent {
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

export interface NewReceipt extends ReceiptContent {
  /** Its job runs behind those that have one of these too; nothing else of them is kept. */
  readonly turns: readonly string[];
}

/** In the order of the parameters of {@link acceptStatement}. */
export function valuesOf(receipts: readonly NewReceipt[]): readonly unknown[] {
  const turns = Object.fromEntries(receipts.map((r) => [r.id, r.turns]));
  return [...receipts.flatMap(columnsOf), JSON.stringify(turns)];
}

function columnsOf(r: NewReceipt): readonly unknown[] {
  const { id, inboxId, dedupeKey, method, path, body, bodyKey, bytes, receivedAt } = r;
  return [id, inboxId, dedupeKey, method, path, JSON.stringify(r.query), JSON.stringify(r.headers), body, bodyKey, bytes, receivedAt];
}
