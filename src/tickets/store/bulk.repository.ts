import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { AgentId, TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export type BulkState = 'running' | 'done' | 'undoing' | 'undone';
export type BulkItemState = 'waiting' | 'done' | 'refused' | 'undone' | 'kept';
export type FieldChanges = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

export interface BulkAction {
  readonly id: string;
  readonly agentId: AgentId;
  readonly actor: Actor;
  readonly change: Readonly<Record<string, unknown>>;
  readonly state: BulkState;
  readonly total: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface BulkItem {
  readonly position: number;
  readonly ticketId: TicketId;
  /** Of the last message that whoever asked had seen; null: they did not say. */
  readonly afterSeq: number | null;
  readonly state: BulkItemState;
  readonly code: string | null;
  readonly changes: FieldChanges | null;
}

export interface TakenItem extends BulkItem {
  /** By who asked. */
  readonly isSeen: boolean;
}

interface SightCondition {
  readonly text: string;
  readonly values: readonly unknown[];
}

const COLUMNS = `id, agent_id as "agentId", actor, change, state, total, created_at as "createdAt", finished_at as "finishedAt"`;
const ITEM = `position, ticket_id as "ticketId", after_seq as "afterSeq", state, code, changes`;

const INSERT = `
  with b as (insert into bulk_action (id, agent_id, actor, change, state, total, created_at)
    values ($1, $2, $3, $4, 'running', cardinality($5::uuid[]), $6))
  insert into bulk_item (bulk_id, position, ticket_id, after_seq, state)
  select $1, given.position, given.id, given.after_seq, 'waiting' from unnest($5::uuid[], $7::int[]) with ordinality as given (id, after_seq, position)`;
const FIND = `select ${COLUMNS} from bulk_action where id = $1`;
const LOCK = `select ${COLUMNS} from bulk_action where id = $1 for update`;

// Index: ix_bulk_item_state. What another worker has in hand is left to it.
const TAKE = (seen: string) => `
  select ${ITEM}, exists (select from ticket t where t.id = bulk_item.ticket_id and ${seen}) as "isSeen" from bulk_item where bulk_id = $1 and state = $2 order by position limit 1 for update of bulk_item skip locked`;
const SETTLE = 'update bulk_item set state = $3, code = $4, changes = coalesce($5, changes) where bulk_id = $1 and position = $2';
// Nothing is left in that state, not even in the hands of another worker.
const FINISH = `
  update bulk_action set state = $3, finished_at = $4 where id = $1 and state <> $3
    and not exists (select from bulk_item where bulk_id = $1 and state = $2)`;
const UNDO = `update bulk_action set state = 'undoing', finished_at = null where id = $1`;

const COUNTS = 'select state, count(*)::int as count from bulk_item where bulk_id = $1 group by state';
const ITEMS = `select ${ITEM} from bulk_item where bulk_id = $1 and position > $2 and ($3::text is null or state = $3) order by position limit $4`;

@Injectable()
export class BulkRepository {
  constructor(private readonly statements: Statements) {}

  async insert(
    tx: Tx,
    b: {
      readonly id: string;
      readonly agentId: AgentId;
      readonly change: object;
      readonly tickets: readonly { readonly id: string; readonly afterSeq: number | null }[];
    },
  ): Promise<void> {
    const [ids, seqs] = [b.tickets.map((t) => t.id), b.tickets.map((t) => t.afterSeq)];
    await sql(tx, INSERT, [b.id, b.agentId, JSON.stringify(tx.actor), JSON.stringify(b.change), ids, tx.now, seqs]);
  }

  async find(id: string): Promise<BulkAction | null> {
    const [row] = await this.statements.rows<BulkAction>(FIND, [id]);
    return row ?? null;
  }

  async lock(tx: Tx, id: string): Promise<BulkAction | null> {
    const [row] = await sql<BulkAction>(tx, LOCK, [id]);
    return row ?? null;
  }

  /** @param seen what the asker may see of the table `t`; its parameters begin with $3 */
  async take(tx: Tx, id: string, state: BulkItemState, seen: SightCondition): Promise<TakenItem | null> {
    const [row] = await sql<TakenItem>(tx, TAKE(seen.text), [id, state, ...seen.values]);
    return row ?? null;
  }

  async settle(
    tx: Tx,
    id: string,
    position: number,
    end: { readonly state: BulkItemState; readonly code: string | null; readonly changes: FieldChanges | null },
  ): Promise<void> {
    await sql(tx, SETTLE, [id, position, end.state, end.code, end.changes === null ? null : JSON.stringify(end.changes)]);
  }

  /** When nothing is left in `state`: the whole of it is `end`. */
  async finish(tx: Tx, id: string, left: BulkItemState, end: BulkState): Promise<void> {
    await sql(tx, FINISH, [id, left, end, tx.now]);
  }

  async beginUndo(tx: Tx, id: string): Promise<void> {
    await sql(tx, UNDO, [id]);
  }

  async counts(id: string): Promise<Readonly<Record<BulkItemState, number>>> {
    const rows = await this.statements.rows<{ state: BulkItemState; count: number }>(COUNTS, [id]);
    const of = (state: BulkItemState) => rows.find((r) => r.state === state)?.count ?? 0;
    return { waiting: of('waiting'), done: of('done'), refused: of('refused'), undone: of('undone'), kept: of('kept') };
  }

  items(id: string, afterPosition: number, state: BulkItemState | null, limit: number): Promise<BulkItem[]> {
    return this.statements.rows<BulkItem>(ITEMS, [id, afterPosition, state, limit]);
  }
}
