import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, pageOf } from '../kernel/page.js';
import { Statements } from '../platform/database/statements.js';

export interface ReceiptRow {
  readonly id: string;
  readonly inboxId: string;
  readonly method: string;
  readonly path: string;
  readonly bytes: number;
  readonly state: string;
  readonly attempts: number;
  readonly refusals: readonly { readonly code: string; readonly message: string; readonly severity: string }[];
  readonly fault: string | null;
  readonly receivedAt: Date;
  readonly sortAt: string;
}

// Index: ix_receipt_open (state, received_at desc, id desc) for what is not done.
const PAGE = `
  select id, inbox_id as "inboxId", method, path, bytes, state, attempts, refusals, fault, received_at as "receivedAt", received_at::text as "sortAt"
  from receipt where state = $1 and state <> 'done' and ($2::timestamptz is null or (received_at, id) < ($2, $3::uuid))
  order by received_at desc, id desc limit $4`;

@Injectable()
export class ReceiptListView {
  constructor(private readonly statements: Statements) {}

  /** @throws DomainError `page.bad-cursor` */
  async page(state: 'pending' | 'quarantined', limit: number, cursor: string | null): Promise<Page<ReceiptRow>> {
    const [at, id] = cursor === null ? [null, null] : decodeCursor('receipts', cursor, 2);
    const rows = await this.statements.rows<ReceiptRow>(PAGE, [state, at ?? null, id ?? null, limit + 1]);
    return pageOf(rows, { limit, sort: 'receipts', keysOf: (r) => [r.sortAt, r.id], map: (r) => r });
  }
}
