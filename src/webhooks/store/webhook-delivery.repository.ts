import { Injectable } from '@nestjs/common';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export type WebhookDeliveryState = 'waiting' | 'delivered' | 'failed';

export interface NewWebhookDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly eventName: string;
  readonly ticketId: string | null;
  readonly body: string;
  readonly giveUpAt: Date;
  /** In hand already: nobody else sends it before. */
  readonly claimedUntil: Date | null;
}

export interface ClaimedDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly body: string;
  readonly attempts: number;
  readonly giveUpAt: Date;
}

/** One attempt, as the log shows it. */
export interface Try {
  readonly at: string;
  /** HTTP status; null: no answer came. */
  readonly status: number | null;
  readonly fault: string | null;
  readonly durationMs: number;
  /** The beginning of the answer's body. */
  readonly answer: string;
}

/** What an attempt makes of its delivery. */
export interface Recorded {
  readonly state: WebhookDeliveryState;
  /** When it is tried again, for one that goes on waiting. */
  readonly dueAt: Date | null;
  /** Until when the endpoint asked to be spared it. */
  readonly notBefore: Date | null;
  readonly try: Try;
}

export interface DeliveryLogRow {
  readonly id: string;
  readonly eventId: string;
  readonly eventName: string;
  readonly ticketId: string | null;
  readonly state: WebhookDeliveryState;
  readonly attempts: number;
  readonly status: number | null;
  readonly fault: string | null;
  readonly durationMs: number | null;
  readonly tries: readonly Try[];
  readonly dueAt: Date;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** The log keeps the latest ones. */
const TRIES_MAX = 40;
/** Of one replay, and of one sweep. */
export const REPLAY_MAX = 10_000;
const SWEEP = 1_000;

const INSERT = `
  insert into webhook_delivery (id, webhook_id, event_id, event_name, ticket_id, body, state, attempts, due_at, claimed_until, give_up_at, tries, created_at)
  select (d->>'id')::uuid, (d->>'webhookId')::uuid, (d->>'eventId')::uuid, d->>'eventName', (d->>'ticketId')::uuid, d->>'body', 'waiting', 0, $2, (d->>'claimedUntil')::timestamptz,
    (d->>'giveUpAt')::timestamptz, '[]', $2
  from json_array_elements($1::json) as d on conflict (webhook_id, event_id) do nothing`;

// Nothing while something is in hand, with whichever process; asked again here, because the caller may have waited for the
// webhook's lock. Indexes: ix_webhook_delivery_due, ix_webhook_delivery_claimed.
const CLAIM = `
  with c as materialized (
    select id from webhook_delivery
    where webhook_id = $1 and state = 'waiting' and due_at <= $2 and (claimed_until is null or claimed_until <= $2)
    order by due_at, id
    limit case when exists (select from webhook_delivery where webhook_id = $1 and claimed_until > $2) then 0 else $4::int end
    for update skip locked)
  update webhook_delivery d set claimed_until = $3 from c where d.id = c.id
  returning d.id, d.webhook_id as "webhookId", d.event_id as "eventId", d.body, d.attempts, d.give_up_at as "giveUpAt"`;
const RELEASE = `update webhook_delivery set claimed_until = null where id = any($1::uuid[]) and state = 'waiting'`;

const RECORD = `
  update webhook_delivery set state = $2, due_at = coalesce($3, due_at), not_before = $9, attempts = attempts + 1, claimed_until = null, status = $4, fault = $5,
    duration_ms = $6, tries = (case when jsonb_array_length(tries) >= ${TRIES_MAX} then tries - 0 else tries end) || $7::jsonb,
    settled_at = case when $2 = 'waiting' then null else $8::timestamptz end
  where id = $1 and state = 'waiting'`;
// The endpoint works again: what waited out its failures need not any longer, but what it asked for itself holds. Index: ix_webhook_delivery_due.
const HURRY = `
  update webhook_delivery set due_at = greatest($2, not_before)
  where webhook_id = $1 and state = 'waiting' and due_at > greatest($2, not_before)`;

const COLUMNS = `id, event_id as "eventId", event_name as "eventName", ticket_id as "ticketId", state, attempts, status, fault, duration_ms as "durationMs",
  tries, due_at as "dueAt", created_at as "createdAt", settled_at as "settledAt"`;
const FIND = `select ${COLUMNS}, body from webhook_delivery where webhook_id = $1 and id = $2`;
// Ids are time-ordered. Indexes: ix_webhook_delivery_recent, ix_webhook_delivery_state.
const PAGE = `select ${COLUMNS} from webhook_delivery where webhook_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`;
const PAGE_OF_STATE = `
  select ${COLUMNS} from webhook_delivery where webhook_id = $1 and state = $4 and ($2::uuid is null or id < $2) order by id desc limit $3`;

const REPLAY = `
  update webhook_delivery set state = 'waiting', attempts = 0, due_at = $3, give_up_at = $4, claimed_until = null, settled_at = null
  where webhook_id = $1 and id = $2 and state <> 'waiting' returning id`;
const REPLAY_FAILED = `
  update webhook_delivery set state = 'waiting', attempts = 0, due_at = $3, give_up_at = $4, claimed_until = null, settled_at = null
  where id in (
    select id from webhook_delivery where webhook_id = $1 and state = 'failed' and created_at >= $2 order by id limit ${REPLAY_MAX} for update)
  returning id`;

// What waited for an endpoint that was off or paused all the time. Index: ix_webhook_delivery_give_up.
const GIVE_UP = `
  update webhook_delivery set state = 'failed', fault = 'webhook.given-up', claimed_until = null, settled_at = $1
  where id in (
    select id from webhook_delivery where state = 'waiting' and give_up_at <= $1 and (claimed_until is null or claimed_until <= $1)
    limit ${SWEEP} for update skip locked)
  returning id`;
// Index: ix_webhook_delivery_age.
const FORGET = `
  delete from webhook_delivery where id in (
    select id from webhook_delivery where created_at < $1 and state <> 'waiting' order by created_at limit ${SWEEP} for update skip locked)
  returning id`;

@Injectable()
export class WebhookDeliveryRepository {
  constructor(private readonly statements: Statements) {}

