import { Injectable } from '@nestjs/common';
import { newId, type SlaPolicyId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { Policy } from '../domain/policy.js';

export interface PolicyRow extends Policy {
  readonly position: number;
  readonly createdAt: Date;
  readonly version: number;
}

export type PolicyContent = Omit<Policy, 'id'>;

const COLUMNS = `id, name, position, enabled, condition, calendar_id as "calendarId", targets, pauses, warn_at as "warnAt", escalations,
  created_at as "createdAt", version`;
const FIND = `select ${COLUMNS} from sla_policy where id = $1`;
// Index: ix_sla_policy_position.
const PAGE = `select ${COLUMNS} from sla_policy where ($1::int is null or (position, id) > ($1, $2::uuid)) order by position, id limit $3`;
const ALL = `select ${COLUMNS} from sla_policy order by position, id limit 1000`;

// Positions say an order among all policies, so whoever changes one keeps the others from being changed at the same time.
const LOCK_ALL = 'lock table sla_policy in share row exclusive mode';

const INSERT = `
  insert into sla_policy (id, name, position, enabled, condition, calendar_id, targets, pauses, warn_at, escalations, created_at, updated_at, version)
  values ($1, $2, (select count(*) + 1 from sla_policy), $3, $4, $5, $6, $7, $8, $9, $10, $10, 1) on conflict (name) do nothing returning id`;
const UPDATE = `
  update sla_policy set name = $2, enabled = $3, condition = $4, calendar_id = $5, targets = $6, pauses = $7, warn_at = $8, escalations = $9,
    updated_at = $10, version = version + 1
  where id = $1 and not exists (select from sla_policy where name = $2 and id <> $1) returning id`;

// 1, 2, 3 … again, with one of them in its new place.
const MOVE = `
  update sla_policy p set position = o.place from (
    select id, row_number() over (order by case when id <> $1 then position::numeric
      when $2 > position then $2 + 0.5 else $2 - 0.5 end, id)::int as place from sla_policy) o
  where o.id = p.id and p.position <> o.place`;

@Injectable()
export class PolicyRepository {
  constructor(private readonly statements: Statements) {}

  async find(id: SlaPolicyId): Promise<PolicyRow | null> {
    const [row] = await this.statements.rows<PolicyRow>(FIND, [id]);
    return row ?? null;
  }

  page(after: { readonly position: number; readonly id: string } | null, limit: number): Promise<PolicyRow[]> {
    return this.statements.rows<PolicyRow>(PAGE, [after?.position ?? null, after?.id ?? null, limit]);
  }

  /** In their order. */
  all(tx: Tx): Promise<PolicyRow[]> {
    return sql<PolicyRow>(tx, ALL, []);
  }

  /** All of them, kept from changing until the transaction ends. */
  async lockAll(tx: Tx): Promise<PolicyRow[]> {
    await sql(tx, LOCK_ALL, []);
    return this.all(tx);
  }

  /** At the end of the list. The caller holds the lock. @returns null when the name is taken */
  async insert(tx: Tx, policy: PolicyContent): Promise<SlaPolicyId | null> {
    const [row] = await sql<{ id: SlaPolicyId }>(tx, INSERT, [newId<SlaPolicyId>(), ...valuesOf(policy), tx.now]);
    return row?.id ?? null;
  }

  /** @returns false when the name is taken */
  async update(tx: Tx, id: SlaPolicyId, policy: PolicyContent): Promise<boolean> {
    return (await sql(tx, UPDATE, [id, ...valuesOf(policy), tx.now])).length > 0;
  }

  /** Puts a policy in this place, counted from 1, and moves the others along. The caller holds the lock. */
  async move(tx: Tx, id: SlaPolicyId, place: number): Promise<void> {
    await sql(tx, MOVE, [id, place]);
  }
}

function valuesOf(p: PolicyContent): readonly unknown[] {
  const [condition, targets, pauses, escalations] = [p.condition, p.targets, p.pauses, p.escalations].map((part) => JSON.stringify(part));
  return [p.name, p.enabled, condition, p.calendarId, targets, pauses, p.warnAt, escalations];
}
