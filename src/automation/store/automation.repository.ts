import { Injectable } from '@nestjs/common';
import type { Condition } from '../../kernel/condition.js';
import { type AutomationId, newId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { Action } from '../domain/actions.js';

export interface AutomationFacts {
  readonly name: string;
  /** Rules run in this order, lowest first. */
  readonly position: number;
  readonly enabled: boolean;
  /** What it waits for; empty for a rule by time. */
  readonly events: readonly string[];
  /** How often a rule by time looks; null for a rule on events. */
  readonly everyMinutes: number | null;
  readonly condition: Condition;
  readonly actions: readonly Action[];
}

export interface AutomationRow extends AutomationFacts {
  readonly id: AutomationId;
  readonly createdAt: Date;
  readonly version: number;
}

/** Where a rule by time goes on: the status category and the ticket it has looked at last. */
export interface Scan {
  readonly category: string;
  readonly lastMessageAt: string | null;
  readonly ticketId: string | null;
}

/** Rules are read as a whole for every event: more of them are refused. */
export const RULES_MAX = 500;

const COLUMNS = `id, name, position, enabled, events, every_minutes as "everyMinutes", condition, actions, created_at as "createdAt", version`;
const FIND = `select ${COLUMNS} from automation_rule where id = $1`;
// Index: ix_automation_rule_position.
const PAGE = `
  select ${COLUMNS} from automation_rule where ($1::int is null or (position, id) > ($1, $2::uuid)) order by position, id limit $3`;
const ENABLED = `select ${COLUMNS} from automation_rule where enabled and every_minutes is null order by position, id limit ${RULES_MAX}`;
const COUNT = 'select count(*)::int as count from automation_rule';
const INSERT = `
  insert into automation_rule (id, name, position, enabled, events, every_minutes, condition, actions, next_run_at, created_at, updated_at, version)
  values ($1, $2, $3, $4, $5, $6, $7, $8, case when $6::int is not null then $9::timestamptz end, $9, $9, 1)`;
// Not "for update": whoever writes a line of its log need not wait.
const LOCK = `select ${COLUMNS} from automation_rule where id = $1 for no key update`;
// What it has looked at counts no more once a rule asks something else.
const UPDATE = `
  update automation_rule set name = $2, position = $3, enabled = $4, events = $5, every_minutes = $6, condition = $7, actions = $8,
    next_run_at = case when $6::int is not null then $9::timestamptz end, scan = null, updated_at = $9, version = version + 1
  where id = $1`;
const REMOVE = 'delete from automation_rule where id = $1 returning id';

// Rules by time that are due. Whoever takes one moves its next run, so that no two processes look at the same time.
const TAKE_DUE = `
  update automation_rule r set next_run_at = $1::timestamptz + r.every_minutes * interval '1 minute'
  where r.id in (
    select id from automation_rule where enabled and every_minutes is not null and next_run_at <= $1 order by next_run_at, id limit 1
    for update skip locked)
  returning ${COLUMNS}, scan`;
const LEAVE_OFF =
  'update automation_rule set scan = $2, next_run_at = case when $3 then $4 else next_run_at end where id = $1 and version = $5';

@Injectable()
export class AutomationRepository {
  constructor(private readonly statements: Statements) {}

  async find(id: AutomationId): Promise<AutomationRow | null> {
    const [row] = await this.statements.rows<AutomationRow>(FIND, [id]);
    return row ?? null;
  }

  page(after: { readonly position: number; readonly id: string } | null, limit: number): Promise<AutomationRow[]> {
    return this.statements.rows<AutomationRow>(PAGE, [after?.position ?? null, after?.id ?? null, limit]);
  }

  /** Enabled rules on events, in order. */
  enabled(): Promise<readonly AutomationRow[]> {
    return this.statements.rows<AutomationRow>(ENABLED, []);
  }

  async count(tx: Tx): Promise<number> {
    const [row] = await sql<{ count: number }>(tx, COUNT, []);
    return row?.count ?? 0;
  }

  async insert(tx: Tx, a: AutomationFacts): Promise<AutomationId> {
    const id = newId<AutomationId>();
    await sql(tx, INSERT, [...valuesOf(id, a), tx.now]);
    return id;
  }

  async lock(tx: Tx, id: AutomationId): Promise<AutomationRow | null> {
    const [row] = await sql<AutomationRow>(tx, LOCK, [id]);
    return row ?? null;
  }

  async update(tx: Tx, id: AutomationId, a: AutomationFacts): Promise<void> {
    await sql(tx, UPDATE, [...valuesOf(id, a), tx.now]);
  }

  async remove(tx: Tx, id: AutomationId): Promise<boolean> {
    return (await sql(tx, REMOVE, [id])).length > 0;
  }

  /** One rule by time that is due, taken by this transaction; null when there is none. */
  async takeDue(tx: Tx): Promise<(AutomationRow & { readonly scan: Scan | null }) | null> {
    const [row] = await sql<AutomationRow & { scan: Scan | null }>(tx, TAKE_DUE, [tx.now]);
    return row ?? null;
  }

  /** Remembers where a look ended: null when it saw everything; else it goes on at once. */
  async leaveOff(tx: Tx, rule: AutomationRow, scan: Scan | null): Promise<void> {
    await sql(tx, LEAVE_OFF, [rule.id, scan === null ? null : JSON.stringify(scan), scan !== null, tx.now, rule.version]);
  }
}

function valuesOf(id: AutomationId, a: AutomationFacts): readonly unknown[] {
  return [id, a.name, a.position, a.enabled, a.events, a.everyMinutes, JSON.stringify(a.condition), JSON.stringify(a.actions)];
}
