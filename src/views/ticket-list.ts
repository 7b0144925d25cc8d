import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { type CursorKeys, decodeCursor, type Page, pageOf } from '../kernel/page.js';
import { Statements } from '../platform/database/statements.js';
import { ticketVisibility } from './ticket-visibility.js';

export type TicketSort = 'lastMessageAt' | 'createdAt' | 'dueAt' | 'priority' | 'waitingSince';

export interface TicketListRow {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly status: string;
  readonly statusCategory: string;
  readonly priority: number;
  readonly category: string;
  readonly channel: string;
  readonly inboxId: string | null;
  readonly contactId: string;
  readonly contactName: string;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly tags: readonly string[];
  readonly preview: string;
  readonly lastDirection: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly lastMessageAt: Date;
  readonly dueAt: Date | null;
  readonly waitingSince: Date | null;
  readonly lastSeq: number;
  readonly snoozedUntil: Date | null;
  readonly holdReason: string | null;
  readonly isSpam: boolean;
  readonly deletedAt: Date | null;
  readonly mergedIntoId: string | null;
  /** The sort's instant with the database's full precision, for the cursor. */
  readonly sortAt: string | null;
}

export type HiddenKind = 'deleted' | 'spam' | 'merged';

export interface TicketQuery {
  /** Who asks: shown is what they may see. */
  readonly actor: Actor;
  readonly filters: Readonly<Partial<Record<TicketFilter, string>>>;
  /** Lists show neither of these, unless they are asked for one of them. */
  readonly hidden?: HiddenKind | null;
  /** Put off, or not; null: both. */
  readonly snoozed?: boolean | null;
  readonly sort: TicketSort;
  readonly limit: number;
  readonly cursor: string | null;
}

export type TicketFilter =
  | 'statusCategory'
  | 'channel'
  | 'inboxId'
  | 'teamId'
  | 'assigneeId'
  | 'category'
  | 'priorityRank'
  | 'contactId'
  | 'tag'
  | 'custom'
  | 'q';

/** What a row of the inbox shows. */
export const COLUMNS = `id, number, subject, status, status_category as "statusCategory", priority, category, channel, inbox_id as "inboxId",
  contact_id as "contactId", contact_name as "contactName", team_id as "teamId", assignee_id as "assigneeId", tags, preview,
  last_direction as "lastDirection", version, created_at as "createdAt", last_message_at as "lastMessageAt", due_at as "dueAt",
  waiting_since as "waitingSince", last_seq as "lastSeq", snoozed_until as "snoozedUntil",
  hold_reason as "holdReason", is_spam as "isSpam", deleted_at as "deletedAt", merged_into_id as "mergedIntoId"`;

/** Identifiers come from these maps only, never from input. Each condition has an index in migrations/…-create-tickets. */
const CONDITIONS: Readonly<Record<TicketFilter, (n: number) => string>> = {
  statusCategory: (n) => `status_category = $${n}`,
  channel: (n) => `channel = $${n}`,
  inboxId: (n) => `inbox_id = $${n}`,
  teamId: (n) => `team_id = $${n}`,
  assigneeId: (n) => `assignee_id = $${n}`,
  category: (n) => `category = $${n}`,
  priorityRank: (n) => `priority = $${n}`,
  contactId: (n) => `contact_id = $${n}`,
  tag: (n) => `tags @> array[$${n}]::text[] and tags <> '{}'`,
  custom: (n) => `custom_fields @> $${n}::jsonb and custom_fields <> '{}'`,
  q: (n) => `(number::text = $${n} or subject ilike '%' || replace(replace($${n}, '%', '\\%'), '_', '\\_') || '%')`,
};

/** Word for word the predicates of the partial indexes. Hidden ones: ix_ticket_hidden_recent. */
const HIDDEN: Readonly<Record<HiddenKind, string>> = {
  deleted: 'not shown and deleted_at is not null',
  spam: 'not shown and is_spam and deleted_at is null',
  merged: 'not shown and merged_into_id is not null and deleted_at is null',
};

interface Order {
  readonly by: string;
  readonly at: string;
  readonly where: string | null;
  /** Row comparison that starts the next page, given the number of its first parameter. */
  after(n: number): string;
  keys(row: TicketListRow): CursorKeys;
}

const ORDERS: Readonly<Record<TicketSort, Order>> = {
  lastMessageAt: {
    by: 'last_message_at desc, id desc',
    at: 'last_message_at',
    where: null,
    after: (n) => `(last_message_at, id) < ($${n}::timestamptz, $${n + 1}::uuid)`,
    keys: (r) => [r.sortAt, r.id],
  },
  createdAt: {
    by: 'created_at desc, id desc',
    at: 'created_at',
    where: null,
    after: (n) => `(created_at, id) < ($${n}::timestamptz, $${n + 1}::uuid)`,
    keys: (r) => [r.sortAt, r.id],
  },
  dueAt: {
    by: 'due_at, id',
    at: 'due_at',
    where: 'due_at is not null',
    after: (n) => `(due_at, id) > ($${n}::timestamptz, $${n + 1}::uuid)`,
    keys: (r) => [r.sortAt, r.id],
  },
  priority: {
    by: 'priority desc, last_message_at desc, id desc',
    at: 'last_message_at',
    where: null,
    after: (n) => `(priority, last_message_at, id) < ($${n}::smallint, $${n + 1}::timestamptz, $${n + 2}::uuid)`,
    keys: (r) => [r.priority, r.sortAt, r.id],
  },
  waitingSince: {
    by: 'waiting_since, id',
    at: 'waiting_since',
    where: 'waiting_since is not null',
    after: (n) => `(waiting_since, id) > ($${n}::timestamptz, $${n + 1}::uuid)`,
    keys: (r) => [r.sortAt, r.id],
  },
};

/** The inbox: one indexed query for any combination of filters and any order. */
@Injectable()
export class TicketListView {
  constructor(private readonly statements: Statements) {}

  /** @throws DomainError `page.bad-cursor` */
  async page(query: TicketQuery): Promise<Page<TicketListRow>> {
    const { text, values } = statementFor(query);
    const rows = await this.statements.adHoc<TicketListRow>(text, values);
    return pageOf(rows, { limit: query.limit, sort: query.sort, keysOf: ORDERS[query.sort].keys, map: (row) => row });
  }
}

function statementFor(query: TicketQuery): { readonly text: string; readonly values: readonly unknown[] } {
  const order = ORDERS[query.sort];
  const values: unknown[] = [];
  const where: string[] = [query.hidden ? HIDDEN[query.hidden] : 'shown', ...(order.where === null ? [] : [order.where])];
  if (typeof query.snoozed === 'boolean') where.push(query.snoozed ? 'snoozed_until is not null' : 'snoozed_until is null');
  const seen = ticketVisibility(query.actor, { ticket: 'ticket', first: values.length + 1 });
  where.push(seen.text);
  values.push(...seen.values);
  for (const [filter, condition] of Object.entries(CONDITIONS)) {
    const value = query.filters[filter as TicketFilter];
    if (value !== undefined) where.push(condition(values.push(value)));
  }
  if (query.cursor !== null) {
    const keys = decodeCursor(query.sort, query.cursor, query.sort === 'priority' ? 3 : 2);
    where.push(order.after(values.length + 1));
    values.push(...keys);
  }
  const limit = values.push(query.limit + 1);
  const filter = `where ${where.join(' and ')}`;
  return { text: `select ${COLUMNS}, ${order.at}::text as "sortAt" from ticket ${filter} order by ${order.by} limit $${limit}`, values };
}
