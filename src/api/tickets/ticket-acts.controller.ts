import { Body, Controller, Delete, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ChangeTicket, DeleteTicket, MarkSpam, RestoreTicket } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { instantFromText } from '../../kernel/clock.js';
import type { TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ShownTicket } from './shown-ticket.js';
import { SnoozeInput } from './ticket-acts.dto.js';
import { TicketAnswer } from './tickets.dto.js';

@ApiTags('tickets')
@Controller('api/v1/tickets/:id')
export class TicketActsController {
  constructor(
    private readonly shown: ShownTicket,
    private readonly change: ChangeTicket,
    private readonly spam: MarkSpam,
    private readonly deletion: DeleteTicket,
    private readonly restoring: RestoreTicket,
    private readonly writes: Writes,
  ) {}

  @Post('snooze')
  @HttpCode(200)
  @Allow('ticket:write')
  @ApiOkResponse({ type: TicketAnswer })
  async snooze(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { until, afterSeq }: SnoozeInput,
    @Req() request: KnownRequest,
  ): Promise<TicketAnswer> {
    const wish = { ticketId: id as TicketId, version: null, snoozedUntil: instantFromText(until), readUpTo: afterSeq };
    return this.done(request, me, id, (tx) => this.change.execute(tx, wish));
  }

  /** Leaves every list and figure; what its sender opens from now on is spam too. */
  @Post('spam')
  @HttpCode(200)
  @Allow('ticket:write')
  @ApiOkResponse({ type: TicketAnswer })
  async mark(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<TicketAnswer> {
    return this.done(request, me, id, (tx) => this.spam.execute(tx, { ticketId: id as TicketId, isSpam: true }));
  }

  @Post('not-spam')
  @HttpCode(200)
  @Allow('ticket:write')
  @ApiOkResponse({ type: TicketAnswer })
  async unmark(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<TicketAnswer> {
    return this.done(request, me, id, (tx) => this.spam.execute(tx, { ticketId: id as TicketId, isSpam: false }));
  }

  /** Hidden, not gone: it can be restored. */
  @Delete()
  @HttpCode(204)
  @Allow('ticket:delete')
  @ApiNoContentResponse()
  async remove(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      await this.deletion.execute(tx, { ticketId: id as TicketId });
      return null;
    });
  }

  @Post('restore')
  @HttpCode(200)
  @Allow('ticket:delete')
  @ApiOkResponse({ type: TicketAnswer })
  async restore(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<TicketAnswer> {
    return this.done(request, me, id, (tx) => this.restoring.execute(tx, { ticketId: id as TicketId }));
  }

  private async done(request: KnownRequest, me: Actor, id: string, act: (tx: Tx) => Promise<unknown>): Promise<TicketAnswer> {
    await this.writes.run(request, me, async (tx) => {
      await act(tx);
      return null;
    });
    return this.shown.find(me, id);
  }
}
