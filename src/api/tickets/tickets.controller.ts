import { Body, Controller, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ChangeTicket, OpenTicket } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { instantFromText } from '../../kernel/clock.js';
import type { AgentId, TeamId, TicketId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ApiPage } from '../shared/paged.js';
import { ListedTicketAnswer } from './listed-ticket.dto.js';
import { ShownTicket } from './shown-ticket.js';
import { TicketEventAnswer, TicketEventsQuery } from './ticket-events.dto.js';
import { TicketLists } from './ticket-lists.js';
import { TicketOrder } from './ticket-order.js';
import { TicketQuery } from './ticket-standing.dto.js';
import { TicketAnswer, TicketChange, TicketInput, TicketsQuery } from './tickets.dto.js';
import { ticketEventAnswer, ticketRowAnswer } from './tickets.mapper.js';

@ApiTags('tickets')
@Controller('api/v1/tickets')
export class TicketsController {
  constructor(
    private readonly lists: TicketLists,
    private readonly shown: ShownTicket,
    private readonly orders: TicketOrder,
    private readonly open: OpenTicket,
    private readonly change: ChangeTicket,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('ticket:read')
  @ApiPage(ListedTicketAnswer)
  async list(@Me() me: Actor, @Query() query: TicketsQuery): Promise<Page<ListedTicketAnswer>> {
    const { items, nextCursor } = await this.lists.page(me, query);
    return { items: items.map(ticketRowAnswer), nextCursor };
  }

  @Get(':id')
  @Allow('ticket:read')
  @ApiOkResponse({ type: TicketAnswer })
  get(@Me() me: Actor, @Param('id', IdPipe) id: string, @Query() { deleted }: TicketQuery): Promise<TicketAnswer> {
    return this.shown.find(me, id, { deleted: deleted === 'true' });
  }

  @Get(':id/events')
  @Allow('ticket:read')
  @ApiPage(TicketEventAnswer)
  async events(@Me() me: Actor, @Param('id', IdPipe) id: string, @Query() query: TicketEventsQuery): Promise<Page<TicketEventAnswer>> {
    const { limit, cursor, order } = query;
    const sort = order === 'newest' ? 'events-newest' : 'events';
    const [from] = cursor === undefined ? [null] : decodeCursor(sort, cursor, 1);
    const rows = await this.shown.events(me, id, { order, from: from === null ? null : String(from), limit: limit + 1 });
    return pageOf(rows, { limit, sort, keysOf: (r) => [r.id], map: ticketEventAnswer });
  }

  @Post()
  @Allow('ticket:write')
  @ApiCreatedResponse({ type: TicketAnswer })
  async create(@Me() me: Actor, @Body() input: TicketInput, @Req() request: KnownRequest): Promise<TicketAnswer> {
    const order = await this.orders.of(input);
    const { result, isRepeat } = await this.writes.told(request, me, async (tx) => ({ id: await this.open.execute(tx, order) }));
    return this.shown.made(me, result.id, { isRepeat });
  }

  @Patch(':id')
  @Allow('ticket:write')
  @ApiOkResponse({ type: TicketAnswer })
  async update(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: TicketChange,
    @Req() request: KnownRequest,
  ): Promise<TicketAnswer> {
    const { version, afterSeq, teamId, assigneeId, snoozedUntil, ...rest } = input;
    const wish = {
      ...rest,
      readUpTo: afterSeq,
      ...(teamId === undefined ? {} : { teamId: teamId as TeamId | null }),
      ...(assigneeId === undefined ? {} : { assigneeId: assigneeId as AgentId | null }),
      ...(snoozedUntil === undefined ? {} : { snoozedUntil: snoozedUntil === null ? null : instantFromText(snoozedUntil) }),
    };
    await this.writes.run(request, me, async (tx) => {
      await this.change.execute(tx, { ticketId: id as TicketId, version: version ?? null, ...wish });
      return null;
    });
    return this.shown.find(me, id);
  }
}
