import { Injectable } from '@nestjs/common';
import type { AgentId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export interface TotpRow {
  readonly secret: Buffer;
  readonly confirmedAt: Date | null;
  readonly lastStep: string | null;
}

const STATE = `
  select t.confirmed_at as "confirmedAt",
    (select count(*)::int from recovery_code c where c.agent_id = t.agent_id and c.used_at is null) as "codesLeft"
  from totp t where t.agent_id = $1 and t.confirmed_at is not null`;
const BEGIN = `
  insert into totp (agent_id, secret, created_at) values ($1, $2, $3)
  on conflict (agent_id) do update set secret = excluded.secret, created_at = excluded.created_at where totp.confirmed_at is null
  returning agent_id`;
// Held until the login commits: the same code, sent twice at once, is taken once.
const LOCK = 'select secret, confirmed_at as "confirmedAt", last_step as "lastStep" from totp where agent_id = $1 for update';
const SPEND = 'update totp set last_step = $2, confirmed_at = coalesce(confirmed_at, $3) where agent_id = $1';
const REMOVE = 'delete from totp where agent_id = $1 returning agent_id';
const REMOVE_CODES = 'delete from recovery_code where agent_id = $1';
const ADD_CODES = 'insert into recovery_code (agent_id, code_hash) select $1, code from unnest($2::bytea[]) as code';
const SPEND_CODE = 'update recovery_code set used_at = $3 where agent_id = $1 and code_hash = $2 and used_at is null returning agent_id';

@Injectable()
export class TotpRepository {
  constructor(private readonly statements: Statements) {}

  /** @returns null when the agent has no confirmed second factor */
  async state(agentId: AgentId): Promise<{ readonly confirmedAt: Date; readonly codesLeft: number } | null> {
    const [row] = await this.statements.rows<{ confirmedAt: Date; codesLeft: number }>(STATE, [agentId]);
    return row ?? null;
  }

  /** @returns false when one is confirmed already */
  async begin(tx: Tx, agentId: AgentId, secret: Buffer): Promise<boolean> {
    return (await sql(tx, BEGIN, [agentId, secret, tx.now])).length > 0;
  }

  async lock(tx: Tx, agentId: AgentId): Promise<TotpRow | null> {
    const [row] = await sql<TotpRow>(tx, LOCK, [agentId]);
    return row ?? null;
  }

  async spend(tx: Tx, agentId: AgentId, step: number): Promise<void> {
    await sql(tx, SPEND, [agentId, step, tx.now]);
  }

  /** With its recovery codes. @returns false when there was none */
  async remove(tx: Tx, agentId: AgentId): Promise<boolean> {
    await sql(tx, REMOVE_CODES, [agentId]);
    return (await sql(tx, REMOVE, [agentId])).length > 0;
  }

  async replaceCodes(tx: Tx, agentId: AgentId, hashes: readonly Buffer[]): Promise<void> {
    await sql(tx, REMOVE_CODES, [agentId]);
    await sql(tx, ADD_CODES, [agentId, hashes]);
  }

  async spendCode(tx: Tx, agentId: AgentId, hash: Buffer): Promise<boolean> {
    return (await sql(tx, SPEND_CODE, [agentId, hash, tx.now])).length > 0;
  }
}
