import { Injectable } from '@nestjs/common';
import { type AgentId, type ContactId, type EventId, type InboxId, newId, type TeamId, type TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { TicketState } from '../domain/ticket-state.js';
import type { StatusCategory } from '../domain/vocabulary.js';

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
}

const COLUMNS = `id, number, subject, status, status_category as "statusCategory", priority, category, channel, inbox_id as "inboxId",
  contact_id as "contactId", contact_name as "contactName", contact_tier as "contactTier", team_id as "teamId", assignee_id as "assigneeId", language, tags,
  custom_fields as "customFields", last_seq as "lastSeq", version, created_at as "createdAt", last_message_at as "lastMessageAt",
  waiting_since as "waitingSince", first_replied_at as "firstRepliedAt", resolved_at as "resolvedAt"`;

// Row locks in id order, so that two verbs on the same tickets cannot deadlock.
const LOCK = `select ${COLUMNS} from ticket where id = any($1::uuid[]) order by id for update`;

const READ = `select ${COLUMNS} from ticket where id = $1`;

const BY_NUMBER = 'select id from ticket where number = any($1::bigint[])';

// The status of a new ticket is the first name of category "new"; the message that follows is seq 1.
// With the first line of its history: one round trip.
const INSERT = `
  with e as (
    insert into ticket_event (id, ticket_id, name, actor_type, actor_id, actor_name, data, at)
    values ($14, $1, 'ticket.opened', $15, $16, $17, $18, $13))
  insert into ticket (id, subject, status, status_category, priority, category, channel, inbox_id, contact_id, contact_name, team_id, language,
    linked_ticket_id, custom_fields, tags, last_seq, preview, last_direction, version, created_at, updated_at, last_message_at, contact_tier)
  values ($1, $2, 'new', 'new', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $20, 0, '', 'inbound', 1, $13, $13, $13, $19)`;

const CHANGE = `
  update ticket set subject = $2, status = $3, status_category = $4, priority = $5, category = $6, team_id = $7, assignee_id = $8, tags = $9,
    resolved_at = $10, version = version + 1, updated_at = $11
  where id = $1`;

// A row of the inbox shows the contact's tier. Index: ix_ticket_contact_recent.
const SHOW_TIER = 'update ticket set contact_tier = $2 where contact_id = $1 and contact_tier is distinct from $2';

const STATUS = 'select name, category from ticket_status where name = $1';
const STATUS_OF_CATEGORY = 'select name from ticket_status where category = $1 order by position limit 1';
const CATEGORY = 'select key from ticket_category where key = $1';

@Injectable()
export class TicketRepository {
  lock(tx: Tx, ids: readonly TicketId[]): Promise<TicketState[]> {
    return sql<TicketState>(tx, LOCK, [ids]);
  }

  /** Without a lock: for those who look and do not decide. */
  async read(tx: Tx, id: TicketId): Promise<TicketState | null> {
    const [row] = await sql<TicketState>(tx, READ, [id]);
    return row ?? null;
  }

  async idsByNumber(tx: Tx, numbers: readonly string[]): Promise<readonly TicketId[]> {
    if (numbers.length === 0) return [];
    const rows = await sql<{ id: TicketId }>(tx, BY_NUMBER, [numbers]);
    return rows.map((r) => r.id);
  }

  async open(tx: Tx, t: NewTicket, why: Readonly<Record<string, unknown>>): Promise<void> {
    const values = [t.id, t.subject, t.priority, t.category, t.channel, t.inboxId, t.contactId, t.contactName, t.teamId, t.language];
    const { type, name } = tx.actor;
    const actorId = tx.actor.type === 'system' ? null : tx.actor.id;
    await sql(tx, INSERT, [
      ...values,
      t.linkedTicketId,
      JSON.stringify(t.customFields),
      tx.now,
      newId<EventId>(),
      type,
      actorId,
      name,
      JSON.stringify(why),
      t.contactTier,
      t.tags,
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
    ]);
  }

  async showTier(tx: Tx, contactId: ContactId, tier: string | null): Promise<void> {
    await sql(tx, SHOW_TIER, [contactId, tier]);
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
