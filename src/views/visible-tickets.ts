import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { type ConditionPlace, type SqlCondition, ticketVisibility } from './ticket-visibility.js';

/** Which tickets saved views and the search may show to somebody: those they may see, less the hidden ones. The one place where both ask. */
@Injectable()
export class VisibleTickets {
  condition(actor: Actor, place: ConditionPlace): SqlCondition {
    const seen = ticketVisibility(actor, place);
    return { text: `(${seen.text} and ${place.ticket}.shown)`, values: seen.values };
  }
}
