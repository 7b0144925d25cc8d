import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CancelReply, ResendMessage } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import type { MessageId, TicketId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { TicketMessagesView } from '../../views/ticket-messages.js';
import { Allow, ForLetIn, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ApiPage } from '../shared/paged.js';
import { MessageAnswer, MessageInput, MessagesQuery } from './messages.dto.js';
import { messageAnswer } from './messages.mapper.js';
import { SendMessage } from './send-message.js';
import { ShownMessage } from './shown-message.js';

@ApiTags('messages')
@Controller('api/v1')
export class MessagesController {
  constructor(
    private readonly view: TicketMessagesView,
    private readonly shown: ShownMessage,
    private readonly sending: SendMessage,
    private readonly resend: ResendMessage,
    private readonly cancel: CancelReply,
    private readonly writes: Writes,
  ) {}

  @Get('tickets/:id/messages')
  @Allow('ticket:read')
  @ApiPage(MessageAnswer)
  async list(@Param('id', IdPipe) id: string, @Query() query: MessagesQuery): Promise<Page<MessageAnswer>> {
    if (query.order === 'time') return this.byTime(id, query);
    if (query.order === 'newest') return this.newest(id, query);
    const { after, limit, cursor } = query;
    const [from] = cursor === undefined ? [after] : decodeCursor('messages', cursor, 1);
    const rows = await this.view.after(id, Number(from), limit + 1);
    if (rows.length === 0 && !(await this.view.ticketExists(id))) throw notFound('ticket');
    const page = pageOf(rows, { limit, sort: 'messages', keysOf: (r) => [r.seq], map: messageAnswer });
    const isEnd = page.nextCursor === null && (rows[0]?.hasHeld ?? true);
    return isEnd ? { ...page, items: [...page.items, ...(await this.shown.waiting(id))] } : page;
  }

  @Get('messages/:id')
  @Allow('ticket:read')
  @ApiOkResponse({ type: MessageAnswer })
  get(@Param('id', IdPipe) id: string): Promise<MessageAnswer> {
    return this.shown.find(id);
  }

  @Post('tickets/:id/messages')
  @Allow('ticket:write')
  @ForLetIn()
  @ApiCreatedResponse({ type: MessageAnswer })
  async create(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: MessageInput,
    @Req() request: KnownRequest,
  ): Promise<MessageAnswer> {
    const ticketId = id as TicketId;
    if (input.kind === 'reply') await this.shown.mustWork(me, id);
    const way = await this.sending.wayOf(ticketId, input);
    const { result, isRepeat } = await this.writes.told(request, me, async (tx) => ({
      messageId: await this.sending.execute(tx, ticketId, { input, way }),
    }));
    return this.shown.made(me, result.messageId, { isRepeat });
  }

  @Post('messages/:id/resend')
  @Allow('ticket:write')
  @ApiOkResponse({ type: MessageAnswer })
  async again(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<MessageAnswer> {
    await this.writes.run(request, me, async (tx) => {
      await this.resend.execute(tx, { messageId: id as MessageId });
      return null;
    });
    return this.shown.find(id);
  }

  @Post('messages/:id/cancel')
  @Allow('ticket:write')
  @ApiOkResponse({ type: MessageAnswer, description: '409 `message.already-sent` when it has left.' })
  async undo(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<MessageAnswer> {
    await this.writes.run(request, me, async (tx) => {
      await this.cancel.execute(tx, { messageId: id as MessageId });
      return null;
    });
    return this.shown.find(id);
  }

  /** As a screen shows a ticket: its end first, with what waits to leave. */
  private async newest(id: string, { limit, cursor }: MessagesQuery): Promise<Page<MessageAnswer>> {
    const [at, seq] = cursor === undefined ? [] : decodeCursor('messages-newest', cursor, 2);
    const isFirst = cursor === undefined;
    const rows = await this.view.newest(id, isFirst ? null : { at: String(at), seq: Number(seq) }, limit + 1);
    if (rows.length === 0 && !(await this.view.ticketExists(id))) throw notFound('ticket');
    const page = pageOf(rows, { limit, sort: 'messages-newest', keysOf: (r) => [r.sortAt, r.seq], map: messageAnswer });
    return isFirst ? { ...page, items: [...(await this.shown.waiting(id)).toReversed(), ...page.items] } : page;
  }

  private async byTime(id: string, { limit, cursor }: MessagesQuery): Promise<Page<MessageAnswer>> {
    const [at, seq] = cursor === undefined ? [] : decodeCursor('messages-by-time', cursor, 2);
    const rows = await this.view.byTime(id, cursor === undefined ? null : { at: String(at), seq: Number(seq) }, limit + 1);
    if (rows.length === 0 && !(await this.view.ticketExists(id))) throw notFound('ticket');
    return pageOf(rows, { limit, sort: 'messages-by-time', keysOf: (r) => [r.sortAt, r.seq], map: messageAnswer });
  }
}
