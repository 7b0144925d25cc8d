import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

export interface Names {
  readonly statuses: readonly string[];
  readonly categories: readonly string[];
  readonly teamIds: readonly string[];
  readonly agentIds: readonly string[];
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
  union all select 'agent', n::text from unnest($4::uuid[]) n where not exists (select from agent a where a.id = n and a.enabled)`;

// A short table that administrators keep.
const ON_HOLD = `select name from ticket_status where category = 'on_hold'`;

/** Whether what a rule or a macro speaks of exists. */
@Injectable()
export class KnownNamesView {
  constructor(private readonly statements: Statements) {}

  unknown({ statuses, categories, teamIds, agentIds }: Names): Promise<UnknownName[]> {
    return this.statements.rows<UnknownName>(UNKNOWN, [statuses, categories, teamIds, agentIds]);
  }

  /** Statuses that need a reason. */
  async statusesOnHold(): Promise<readonly string[]> {
    return (await this.statements.rows<{ name: string }>(ON_HOLD, [])).map((row) => row.name);
  }
}
