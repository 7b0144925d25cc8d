import { Injectable } from '@nestjs/common';
import type { AgentId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { Vault } from '../../platform/crypto/vault.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import { HEALTHY, type Health } from '../domain/health.js';
import type { SigningSecret } from '../domain/secrets.js';
import type { WebhookFacts, WebhookRecord } from '../webhook-record.js';

type WebhookRow = Omit<WebhookRecord, 'secrets'> & { readonly secrets: Buffer };

/** More would make every event slow; an administrator is told. */
export const WEBHOOKS_MAX = 100;

const COLUMNS = `id, name, url, events, condition, include_notes as "includeNotes", secrets, enabled, disabled_reason as "disabledReason", failures,
  failing_since as "failingSince", paused_until as "pausedUntil", created_by as "createdBy", created_at as "createdAt", updated_at as "updatedAt", version`;

const FIND = `select ${COLUMNS} from webhook where id = $1`;
const LOCK = `select ${COLUMNS} from webhook where id = $1 for update`;
// Locked, so that one process at a time takes from a webhook's queue. Indexes: ix_webhook_delivery_due, ix_webhook_delivery_claimed.
const DUE = `
  select ${COLUMNS} from webhook w
  where enabled and (paused_until is null or paused_until <= $1) and exists (
    select from webhook_delivery d
    where d.webhook_id = w.id and d.state = 'waiting' and d.due_at <= $1 and (d.claimed_until is null or d.claimed_until <= $1))
    and not exists (select from webhook_delivery d where d.webhook_id = w.id and d.claimed_until > $1)
  order by id limit ${WEBHOOKS_MAX} for update skip locked`;
// At most WEBHOOKS_MAX rows: no index for the array.
const FOR_EVENT = `select ${COLUMNS} from webhook where enabled and $1 = any(events) order by created_at limit ${WEBHOOKS_MAX}`;
const WANTED = 'select distinct unnest(events) as name from webhook where enabled';
// Index: ix_webhook_recent.
const PAGE = `
  select ${COLUMNS}, created_at::text as "sortAt" from webhook
  where $1::timestamptz is null or (created_at, id) < ($1, $2::uuid) order by created_at desc, id desc limit $3`;
const COUNT = 'select count(*)::int as count from webhook';

const INSERT = `
  insert into webhook (id, name, url, events, condition, include_notes, secrets, enabled, failures, created_by, created_at, updated_at, version)
  values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $10, 1)`;
const UPDATE = `
  update webhook set name = $2, url = $3, events = $4, condition = $5, include_notes = $6, enabled = $7, disabled_reason = $8,
    failures = $9, failing_since = $10, paused_until = $11, updated_at = $12, version = version + 1
  where id = $1`;
const SET_SECRETS = 'update webhook set secrets = $2, updated_at = $3, version = version + 1 where id = $1';
const SET_HEALTH = 'update webhook set failures = $2, failing_since = $3, paused_until = $4 where id = $1';
// How it was before is told by the locked row: RETURNING tells only how it is now, before PostgreSQL 18.
const RECOVER = `
  with before as materialized (
    select id, failures, failing_since as "failingSince", paused_until as "pausedUntil" from webhook where id = $1 and failures > 0 for update)
  update webhook w set failures = 0, failing_since = null, paused_until = null from before b where w.id = b.id
  returning b.failures, b."failingSince", b."pausedUntil"`;
const DISABLE = 'update webhook set enabled = false, disabled_reason = $2, updated_at = $3, version = version + 1 where id = $1';
const DELETE = 'delete from webhook where id = $1 returning id';

@Injectable()
export class WebhookRepository {
  constructor(
    private readonly statements: Statements,
    private readonly vault: Vault,
  ) {}

  async find(id: string): Promise<WebhookRecord | null> {
    const [row] = await this.statements.rows<WebhookRow>(FIND, [id]);
    return row === undefined ? null : this.opened(row);
  }

  async lock(tx: Tx, id: string): Promise<WebhookRecord | null> {
    const [row] = await sql<WebhookRow>(tx, LOCK, [id]);
    return row === undefined ? null : this.opened(row);
  }

  /** Locks those that have something to send now, and nothing in hand. */
  async lockDue(tx: Tx): Promise<readonly WebhookRecord[]> {
    return (await sql<WebhookRow>(tx, DUE, [tx.now])).map((row) => this.opened(row));
  }

  async forEvent(name: string): Promise<readonly WebhookRecord[]> {
    return (await this.statements.rows<WebhookRow>(FOR_EVENT, [name])).map((row) => this.opened(row));
  }

  /** The event names that any enabled webhook waits for. */
  async wanted(): Promise<readonly string[]> {
    return (await this.statements.rows<{ name: string }>(WANTED, [])).map(({ name }) => name);
  }

  async page(
    after: { readonly at: string; readonly id: string } | null,
    limit: number,
  ): Promise<readonly (WebhookRecord & { sortAt: string })[]> {
    const rows = await this.statements.rows<WebhookRow & { sortAt: string }>(PAGE, [after?.at ?? null, after?.id ?? null, limit]);
    return rows.map((row) => ({ ...this.opened(row), sortAt: row.sortAt }));
  }

  async count(tx: Tx): Promise<number> {
    const [row] = await sql<{ count: number }>(tx, COUNT, []);
    return row?.count ?? 0;
  }

  async insert(
    tx: Tx,
    w: WebhookFacts & { readonly id: string; readonly secrets: readonly SigningSecret[]; readonly createdBy: AgentId },
  ): Promise<void> {
    const values = [w.id, w.name, w.url, w.events, jsonOf(w.condition), w.includeNotes, this.sealed(w), w.enabled, w.createdBy, tx.now];
    await sql(tx, INSERT, values);
  }

  async update(tx: Tx, w: WebhookRecord): Promise<void> {
    const facts = [w.id, w.name, w.url, w.events, jsonOf(w.condition), w.includeNotes, w.enabled];
    await sql(tx, UPDATE, [...facts, w.disabledReason, w.failures, w.failingSince, w.pausedUntil, tx.now]);
  }

  async setSecrets(tx: Tx, w: { readonly id: string; readonly secrets: readonly SigningSecret[] }): Promise<void> {
    await sql(tx, SET_SECRETS, [w.id, this.sealed(w), tx.now]);
  }

  async setHealth(tx: Tx, id: string, { failures, failingSince, pausedUntil }: Health): Promise<void> {
    await sql(tx, SET_HEALTH, [id, failures, failingSince, pausedUntil]);
  }

  /** @returns how it fared before; HEALTHY when it had not failed */
  async recover(tx: Tx, id: string): Promise<Health> {
    const [before] = await sql<Health>(tx, RECOVER, [id]);
    return before ?? HEALTHY;
  }

  async disable(tx: Tx, id: string, reason: string): Promise<void> {
    await sql(tx, DISABLE, [id, reason, tx.now]);
  }

  /** Its deliveries go with it. */
  async delete(tx: Tx, id: string): Promise<boolean> {
    return (await sql(tx, DELETE, [id])).length > 0;
  }

  // Bound to the webhook's id: secrets copied to another row do not open there.
  private sealed({ id, secrets }: { readonly id: string; readonly secrets: readonly SigningSecret[] }): Buffer {
    return this.vault.seal('webhook-secrets', id, Buffer.from(JSON.stringify(secrets)));
  }

  private opened(row: WebhookRow): WebhookRecord {
    return { ...row, secrets: JSON.parse(this.vault.open('webhook-secrets', row.id, row.secrets).toString()) as SigningSecret[] };
  }
}

function jsonOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
