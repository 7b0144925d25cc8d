import { Body, Controller, Delete, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { FollowTicket, RelateTickets } from '../../desk/index.js';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { AgentId, TicketId } from '../../kernel/id.js';
import { Allow, ForLetIn, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ShownTicket } from './shown-ticket.js';
import { FollowInput, RelateInput } from './ticket-acts.dto.js';
import { TicketAnswer } from './tickets.dto.js';

/** Who follows a ticket, and which tickets belong to it. */
@ApiTags('tickets')
@Controller('api/v1/tickets/:id')
export class TicketTiesController {
  constructor(
    private readonly shown: ShownTicket,
    private readonly following: FollowTicket,
    private readonly relating: RelateTickets,
    private readonly writes: Writes,
  ) {}

  @Post('followers')
  @HttpCode(200)
  @Allow('ticket:write')
  @ApiOkResponse({ type: TicketAnswer })
  async follow(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: FollowInput,
    @Req() request: KnownRequest,
  ): Promise<TicketAnswer> {
    const agentId = (input.agentId ?? agentIdOf(me)) as AgentId | null;
    if (agentId === null) throw new DomainError('unprocessable', 'agent.unknown', 'Say who follows.', { field: 'agentId' });
    await this.writes.run(request, me, async (tx) => {
      await this.following.execute(tx, { ticketId: id as TicketId, agentId });
      return null;
    });
    return this.shown.find(me, id);
  }

  @Delete('followers/:agentId')
  @HttpCode(204)
  @Allow('ticket:write')
  @ForLetIn()
  @ApiNoContentResponse()
  async unfollow(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Param('agentId', IdPipe) agentId: string,
    @Req() request: KnownRequest,
  ): Promise<void> {
    if (agentId !== agentIdOf(me)) await this.shown.mustWork(me, id);
    await this.writes.run(request, me, async (tx) => {
      await this.following.stop(tx, { ticketId: id as TicketId, agentId: agentId as AgentId });
      return null;
    });
  }

  @Post('related')
  @HttpCode(200)
  @Allow('ticket:write')
  @ApiOkResponse({ type: TicketAnswer })
  async relate(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: RelateInput,
    @Req() request: KnownRequest,
  ): Promise<TicketAnswer> {
    const { ticketId: otherId, kind = 'related' } = input;
    await this.shown.mustWork(me, otherId);
    await this.writes.run(request, me, async (tx) => {
      await this.relating.execute(tx, { ticketId: id as TicketId, otherId: otherId as TicketId, kind });
      return null;
    });
    return this.shown.find(me, id);
  }

  @Delete('related/:otherId')
  @HttpCode(204)
  @Allow('ticket:write')
  @ApiNoContentResponse()
  async unrelate(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Param('otherId', IdPipe) otherId: string,
    @Req() request: KnownRequest,
  ): Promise<void> {
    await this.shown.mustWork(me, otherId);
    await this.writes.run(request, me, async (tx) => {
      await this.relating.undo(tx, { ticketId: id as TicketId, otherId: otherId as TicketId });
      return null;
    });
  }
}
