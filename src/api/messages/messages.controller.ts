import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AddNote, ReplyToTicket, ResendMessage } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { AgentId, AttachmentId, MessageId, TicketId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { TicketMessagesView } from '../../views/ticket-messages.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ApiPage } from '../shared/paged.js';
import { MessageAnswer, MessageInput, MessagesQuery } from './messages.dto.js';
import { messageAnswer } from './messages.mapper.js';
import { ReplyWay } from './reply-way.js';

@ApiTags('messages')
@Controller('api/v1')
export class MessagesController {
  constructor(
    private readonly view: TicketMessagesView,
    private readonly reply: ReplyToTicket,
    private readonly note: AddNote,
    private readonly resend: ResendMessage,
    private readonly way: ReplyWay,
    private readonly writes: Writes,
  ) {}

  @Get('tickets/:id/messages')
  @Allow('ticket:read')
  @ApiPage(MessageAnswer)
  async list(@Param('id', IdPipe) id: string, @Query() query: MessagesQuery): Promise<Page<MessageAnswer>> {
    if (query.order === 'time') return this.byTime(id, query);
    const { after, limit, cursor } = query;
    const [from] = cursor === undefined ? [after] : decodeCursor('messages', cursor, 1);
    const rows = await this.view.after(id, Number(from), limit + 1);
    if (rows.length === 0 && !(await this.view.ticketExists(id))) throw notFound('ticket');
    return pageOf(rows, { limit, sort: 'messages', keysOf: (r) => [r.seq], map: messageAnswer });
  }

  @Post('tickets/:id/messages')
  @Allow('ticket:write')
  @ApiCreatedResponse({ type: MessageAnswer })
  async create(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: MessageInput,
    @Req() request: KnownRequest,
  ): Promise<MessageAnswer> {
    const ticketId = id as TicketId;
    const attachmentIds = (input.attachmentIds ?? []) as AttachmentId[];
    const mentions = (input.mentions ?? []) as AgentId[];
    if (input.kind === 'reply' && mentions.length > 0)
      throw new DomainError('unprocessable', 'mention.in-reply', 'Colleagues are mentioned in notes; a reply goes to the customer.');
    const way = input.kind === 'reply' ? await this.way.find(ticketId, input) : null;
    const { messageId } = await this.writes.run(request, me, async (tx) => {
      if (way === null) return { messageId: await this.note.execute(tx, { ticketId, text: input.text, attachmentIds, mentions }) };
      return {
        messageId: await this.reply.execute(tx, {
          ticketId,
          text: input.text,
          html: way.html,
          attachmentIds,
          cc: input.cc ?? [],
          inbox: way.inbox,
        }),
      };
    });
    return this.find(messageId);
  }

  @Post('messages/:id/resend')
  @Allow('ticket:write')
  @ApiOkResponse({ type: MessageAnswer })
  async again(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<MessageAnswer> {
    await this.writes.run(request, me, async (tx) => {
      await this.resend.execute(tx, { messageId: id as MessageId });
      return null;
    });
    return this.find(id);
  }

  private async byTime(id: string, { limit, cursor }: MessagesQuery): Promise<Page<MessageAnswer>> {
    const [at, seq] = cursor === undefined ? [] : decodeCursor('messages-by-time', cursor, 2);
    const rows = await this.view.byTime(id, cursor === undefined ? null : { at: String(at), seq: Number(seq) }, limit + 1);
    if (rows.length === 0 && !(await this.view.ticketExists(id))) throw notFound('ticket');
    return pageOf(rows, { limit, sort: 'messages-by-time', keysOf: (r) => [r.sortAt, r.seq], map: messageAnswer });
  }

  private async find(id: string): Promise<MessageAnswer> {
    const row = await this.view.find(id);
    if (row === null) throw notFound('message');
    return messageAnswer(row);
  }
}
