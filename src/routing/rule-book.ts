import { Injectable } from '@nestjs/common';
import type { TeamId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { Fresh } from '../platform/database/fresh.js';
import type { RoutingRule } from './domain/route.js';
import { ChannelWeightRepository } from './store/channel-weight.repository.js';
import { RuleRepository } from './store/rule.repository.js';
import { TeamRoutingRepository } from './store/team-routing.repository.js';

export interface Book {
  readonly rules: readonly RoutingRule[];
  /** Teams that hand out their tickets by themselves. */
  readonly automatic: ReadonlySet<TeamId>;
  /** Units by channel. */
  readonly units: ReadonlyMap<string, number>;
}

/** What every new ticket asks for, read at most once a second. */
@Injectable()
export class RuleBook {
  private readonly book: Fresh<Book>;

  constructor(rules: RuleRepository, teams: TeamRoutingRepository, weights: ChannelWeightRepository) {
    this.book = new Fresh(async (tx) => {
      const [inOrder, automatic, units] = await Promise.all([rules.enabled(tx), teams.automatic(tx), weights.units(tx)]);
      return { rules: inOrder, automatic, units };
    });
  }

  read(tx: Tx): Promise<Book> {
    return this.book.get(tx);
  }

  /** After a change was committed. */
  forget(): void {
    this.book.forget();
  }
}
