import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AutomationRepository } from '../../automation/settings.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import type { AutomationId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { AutomationLogView } from '../../views/automation-log.js';
import { TicketMessagesView } from '../../views/ticket-messages.js';
import { Allow, Me } from '../guard/allow.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { AutomationRunAnswer } from './automations.dto.js';
import { automationRunAnswer } from './automations.mapper.js';

/** What rules did, and why: of a rule, and of a ticket. Kept for 30 days, newest first. */
@ApiTags('automations')
@Controller('api/v1')
export class AutomationRunsController {
  constructor(
    private readonly log: AutomationLogView,
    private readonly rules: AutomationRepository,
    private readonly tickets: TicketMessagesView,
  ) {}

  @Get('automations/:id/runs')
  @Allow('automation:read')
  @ApiPage(AutomationRunAnswer)
  async ofRule(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<AutomationRunAnswer>> {
    if ((await this.rules.find(id as AutomationId)) === null) throw notFound('automation');
    const { items, nextCursor } = await this.log.ofRule(me, id, { limit, cursor: cursor ?? null });
    return { items: items.map(automationRunAnswer), nextCursor };
  }

  @Get('tickets/:id/automations')
  @Allow('ticket:read')
  @ApiPage(AutomationRunAnswer)
  async ofTicket(@Param('id', IdPipe) id: string, @Query() { limit, cursor }: PageQuery): Promise<Page<AutomationRunAnswer>> {
    if (!(await this.tickets.ticketExists(id))) throw notFound('ticket');
    const { items, nextCursor } = await this.log.ofTicket(id, limit, cursor ?? null);
    return { items: items.map(automationRunAnswer), nextCursor };
  }
}