  /** An event that a webhook was told of already makes no second delivery. */
  async insert(tx: Tx, deliveries: readonly NewWebhookDelivery[]): Promise<void> {
    if (deliveries.length > 0) await sql(tx, INSERT, [JSON.stringify(deliveries), tx.now]);
  }

  /** The caller holds the webhook's lock. @returns nothing while others of this webhook are in hand */
  async claim(tx: Tx, webhookId: string, until: Date, most: number): Promise<readonly ClaimedDelivery[]> {
    const rows = await sql<ClaimedDelivery>(tx, CLAIM, [webhookId, tx.now, until, most]);
    return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  async release(tx: Tx, ids: readonly string[]): Promise<void> {
    await sql(tx, RELEASE, [ids]);
  }

  async record(tx: Tx, id: string, to: Recorded): Promise<void> {
    const { status, fault, durationMs } = to.try;
    await sql(tx, RECORD, [id, to.state, to.dueAt, status, fault, durationMs, JSON.stringify([to.try]), tx.now, to.notBefore]);
  }

  /** Everything that waits is due, or as soon as the endpoint lets it be. */
  async hurry(tx: Tx, webhookId: string): Promise<void> {
    await sql(tx, HURRY, [webhookId, tx.now]);
  }

  async find(webhookId: string, id: string): Promise<(DeliveryLogRow & { readonly body: string }) | null> {
    const [row] = await this.statements.rows<DeliveryLogRow & { readonly body: string }>(FIND, [webhookId, id]);
    return row ?? null;
  }

  page(
    webhookId: string,
    state: WebhookDeliveryState | null,
    after: { readonly id: string | null; readonly limit: number },
  ): Promise<readonly DeliveryLogRow[]> {
    const values = [webhookId, after.id, after.limit];
    return state === null
      ? this.statements.rows<DeliveryLogRow>(PAGE, values)
      : this.statements.rows<DeliveryLogRow>(PAGE_OF_STATE, [...values, state]);
  }

  /** @returns false when there is none, or it waits anyway */
  async replay(tx: Tx, webhookId: string, id: string, giveUpAt: Date): Promise<boolean> {
    return (await sql(tx, REPLAY, [webhookId, id, tx.now, giveUpAt])).length > 0;
  }

  /** @returns how many; at most {@link REPLAY_MAX} at a time */
  async replayFailed(tx: Tx, webhookId: string, since: Date, giveUpAt: Date): Promise<number> {
    return (await sql(tx, REPLAY_FAILED, [webhookId, since, tx.now, giveUpAt])).length;
  }

  /** @returns how many; call again until none */
  async giveUp(tx: Tx): Promise<number> {
    return (await sql(tx, GIVE_UP, [tx.now])).length;
  }

  /** @returns how many; call again until none */
  async forget(tx: Tx, before: Date): Promise<number> {
    return (await sql(tx, FORGET, [before])).length;
  }
}
