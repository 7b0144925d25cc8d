import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';

/** Part of a WHERE, with the values of its parameters. */
export interface SqlCondition {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface SqlPlace {
  /** How the statement calls the table `ticket`; an identifier of ours, never input. */
  readonly ticket: string;
  /** The number of the condition's first parameter. */
  readonly first: number;
}

/** Which tickets saved views and the search may show to somebody: none that is deleted, spam or part of another. The one place where both ask. */
@Injectable()
export class VisibleTickets {
  condition(_actor: Actor, { ticket }: SqlPlace): SqlCondition {
    return { text: `${ticket}.shown`, values: [] };
  }
}
