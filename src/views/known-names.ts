import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

export interface Names {
  readonly statuses: readonly string[];
  readonly categories: readonly string[];
  readonly teamIds: readonly string[];
  /** Who must be able to work on tickets. */
  readonly agentIds: readonly string[];
}

/** What conditions ask for: of an agent who left, tickets may still be there. */
export interface AskedNames {
  readonly status: readonly string[];
  readonly category: readonly string[];
  readonly teamId: readonly string[];
  readonly assigneeId: readonly string[];
  readonly inboxId: readonly string[];
}

export interface UnknownValue {
  readonly field: keyof AskedNames;
  readonly name: string;
}

export interface UnknownName {
  readonly what: 'status' | 'category' | 'team' | 'agent';
  readonly name: string;
}

// Primary keys.
const UNKNOWN = `
  select 'status' as what, n as name from unnest($1::text[]) n where not exists (select from ticket_status s where s.name = n)
  union all select 'category', n from unnest($2::text[]) n where not exists (select from ticket_category c where c.key = n)
  union all select 'team', n::text from unnest($3::uuid[]) n where not exists (select from team t where t.id = n)
  union all select 'agent', n::text from unnest($4::uuid[]) n where not exists (select from agent a where a.id = n and a.enabled and a.role <> 'auditor')`;
const UNKNOWN_VALUES = `
  select 'status' as field, n as name from unnest($1::text[]) n where not exists (select from ticket_status s where lower(s.name) = lower(n))
  union all select 'category', n from unnest($2::text[]) n where not exists (select from ticket_category c where lower(c.key) = lower(n))
  union all select 'teamId', n::text from unnest($3::uuid[]) n where not exists (select from team t where t.id = n)
  union all select 'assigneeId', n::text from unnest($4::uuid[]) n where not exists (select from agent a where a.id = n)
  union all select 'inboxId', n::text from unnest($5::uuid[]) n where not exists (select from inbox i where i.id = n)`;

// A short table that administrators keep.
const ON_HOLD = `select name from ticket_status where category = 'on_hold'`;

/** Whether what a rule or a macro speaks of exists. */
@Injectable()
export class KnownNamesView {
  constructor(private readonly statements: Statements) {}

  unknown({ statuses, categories, teamIds, agentIds }: Names): Promise<UnknownName[]> {
    return this.statements.rows<UnknownName>(UNKNOWN, [statuses, categories, teamIds, agentIds]);
  }

  unknownValues({ status, category, teamId, assigneeId, inboxId }: AskedNames): Promise<UnknownValue[]> {
    return this.statements.rows<UnknownValue>(UNKNOWN_VALUES, [status, category, teamId, assigneeId, inboxId]);
  }

  /** Statuses that need a reason. */
  async statusesOnHold(): Promise<readonly string[]> {
    return (await this.statements.rows<{ name: string }>(ON_HOLD, [])).map((row) => row.name);
  }
}
