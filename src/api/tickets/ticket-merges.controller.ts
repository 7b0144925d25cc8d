import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { MergeTickets, SplitTicket, UnmergeTicket, UnsplitTicket } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { MessageId, TicketId } from '../../kernel/id.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ShownTicket } from './shown-ticket.js';
import { MergeInput, SplitInput } from './ticket-acts.dto.js';
import { TicketAnswer } from './tickets.dto.js';

@ApiTags('tickets')
@Controller('api/v1/tickets/:id')
export class TicketMergesController {
  constructor(
    private readonly shown: ShownTicket,
    private readonly merging: MergeTickets,
    private readonly unmerging: UnmergeTicket,
    private readonly splitting: SplitTicket,
    private readonly unsplitting: UnsplitTicket,
    private readonly writes: Writes,
  ) {}

  /** Answers with the ticket that holds everything now. */
  @Post('merge')
  @HttpCode(200)
  @Allow('ticket:write')
  @ApiOkResponse({ type: TicketAnswer })
  async merge(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: MergeInput,
    @Req() request: KnownRequest,
  ): Promise<TicketAnswer> {
    const { intoId, acrossContacts = false } = input;
    await this.shown.mustWork(me, intoId);
    await this.writes.run(request, me, async (tx) => {
      await this.merging.execute(tx, { ticketId: id as TicketId, intoId: intoId as TicketId, acrossContacts });
      return null;
    });
    return this.shown.find(me, intoId);
  }

  /** Answers with the ticket that is its own again. */
  @Post('unmerge')
  @HttpCode(200)
  @Allow('ticket:write')
  @ApiOkResponse({ type: TicketAnswer })
  async unmerge(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<TicketAnswer> {
    await this.shown.mustWorkOnOther(me, 'merge', id);
    await this.writes.run(request, me, async (tx) => {
      await this.unmerging.execute(tx, { ticketId: id as TicketId });
      return null;
    });
    return this.shown.find(me, id);
  }

  /** Answers with the new ticket. */
  @Post('split')
  @Allow('ticket:write')
  @ApiCreatedResponse({ type: TicketAnswer })
  async split(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: SplitInput,
    @Req() request: KnownRequest,
  ): Promise<TicketAnswer> {
    const messageIds = input.messageIds as MessageId[];
    const { result, isRepeat } = await this.writes.told(request, me, async (tx) => ({
      newId: await this.splitting.execute(tx, { ticketId: id as TicketId, messageIds, subject: input.subject ?? null }),
    }));
    return this.shown.made(me, result.newId, { isRepeat });
  }

  /** For the ticket that was split off. Answers with the one that has its messages back. */
  @Post('unsplit')
  @HttpCode(200)
  @Allow('ticket:write')
  @ApiOkResponse({ type: TicketAnswer })
  async unsplit(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<TicketAnswer> {
    await this.shown.mustWorkOnOther(me, 'split', id);
    const { result, isRepeat } = await this.writes.told(request, me, async (tx) => ({
      intoId: await this.unsplitting.execute(tx, { ticketId: id as TicketId }),
    }));
    return this.shown.made(me, result.intoId, { isRepeat });
  }
}
