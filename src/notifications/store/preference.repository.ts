import { Injectable } from '@nestjs/common';
import type { Role } from '../../kernel/actor.js';
import type { AgentId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import { type DigestTimes, nextDigestAt } from '../domain/next-digest.js';
import type { NotificationKind } from '../domain/notification-kind.js';

export interface Preference extends DigestTimes {
  readonly muted: readonly NotificationKind[];
}

export interface PreferenceRow extends Preference {
  readonly nextDigestAt: Date | null;
}

export interface DueAgent extends DigestTimes {
  readonly id: AgentId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly enabled: boolean;
}

/** Of who never said anything. */
export const PREFERENCE_DEFAULT: PreferenceRow = { muted: [], digest: 'off', digestHour: 8, zone: 'UTC', nextDigestAt: null };

const COLUMNS = 'p.digest, p.digest_hour as "digestHour", p.zone';
const FIND = `select p.muted, ${COLUMNS}, p.next_digest_at as "nextDigestAt" from notification_preference p where p.agent_id = $1`;
const PUT = `
  insert into notification_preference (agent_id, muted, digest, digest_hour, zone, next_digest_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (agent_id) do update set muted = excluded.muted, digest = excluded.digest, digest_hour = excluded.digest_hour, zone = excluded.zone,
    next_digest_at = excluded.next_digest_at`;

// Of two who look, one gets it; longest due first. Index: ix_notification_preference_due.
const TAKE_DUE = `
  select a.id, a.name, a.email, a.role, a.enabled, ${COLUMNS} from notification_preference p join agent a on a.id = p.agent_id
  where p.next_digest_at <= $1 order by p.next_digest_at, p.agent_id limit 1 for update of p skip locked`;
const PLAN = `update notification_preference set next_digest_at = $2 where agent_id = $1 and digest <> 'off'`;

@Injectable()
export class PreferenceRepository {
  constructor(private readonly statements: Statements) {}

  async of(agentId: AgentId): Promise<PreferenceRow> {
    const [row] = await this.statements.rows<PreferenceRow>(FIND, [agentId]);
    return row ?? PREFERENCE_DEFAULT;
  }

  async put(tx: Tx, agentId: AgentId, preference: Preference): Promise<void> {
    const { muted, digest, digestHour, zone } = preference;
    await sql(tx, PUT, [agentId, muted, digest, digestHour, zone, nextDigestAt(preference, tx.now)]);
  }

  /** An agent whose digest is due; from then on the next one is. */
  async takeDue(tx: Tx): Promise<DueAgent | null> {
    const [due] = await sql<DueAgent>(tx, TAKE_DUE, [tx.now]);
    if (due === undefined) return null;
    await this.plan(tx, due.id, nextDigestAt(due, tx.now));
    return due;
  }

  async plan(tx: Tx, agentId: AgentId, nextAt: Date | null): Promise<void> {
    await sql(tx, PLAN, [agentId, nextAt]);
  }
}
