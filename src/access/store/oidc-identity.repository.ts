import { Injectable } from '@nestjs/common';
import { type AgentId, newId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export interface OidcIdentity {
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  readonly agentId: AgentId;
  readonly linkedAt: Date;
  readonly lastLoginAt: Date | null;
}

export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

const COLUMNS = 'id, issuer, subject, agent_id as "agentId", linked_at as "linkedAt", last_login_at as "lastLoginAt"';
// Indexes: uq_oidc_identity, uq_oidc_identity_agent.
const FIND = `select ${COLUMNS} from oidc_identity where issuer = $1 and subject = $2`;
const OF_AGENT = `select ${COLUMNS} from oidc_identity where agent_id = $1 and ($2::text is null or issuer > $2) order by issuer limit $3`;
const LINK = `
  insert into oidc_identity (id, issuer, subject, agent_id, linked_at) values ($1, $2, $3, $4, $5) on conflict do nothing returning id`;
const UNLINK = 'delete from oidc_identity where agent_id = $1 and id = $2 returning id';
const USED = 'update oidc_identity set last_login_at = $3 where issuer = $1 and subject = $2';

@Injectable()
export class OidcIdentityRepository {
  constructor(private readonly statements: Statements) {}

  async find({ issuer, subject }: Subject): Promise<OidcIdentity | null> {
    const [row] = await this.statements.rows<OidcIdentity>(FIND, [issuer, subject]);
    return row ?? null;
  }

  ofAgent(agentId: AgentId, afterIssuer: string | null, limit: number): Promise<OidcIdentity[]> {
    return this.statements.rows<OidcIdentity>(OF_AGENT, [agentId, afterIssuer, limit]);
  }

  /** @returns false when it belongs to somebody already, or the agent has another one at this issuer */
  async link(tx: Tx, { issuer, subject }: Subject, agentId: AgentId): Promise<boolean> {
    return (await sql(tx, LINK, [newId(), issuer, subject, agentId, tx.now])).length > 0;
  }

  async unlink(tx: Tx, agentId: AgentId, id: string): Promise<boolean> {
    return (await sql(tx, UNLINK, [agentId, id])).length > 0;
  }

  async noteLogin(tx: Tx, { issuer, subject }: Subject): Promise<void> {
    await sql(tx, USED, [issuer, subject, tx.now]);
  }
}
