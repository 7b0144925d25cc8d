import { Injectable } from '@nestjs/common';
import type { AgentId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string;
  readonly address: string;
  readonly method: string;
  /** With the database's full precision, for the cursor. */
  readonly sortAt: string;
}

// Index: ix_session_agent.
const PAGE = `
  select id, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", user_agent as "userAgent", address, method,
    created_at::text as "sortAt"
  from session where agent_id = $1 and expires_at > now() and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
  order by created_at desc, id desc limit $4`;
const END = 'delete from session where agent_id = $1 and id = $2 returning id';
const END_ALL = 'delete from session where agent_id = $1 and ($2::uuid is null or id <> $2) returning id';
const ROTATE = 'update session set token_hash = $2, expires_at = $3 where id = $1';

// Indexes: ix_session_expiry, ix_idempotency_key_age, ix_login_throttle_age.
const FORGET: readonly string[] = [
  'delete from session where id in (select id from session where expires_at < now() limit 5000) returning id',
  `delete from idempotency_key where (actor_id, key) in
    (select actor_id, key from idempotency_key where created_at < now() - interval '24 hours' limit 5000) returning key`,
  `delete from login_throttle where key in (select key from login_throttle where updated_at < now() - interval '2 days' limit 5000) returning key`,
];

@Injectable()
export class SessionRepository {
  constructor(private readonly statements: Statements) {}

  page(agentId: AgentId, after: { readonly at: string; readonly id: string } | null, limit: number): Promise<SessionRow[]> {
    return this.statements.rows<SessionRow>(PAGE, [agentId, after?.at ?? null, after?.id ?? null, limit]);
  }

  async end(tx: Tx, agentId: AgentId, id: string): Promise<boolean> {
    return (await sql(tx, END, [agentId, id])).length > 0;
  }

  /** @returns how many ended */
  async endAll(tx: Tx, agentId: AgentId, exceptId: string | null): Promise<number> {
    return (await sql(tx, END_ALL, [agentId, exceptId])).length;
  }

  async rotate(tx: Tx, id: string, tokenHash: Buffer, expiresAt: Date): Promise<void> {
    await sql(tx, ROTATE, [id, tokenHash, expiresAt]);
  }

  /** What is over: sessions, answers kept for repeats, old failures. */
  async forget(): Promise<void> {
    for (const statement of FORGET) while ((await this.statements.rows(statement, [])).length > 0);
  }
}
