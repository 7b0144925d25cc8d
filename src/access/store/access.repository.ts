import { Injectable } from '@nestjs/common';
import type { Role } from '../../kernel/actor.js';
import type { AgentId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export type LoginMethod = 'password' | 'oidc';

/** The agent behind a session or token. */
export interface Bearer {
  readonly id: string;
  readonly agentId: AgentId;
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly string[];
  /** The role needs a second factor, and this session was opened without one. */
  readonly mustEnrol: boolean;
}

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly agentId: AgentId;
  readonly expiresAt: Date;
  readonly userAgent: string;
  readonly address: string;
  readonly method: LoginMethod;
}

export interface ApiTokenRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly agentId: AgentId;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const CREDENTIAL = 'select password_hash as "passwordHash" from credential where agent_id = $1';
const SET_CREDENTIAL = `
  insert into credential (agent_id, password_hash, changed_at) values ($1, $2, $3)
  on conflict (agent_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at`;

const SESSION = `
  select s.id, a.id as "agentId", a.name, a.role, '{}'::text[] as scopes,
    s.method = 'password' and exists (select from security_setting x where a.role = any(x.two_factor_roles))
      and not exists (select from totp t where t.agent_id = a.id and t.confirmed_at is not null) as "mustEnrol"
  from session s join agent a on a.id = s.agent_id
  where s.token_hash = $1 and s.expires_at > now() and a.enabled`;
const ADD_SESSION = `
  insert into session (id, token_hash, agent_id, created_at, last_seen_at, expires_at, user_agent, address, method)
  values ($1, $2, $3, $4, $4, $5, $6, $7, $8)`;
const SEEN_SESSION = `update session set last_seen_at = now() where id = $1 and last_seen_at < now() - interval '1 minute'`;
const END_SESSION = 'delete from session where id = $1';
const END_SESSIONS = 'delete from session where agent_id = $1';

const TOKEN = `
  select t.id, a.id as "agentId", a.name, a.role, t.scopes, false as "mustEnrol" from api_token t join agent a on a.id = t.agent_id
  where t.token_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > now()) and a.enabled`;
// Many at once, each as above.
const SESSIONS = manyOf(SESSION);
const TOKENS_HELD = manyOf(TOKEN);
const ADD_TOKEN =
  'insert into api_token (id, name, token_hash, scopes, agent_id, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)';
// At most once a minute: a row that changes with every request would be the hottest of the database.
const USED_TOKEN = `update api_token set last_used_at = now() where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`;
const REVOKE_TOKEN =
  'update api_token set revoked_at = $2 where id = $1 and revoked_at is null and ($3::uuid is null or agent_id = $3) returning id';
const TOKENS = `
  select id, name, scopes, agent_id as "agentId", created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"
  from api_token where agent_id = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid)) order by created_at desc, id desc limit $4`;

// One statement: of many tries at once each sees the ones counted before it. Failures are forgotten after a day without any.
const COUNT_TRY = `
  insert into login_throttle as t (key, failures, updated_at) values ($1, 1, now())
  on conflict (key) do update set
    failures = case when t.updated_at < now() - interval '1 day' then 1 else t.failures + 1 end,
    blocked_until = case when t.updated_at >= now() - interval '1 day' and t.failures + 1 > $2
      then now() + make_interval(secs => ($3::int[])[least(t.failures + 1 - $2, cardinality($3::int[]))]) end,
    updated_at = now()
  where t.blocked_until is null or t.blocked_until <= now()
  returning failures`;
const BLOCKED = 'select greatest(1, ceil(extract(epoch from blocked_until - now())))::int as seconds from login_throttle where key = $1';
const TAKE_BACK = 'update login_throttle set failures = greatest(0, failures - 1), blocked_until = null where key = $1';
const FORGIVE = 'delete from login_throttle where key = $1';

@Injectable()
export class AccessRepository {
  constructor(private readonly statements: Statements) {}

