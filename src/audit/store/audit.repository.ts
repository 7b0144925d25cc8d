import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { ChainableRow } from '../domain/canonical.js';
import type { AuditEntry } from '../domain/entry.js';

export interface UnchainedRow extends ChainableRow {
  /** The end of the chain in the same snapshot. */
  readonly headSeq: string | null;
  readonly headHash: Buffer | null;
}

export interface ChainedRow extends ChainableRow {
  readonly seq: string;
  readonly hash: Buffer;
}

export interface NewLink {
  readonly id: string;
  readonly seq: number;
  readonly hash: Buffer;
}

const INSERT = `
  insert into audit_event (id, at, actor_type, actor_id, actor_name, token_id, action, resource, resource_id, detail, address, request_id)
  values ($1, coalesce($2::timestamptz, now()), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

const COLUMNS = `e.id, to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.actor_type as "actorType", e.actor_id as "actorId",
  e.actor_name as "actorName", e.token_id as "tokenId", e.action, e.resource, e.resource_id as "resourceId", e.detail, e.address, e.request_id as "requestId"`;

// Both halves see one snapshot. A row that commits late is simply chained later. Indexes: uq_audit_event_seq, ix_audit_event_unchained.
const UNCHAINED = `
  with head as (select seq, hash from audit_event where seq is not null order by seq desc limit 1)
  select ${COLUMNS}, h.seq as "headSeq", h.hash as "headHash" from audit_event e left join head h on true where e.seq is null order by e.id limit $1`;
// A second chainer that saw the same rows changes nothing (seq is not null any more); one that saw others hits uq_audit_event_seq and fails whole.
const LINK = `
  update audit_event e set seq = l.seq, hash = l.hash from unnest($1::uuid[], $2::bigint[], $3::bytea[]) as l(id, seq, hash)
  where e.id = l.id and e.seq is null`;
const HEAD = 'select seq, hash from audit_event where seq is not null order by seq desc limit 1';
const CHAINED = `select ${COLUMNS}, e.seq, e.hash from audit_event e where e.seq > $1 order by e.seq limit $2`;
const WAITING = 'select count(*)::int as count from audit_event where seq is null';

@Injectable()
export class AuditRepository {
  constructor(private readonly statements: Statements) {}

  async add(tx: Tx, entry: AuditEntry): Promise<void> {
    await sql(tx, INSERT, rowOf(entry, tx.now));
  }

  /** Outside any transaction: something is about to be read. */
  async note(entry: AuditEntry): Promise<void> {
    await this.statements.rows(INSERT, rowOf(entry, null));
  }

  /** Committed rows without a place in the chain, oldest first. */
  unchained(limit: number): Promise<UnchainedRow[]> {
    return this.statements.rows<UnchainedRow>(UNCHAINED, [limit]);
  }

  async link(links: readonly NewLink[]): Promise<void> {
    await this.statements.rows(LINK, [links.map((l) => l.id), links.map((l) => l.seq), links.map((l) => l.hash)]);
  }

  async head(): Promise<{ readonly seq: string; readonly hash: Buffer } | null> {
    const [row] = await this.statements.rows<{ seq: string; hash: Buffer }>(HEAD, []);
    return row ?? null;
  }

  chainedAfter(seq: number, limit: number): Promise<ChainedRow[]> {
    return this.statements.rows<ChainedRow>(CHAINED, [seq, limit]);
  }

  async countWaiting(): Promise<number> {
    const [row] = await this.statements.rows<{ count: number }>(WAITING, []);
    return row?.count ?? 0;
  }
}

function rowOf(entry: AuditEntry, at: Date | null): readonly unknown[] {
  const { actor, action, resource, resourceId, detail, address, requestId } = entry;
  const actorId = actor.type === 'system' ? null : actor.id;
  const tokenId = actor.type === 'token' ? actor.tokenId : null;
  const head = [newId(), at, actor.type, actorId, actor.name, tokenId];
  return [...head, action, resource, resourceId, JSON.stringify(detail), address, requestId];
}
