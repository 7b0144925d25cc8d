import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';

// Primary keys.
const NAMES = 'select id, name from team where id = any($1::uuid[]) union all select id, name from agent where id = any($1::uuid[])';
const ZONE = 'select zone from notification_preference where agent_id = $1';

/** What people read in a report: names instead of ids, days that begin where they live. */
@Injectable()
export class ReportNamesView {
  constructor(private readonly statements: Statements) {}

  /** @param ids of teams and agents @returns the name of each that is there */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.statements.rows<{ id: string; name: string }>(NAMES, [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** The zone in which an agent has their mails of notifications; null: they never said. */
  async zoneOf(agentId: string): Promise<string | null> {
    const [row] = await this.statements.rows<{ zone: string }>(ZONE, [agentId]);
    return row?.zone ?? null;
  }
}
