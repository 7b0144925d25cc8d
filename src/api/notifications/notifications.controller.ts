import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import type { AgentId, TicketId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { notificationsTopic } from '../../kernel/topic.js';
import type { Tx } from '../../kernel/tx.js';
import { NotificationRepository } from '../../notifications/index.js';
import { PostgresHints } from '../../platform/hints/postgres-hints.js';
import { NotificationListView } from '../../views/notification-list.js';
import { AnyoneKnown, ForLetIn, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { agentOf } from '../shared/agent-of.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ApiPage } from '../shared/paged.js';
import { NotificationAnswer, NotificationCountAnswer, NotificationsQuery, ReadInput } from './notifications.dto.js';
import { notificationAnswer } from './notifications.mapper.js';

/** What the asker should know of. */
@ApiTags('notifications')
@Controller('api/v1')
export class NotificationsController {
  constructor(
    private readonly view: NotificationListView,
    private readonly notifications: NotificationRepository,
    private readonly hints: PostgresHints,
    private readonly writes: Writes,
  ) {}

  @Get('notifications')
  @AnyoneKnown()
  @ApiPage(NotificationAnswer)
  async list(@Me() me: Actor, @Query() { unread, limit, cursor }: NotificationsQuery): Promise<Page<NotificationAnswer>> {
    const asked = { unread: unread === 'true', limit, cursor: cursor ?? null };
    const { items, nextCursor } = await this.view.page({ actor: me, agentId: agentOf(me) }, asked);
    return { items: items.map(notificationAnswer), nextCursor };
  }

  @Get('notifications/count')
  @AnyoneKnown()
  @ApiOkResponse({ type: NotificationCountAnswer })
  async count(@Me() me: Actor): Promise<NotificationCountAnswer> {
    return { unread: await this.view.count({ actor: me, agentId: agentOf(me) }) };
  }

  @Post('notifications/read')
  @HttpCode(200)
  @AnyoneKnown()
  @ApiOkResponse({ type: NotificationCountAnswer })
  async read(@Me() me: Actor, @Body() { ids }: ReadInput, @Req() request: KnownRequest): Promise<NotificationCountAnswer> {
    await this.mark(request, me, (tx, agentId) => this.notifications.markRead(tx, agentId, ids ?? null));
    return this.count(me);
  }

  /** The asker has seen how the ticket stands: what they were told of it is read. */
  @Post('tickets/:id/seen')
  @HttpCode(204)
  @AnyoneKnown()
  @ForLetIn()
  @ApiNoContentResponse()
  async seen(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.mark(request, me, (tx, agentId) => this.notifications.markTicketRead(tx, agentId, id as TicketId));
  }

  /** Other windows of the same agent look again. */
  private async mark(request: KnownRequest, me: Actor, work: (tx: Tx, agentId: AgentId) => Promise<number>): Promise<void> {
    const agentId = agentOf(me);
    const { marked } = await this.writes.run(request, me, async (tx) => ({ marked: await work(tx, agentId) }));
    if (marked > 0) this.hints.publish([notificationsTopic(agentId)]);
  }
}
