import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { detectLanguage, type Routed, route } from '../../routing/settings.js';
import { RoutingHistoryView } from '../../views/routing-history.js';
import { TicketSight } from '../../views/ticket-sight.js';
import { GivenRules } from './given-rules.js';
import { pastTicket } from './scenario.js';
import type { TrialInput } from './trial.dto.js';

/** What rules say of one ticket, as it was when it arrived. Changes nothing. */
@Injectable()
export class Trial {
  constructor(
    private readonly history: RoutingHistoryView,
    private readonly sight: TicketSight,
    private readonly given: GivenRules,
    private readonly uow: UnitOfWork,
  ) {}

  /** @throws DomainError `ticket.not-found`, and the refusals of {@link GivenRules} */
  async run(me: Actor, { ticketId, rules }: TrialInput): Promise<{ readonly routed: Routed; readonly detected: string | null }> {
    await this.sight.mustSee(me, 'ticket', ticketId);
    const row = await this.history.ticket(ticketId);
    if (row === null) throw notFound('ticket');
    const detected = row.direction === 'inbound' ? await detectLanguage(row.text) : null;
    const { facts } = pastTicket(row, detected, { handlingMs: 0, answeringMs: 0 });
    const routed = await this.uow.run(me, async (tx) => {
      const { rules: asked, catalogue } = await this.given.of(tx, rules);
      return route(asked, facts, { now: row.createdAt, catalogue });
    });
    return { routed, detected };
  }
}