  async passwordHash(agentId: AgentId): Promise<string | null> {
    const [row] = await this.statements.rows<{ passwordHash: string }>(CREDENTIAL, [agentId]);
    return row?.passwordHash ?? null;
  }

  async setPasswordHash(tx: Tx, agentId: AgentId, hash: string): Promise<void> {
    await sql(tx, SET_CREDENTIAL, [agentId, hash, tx.now]);
    await sql(tx, END_SESSIONS, [agentId]);
  }

  async bearer(kind: 'session' | 'token', hash: Buffer): Promise<Bearer | null> {
    const [row] = await this.statements.rows<Bearer>(kind === 'session' ? SESSION : TOKEN, [hash]);
    return row ?? null;
  }

  /** Who holds each of these now, in their order; null: nobody any more. */
  async bearers(kind: 'session' | 'token', hashes: readonly Buffer[]): Promise<readonly (Bearer | null)[]> {
    const rows = await this.statements.rows<Bearer & { readonly n: string }>(kind === 'session' ? SESSIONS : TOKENS_HELD, [hashes]);
    const found = new Map(rows.map(({ n, ...bearer }) => [Number(n), bearer]));
    return hashes.map((_, index) => found.get(index + 1) ?? null);
  }

  async addSession(tx: Tx, s: NewSession): Promise<void> {
    await sql(tx, ADD_SESSION, [s.id, s.tokenHash, s.agentId, tx.now, s.expiresAt, s.userAgent, s.address, s.method]);
  }

  async endSession(tx: Tx, id: string): Promise<void> {
    await sql(tx, END_SESSION, [id]);
  }

  async addToken(
    tx: Tx,
    t: {
      readonly id: string;
      readonly name: string;
      readonly hash: Buffer;
      readonly scopes: readonly string[];
      readonly agentId: AgentId;
      readonly expiresAt: Date | null;
    },
  ): Promise<void> {
    await sql(tx, ADD_TOKEN, [t.id, t.name, t.hash, t.scopes, t.agentId, tx.now, t.expiresAt]);
  }

  async noteUse(kind: 'session' | 'token', id: string): Promise<void> {
    await this.statements.rows(kind === 'session' ? SEEN_SESSION : USED_TOKEN, [id]);
  }

  /** @param ownerId null: whoever owns it */
  async revokeToken(tx: Tx, id: string, ownerId: AgentId | null): Promise<boolean> {
    return (await sql(tx, REVOKE_TOKEN, [id, tx.now, ownerId])).length > 0;
  }

  tokensOf(agentId: AgentId, after: { readonly createdAt: string; readonly id: string } | null, limit: number): Promise<ApiTokenRow[]> {
    return this.statements.rows<ApiTokenRow>(TOKENS, [agentId, after?.createdAt ?? null, after?.id ?? null, limit]);
  }

  /** @returns `tried: false` when the key is blocked, with how long still */
  async countTry(
    key: string,
    after: number,
    seconds: readonly number[],
  ): Promise<{ readonly tried: boolean; readonly retryAfterSeconds: number }> {
    if ((await this.statements.rows(COUNT_TRY, [key, after, seconds])).length > 0) return { tried: true, retryAfterSeconds: 0 };
    const [row] = await this.statements.rows<{ seconds: number | null }>(BLOCKED, [key]);
    return { tried: false, retryAfterSeconds: row?.seconds ?? 1 };
  }

  async takeBack(key: string): Promise<void> {
    await this.statements.rows(TAKE_BACK, [key]);
  }

  async forgive(key: string): Promise<void> {
    await this.statements.rows(FORGIVE, [key]);
  }
}

/** The statement that finds one bearer by its hash ($1), for a list of hashes. */
function manyOf(one: string): string {
  return `select h.n, b.* from unnest($1::bytea[]) with ordinality as h (hash, n) cross join lateral (${one.replaceAll('$1', 'h.hash')}) b`;
}
