import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { type AgentId, type ContactId, type EventId, type InboxId, newIds, type TeamId, type TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { previewOf } from '../domain/preview.js';
import type { TicketState } from '../domain/ticket-state.js';
import type { StatusCategory } from '../domain/vocabulary.js';
import type { FieldChanges } from './bulk.repository.js';

export interface NewTicket {
  readonly id: TicketId;
  readonly subject: string;
  readonly priority: number;
  readonly category: string;
  readonly channel: string;
  readonly inboxId: InboxId | null;
  readonly contactId: ContactId;
  readonly contactName: string;
  readonly contactTier: string | null;
  readonly teamId: TeamId | null;
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly linkedTicketId: TicketId | null;
  readonly customFields: Readonly<Record<string, unknown>>;
  /** The sender was marked as one who sends spam. */
  readonly isSpam?: boolean;
}

/** How a ticket begins. */
export interface Begun {
  /** For its history. */
  readonly why: Readonly<Record<string, unknown>>;
  /** What rules changed before it was written, for its history too. */
  readonly changes: readonly { readonly actor: Actor; readonly changes: FieldChanges }[];
  /** The earliest promise it begins with. */
  readonly dueAt: Date | null;
  /** The customer's message it begins with, which the caller writes as its first (MessageRepository.begin). null: what it will hold joins it afterwards. */
  readonly said: { readonly text: string; readonly automatic: boolean } | null;
}

/** What a ticket shows of its contact. */
export interface TicketOwner {
  readonly id: ContactId;
  readonly name: string;
  readonly tier: string | null;
}

export interface TicketChange {
  readonly subject: string;
  readonly status: string;
  readonly statusCategory: StatusCategory;
  readonly priority: number;
  readonly category: string;
  readonly teamId: TeamId | null;
  readonly assigneeId: AgentId | null;
  readonly tags: readonly string[];
  readonly resolvedAt: Date | null;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly snoozedUntil: Date | null;
  readonly holdReason: string | null;
}

const COLUMNS = `id, number, subject, status, status_category as "statusCategory", priority, category, channel, inbox_id as "inboxId",
  contact_id as "contactId", contact_name as "contactName", contact_tier as "contactTier", team_id as "teamId", assignee_id as "assigneeId", language, tags,
  custom_fields as "customFields", last_seq as "lastSeq", version, created_at as "createdAt", last_message_at as "lastMessageAt",
  waiting_since as "waitingSince", first_replied_at as "firstRepliedAt", resolved_at as "resolvedAt",
  snoozed_until as "snoozedUntil", hold_reason as "holdReason", is_spam as "isSpam", deleted_at as "deletedAt", merged_into_id as "mergedIntoId",
  follower_count as "followerCount"`;

// Row locks in id order, so that two verbs on the same tickets cannot deadlock. Not "for update", here and wherever tickets are locked: no
// ticket is ever deleted, and whoever writes a row that refers to one (a notification, a log) need not wait, and so cannot deadlock.
const LOCK = `select ${COLUMNS} from ticket where id = any($1::uuid[]) order by id for no key update`;

const EXISTS = 'select id from ticket where id = $1';
const READ = `select ${COLUMNS} from ticket where id = $1`;
const HOME = 'select coalesce(merged_into_id, id) as home from ticket where id = $1';
const BY_NUMBER = 'select id, coalesce(merged_into_id, id) as home from ticket where number = any($1::bigint[])';

// Index: ix_ticket_merged_into.
const MERGED_CONTACTS = `
  select merged_into_id as "ticketId", contact_id as "contactId" from ticket where merged_into_id = any($1::uuid[])`;

// The status of a new ticket is the first name of category "new". Begun with its message, it has what that message leaves on it.
// With the first lines of its history: one round trip.
const INSERT = `
  with e as (
    insert into ticket_event (id, ticket_id, name, actor_type, actor_id, actor_name, data, at)
    select l.id, $1, l.name, l.actor_type, l.actor_id, l.actor_name, l.data::jsonb, $13
    from unnest($14::uuid[], $15::text[], $16::text[], $17::uuid[], $18::text[], $26::text[]) as l (id, name, actor_type, actor_id, actor_name, data))
  insert into ticket (id, subject, status, status_category, priority, category, channel, inbox_id, contact_id, contact_name, team_id, language,
    linked_ticket_id, custom_fields, tags, last_seq, preview, last_direction, version, created_at, updated_at, last_message_at, contact_tier, due_at,
    is_spam, waiting_since, quiet_since)
  values ($1, $2, 'new', 'new', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $20, $23, $24, 'inbound', 1, $13, $13, $13, $19, $21, $22, $25, $25)`;

const CHANGE = `
  update ticket set subject = $2, status = $3, status_category = $4, priority = $5, category = $6, team_id = $7, assignee_id = $8, tags = $9,
    resolved_at = $10, custom_fields = $12, snoozed_until = $13, hold_reason = $14,
    quiet_since = case when status = $3 then quiet_since else $11 end, close_notice_at = case when status = $3 then close_notice_at end,
    version = version + 1, updated_at = $11
  where id = $1`;

const PLACE = `
  update ticket t set team_id = p.team_id, assignee_id = p.assignee_id, version = version + 1, updated_at = $4
  from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as p (id, team_id, assignee_id) where t.id = p.id`;

// A row of the inbox shows the contact's tier. Index: ix_ticket_contact_recent.
const SHOW_TIER = 'update ticket set contact_tier = $2 where contact_id = $1 and contact_tier is distinct from $2 returning id';

// And their name. Index: ix_ticket_contact_recent.
const SHOW_NAME = 'update ticket set contact_name = $2, updated_at = $3 where contact_id = $1 and contact_name <> $2';

// Names this stay of a ticket in its status.
const STATUS_ENTRIES = 'select status_entries as "statusEntries" from ticket where id = $1';

// In the order of their ids, so that two verbs on the same tickets cannot deadlock. Index: ix_ticket_contact_recent.
const LOCK_OF_CONTACT = 'select id from ticket where contact_id = $1 order by id for no key update';
const GIVE_ALL = `
  update ticket set contact_id = $2, contact_name = $3, contact_tier = $4, version = version + 1, updated_at = $5 where contact_id = $1 returning id`;
const LOCK_SOME_OF = 'select id from ticket where id = any($1::uuid[]) and contact_id = $2 order by id for no key update';
const GIVE_BACK = `
  update ticket set contact_id = $2, contact_name = $3, contact_tier = $4, version = version + 1, updated_at = $5
  where id = any($1::uuid[]) and contact_id = $6 returning id`;

const STATUS = 'select name, category from ticket_status where name = $1 and enabled';
const STATUS_OF_CATEGORY = `select name from ticket_status where category = $1 and enabled and name <> 'merged' order by position, name limit 1`;
const CATEGORY = 'select key from ticket_category where key = $1 and enabled';

@Injectable()
export class TicketRepository {
  lock(tx: Tx, ids: readonly TicketId[]): Promise<TicketState[]> {
    return sql<TicketState>(tx, LOCK, [ids]);
  }

  async exists(tx: Tx, id: TicketId): Promise<boolean> {
    return (await sql(tx, EXISTS, [id])).length > 0;
  }

  /** Without a lock: for those who look and do not decide. */
  async read(tx: Tx, id: TicketId): Promise<TicketState | null> {
    const [row] = await sql<TicketState>(tx, READ, [id]);
    return row ?? null;
  }

  /** The ticket it was merged into, or itself. Without a lock. */
  async homeOf(tx: Tx, id: TicketId): Promise<TicketId> {
    const [row] = await sql<{ home: TicketId }>(tx, HOME, [id]);
    return row?.home ?? id;
  }

  /** Tickets by their numbers; `home` is the one it was merged into, or itself. */
  async byNumber(tx: Tx, numbers: readonly string[]): Promise<readonly { readonly id: TicketId; readonly home: TicketId }[]> {
    if (numbers.length === 0) return [];
    return sql<{ id: TicketId; home: TicketId }>(tx, BY_NUMBER, [numbers]);
  }

  /** Whose tickets were merged into these. */
  contactsMergedInto(tx: Tx, ids: readonly TicketId[]): Promise<readonly { readonly ticketId: TicketId; readonly contactId: ContactId }[]> {
    return sql<{ ticketId: TicketId; contactId: ContactId }>(tx, MERGED_CONTACTS, [ids]);
  }

  async open(tx: Tx, t: NewTicket, as: Begun): Promise<void> {
    const values = [t.id, t.subject, t.priority, t.category, t.channel, t.inboxId, t.contactId, t.contactName, t.teamId, t.language];
    const lines = [
      { name: 'ticket.opened', actor: tx.actor, data: as.why },
      ...as.changes.map(({ actor, changes }) => ({ name: 'ticket.changed', actor, data: changes })),
    ];
    await sql(tx, INSERT, [
      ...values,
      t.linkedTicketId,
      JSON.stringify(t.customFields),
      tx.now,
      newIds<EventId>(lines.length),
      lines.map((line) => line.name),
      lines.map(({ actor }) => actor.type),
      lines.map(({ actor }) => (actor.type === 'system' ? null : actor.id)),
      lines.map(({ actor }) => actor.name),
      t.contactTier,
      t.tags,
      as.dueAt,
      t.isSpam ?? false,
      as.said === null ? 0 : 1,
      as.said === null ? '' : previewOf(as.said.text),
      as.said === null || as.said.automatic ? null : tx.now,
      lines.map((line) => JSON.stringify(line.data)),
    ]);
  }

  /** The caller holds the lock and decided on what it read under it. */
  async change(tx: Tx, id: TicketId, c: TicketChange): Promise<void> {
    await sql(tx, CHANGE, [
      id,
      c.subject,
      c.status,
      c.statusCategory,
      c.priority,
      c.category,
      c.teamId,
      c.assigneeId,
      c.tags,
      c.resolvedAt,
      tx.now,
      JSON.stringify(c.customFields),
      c.snoozedUntil,
      c.holdReason,
    ]);
  }

  /** Whose they are. The caller holds their locks. */
  async place(
    tx: Tx,
    places: readonly { readonly id: TicketId; readonly teamId: TeamId | null; readonly assigneeId: AgentId | null }[],
  ): Promise<void> {
    await sql(tx, PLACE, [places.map((p) => p.id), places.map((p) => p.teamId), places.map((p) => p.assigneeId), tx.now]);
  }

  /** Promises that depend on it are taken up by a job. */
  async showTier(tx: Tx, contactId: ContactId, tier: string | null): Promise<void> {
    const changed = await sql<{ id: TicketId }>(tx, SHOW_TIER, [contactId, tier]);
    if (changed.length > 0) tx.emit({ name: 'contact.tier-changed', data: { contactId } });
  }

  async showName(tx: Tx, contactId: ContactId, name: string): Promise<void> {
    await sql(tx, SHOW_NAME, [contactId, name, tx.now]);
  }

  /** The number of this stay in its status. */
  async statusEntries(tx: Tx, id: TicketId): Promise<number> {
    const [row] = await sql<{ statusEntries: number }>(tx, STATUS_ENTRIES, [id]);
    return row?.statusEntries ?? 0;
  }

  /** Every ticket of a contact becomes another one's. */
  async giveAll(tx: Tx, from: ContactId, to: TicketOwner): Promise<readonly TicketId[]> {
    await sql(tx, LOCK_OF_CONTACT, [from]);
    const rows = await sql<{ id: TicketId }>(tx, GIVE_ALL, [from, to.id, to.name, to.tier, tx.now]);
    return rows.map((r) => r.id);
  }

  /** Of these, the ones that still belong to `from`. */
  async giveBack(
    tx: Tx,
    ids: readonly TicketId[],
    { from, to }: { readonly from: ContactId; readonly to: TicketOwner },
  ): Promise<readonly TicketId[]> {
    await sql(tx, LOCK_SOME_OF, [ids, from]);
    const rows = await sql<{ id: TicketId }>(tx, GIVE_BACK, [ids, to.id, to.name, to.tier, tx.now, from]);
    return rows.map((r) => r.id);
  }

  async statusNamed(tx: Tx, name: string): Promise<{ readonly name: string; readonly category: StatusCategory } | null> {
    const rows = await sql<{ name: string; category: StatusCategory }>(tx, STATUS, [name]);
    return rows[0] ?? null;
  }

  /** The name that stands for a category when the desk itself changes the status. */
  async statusFor(tx: Tx, category: StatusCategory): Promise<string> {
    const rows = await sql<{ name: string }>(tx, STATUS_OF_CATEGORY, [category]);
    return rows[0]?.name ?? category;
  }

  async hasCategory(tx: Tx, key: string): Promise<boolean> {
    return (await sql(tx, CATEGORY, [key])).length > 0;
  }
}
