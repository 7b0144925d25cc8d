import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, pageOf } from '../kernel/page.js';
import { Statements } from '../platform/database/statements.js';

interface InboxKey {
  readonly id: string;
  readonly sortAt: string;
}

// Index: ix_inbox_created.
const PAGE = `
  select id, created_at::text as "sortAt" from inbox where ($1::timestamptz is null or (created_at, id) < ($1, $2::uuid)) order by created_at desc, id desc limit $3`;

/** Which inboxes stand on a page; what they hold is sealed and comes from the inboxes feature. */
@Injectable()
export class InboxListView {
  constructor(private readonly statements: Statements) {}

  /** @throws DomainError `page.bad-cursor` */
  async page(limit: number, cursor: string | null): Promise<Page<string>> {
    const [at, id] = cursor === null ? [null, null] : decodeCursor('inboxes', cursor, 2);
    const rows = await this.statements.rows<InboxKey>(PAGE, [at ?? null, id ?? null, limit + 1]);
    return pageOf(rows, { limit, sort: 'inboxes', keysOf: (r) => [r.sortAt, r.id], map: (r) => r.id });
  }
}
