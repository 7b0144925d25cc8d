import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { decodeCursor, type Page, pageOf } from '../kernel/page.js';
import { Statements } from '../platform/database/statements.js';
import { VisibleTickets } from './visible-tickets.js';

export interface NotificationRow {
  readonly id: string;
  readonly kind: string;
  readonly actorName: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly readAt: Date | null;
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly ticketSubject: string;
  readonly sortAt: string;
}

/** Counted no further: what there is more of shows as this. */
const COUNT_MAX = 1_001;

const COLUMNS = `n.id, n.kind, n.actor_name as "actorName", n.details, n.times, n.first_at as "firstAt", n.last_at as "lastAt", n.read_at as "readAt",
  t.id as "ticketId", t.number as "ticketNumber", t.subject as "ticketSubject", n.last_at::text as "sortAt"`;
const FROM = 'from notification n join ticket t on t.id = n.ticket_id where n.agent_id = $1 and t.deleted_at is null';

/** What an agent was told, of the tickets they may (still) see. */
@Injectable()
export class NotificationListView {
  constructor(
    private readonly statements: Statements,
    private readonly visible: VisibleTickets,
  ) {}

  /** Newest first. @throws DomainError `page.bad-cursor` */
  async page(
    me: { readonly actor: Actor; readonly agentId: string },
    { unread, limit, cursor }: { readonly unread: boolean; readonly limit: number; readonly cursor: string | null },
  ): Promise<Page<NotificationRow>> {
    const [at, id] = cursor === null ? [null, null] : decodeCursor('notifications', cursor, 2);
    const seen = this.visible.condition(me.actor, { ticket: 't', first: 5 });
    // Indexes: ix_notification_agent, ix_notification_unread.
    const text = `
      select ${COLUMNS} ${FROM} ${unread ? 'and n.read_at is null' : ''} and ($2::timestamptz is null or (n.last_at, n.id) < ($2, $3::uuid))
        and ${seen.text} order by n.last_at desc, n.id desc limit $4`;
    const values = [me.agentId, at ?? null, id ?? null, limit + 1, ...seen.values];
    const rows = await this.statements.adHoc<NotificationRow>(text, values);
    return pageOf(rows, { limit, sort: 'notifications', keysOf: (r) => [r.sortAt, r.id], map: (r) => r });
  }

  /** Unread ones; 1,001 stands for more than a thousand. Index: ix_notification_unread. */
  async count(me: { readonly actor: Actor; readonly agentId: string }): Promise<number> {
    const seen = this.visible.condition(me.actor, { ticket: 't', first: 2 });
    const text = `select count(*)::int as count from (select 1 ${FROM} and n.read_at is null and ${seen.text} limit ${COUNT_MAX}) as unread`;
    const [row] = await this.statements.adHoc<{ count: number }>(text, [me.agentId, ...seen.values]);
    return row?.count ?? 0;
  }

  /** What a digest lists and is still unread, newest first. Index: ix_notification_unread. */
  ofDigest(
    of: { readonly actor: Actor; readonly agentId: string },
    { digestId, limit }: { readonly digestId: string; readonly limit: number },
  ): Promise<readonly NotificationRow[]> {
    const seen = this.visible.condition(of.actor, { ticket: 't', first: 4 });
    const text = `
      select ${COLUMNS} ${FROM} and n.read_at is null and n.digest_id = $2 and ${seen.text} order by n.last_at desc, n.id desc limit $3`;
    return this.statements.adHoc<NotificationRow>(text, [of.agentId, digestId, limit, ...seen.values]);
  }
}
