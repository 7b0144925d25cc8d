import { Injectable } from '@nestjs/common';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export interface ChannelWeight {
  readonly channel: string;
  /** What a ticket of it costs of an agent's capacity. */
  readonly units: number;
  /** The customer waits before the screen. */
  readonly live: boolean;
}

// One row a channel.
const ALL = 'select channel, units, live from channel_weight order by channel limit 100';
const SAVE = `
  insert into channel_weight (channel, units, live) values ($1, $2, $3) on conflict (channel) do update set units = $2, live = $3`;

@Injectable()
export class ChannelWeightRepository {
  constructor(private readonly statements: Statements) {}

  all(): Promise<ChannelWeight[]> {
    return this.statements.rows<ChannelWeight>(ALL, []);
  }

  async units(tx: Tx): Promise<ReadonlyMap<string, number>> {
    const rows = await sql<ChannelWeight>(tx, ALL, []);
    return new Map(rows.map((r) => [r.channel, r.units]));
  }

  async save(tx: Tx, weight: ChannelWeight): Promise<void> {
    await sql(tx, SAVE, [weight.channel, weight.units, weight.live]);
  }
}
