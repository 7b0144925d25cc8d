import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { instantFromText } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { TestCall, WebhookDeliveryRepository, type WebhookRecord, WebhookRepository, Webhooks } from '../../webhooks/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ApiPage } from '../shared/paged.js';
import {
  WebhookDeliveriesQuery,
  WebhookDeliveryAnswer,
  WebhookDeliveryDetailAnswer,
  WebhookReplayAnswer,
  WebhookReplayInput,
  WebhookTestAnswer,
} from './webhooks.dto.js';
import { deliveryAnswer, testAnswer } from './webhooks.mapper.js';

/** The log of a webhook; kept 30 days. */
@ApiTags('webhooks')
@Controller('api/v1/webhooks/:id')
export class WebhookDeliveriesController {
  constructor(
    private readonly repository: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly webhooks: Webhooks,
    private readonly test: TestCall,
    private readonly writes: Writes,
  ) {}

  @Get('deliveries')
  @Allow('webhook:read')
  @ApiPage(WebhookDeliveryAnswer)
  async list(
    @Param('id', IdPipe) id: string,
    @Query() { limit, cursor, state }: WebhookDeliveriesQuery,
  ): Promise<Page<WebhookDeliveryAnswer>> {
    await this.find(id);
    const [after] = cursor === undefined ? [null] : decodeCursor('webhook-deliveries', cursor, 1);
    const rows = await this.deliveries.page(id, state ?? null, { id: after === null ? null : String(after), limit: limit + 1 });
    return pageOf(rows, { limit, sort: 'webhook-deliveries', keysOf: (r) => [r.id], map: deliveryAnswer });
  }

  @Get('deliveries/:deliveryId')
  @Allow('webhook:read')
  @ApiOkResponse({ type: WebhookDeliveryDetailAnswer })
  async get(@Param('id', IdPipe) id: string, @Param('deliveryId', IdPipe) deliveryId: string): Promise<WebhookDeliveryDetailAnswer> {
    const row = await this.deliveries.find(id, deliveryId);
    if (row === null) throw notFound('webhook-delivery');
    return { ...deliveryAnswer(row), body: row.body };
  }

  /** One delivery again, whether it failed or not. */
  @Post('deliveries/:deliveryId/replay')
  @HttpCode(204)
  @Allow('webhook:write')
  @ApiNoContentResponse()
  async replay(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Param('deliveryId', IdPipe) deliveryId: string,
    @Req() request: KnownRequest,
  ): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      await this.webhooks.replay(tx, id, deliveryId);
      return null;
    });
  }

  /** Everything that failed since an instant. */
  @Post('replay')
  @HttpCode(200)
  @Allow('webhook:write')
  @ApiOkResponse({ type: WebhookReplayAnswer })
  async replayFailed(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: WebhookReplayInput,
    @Req() request: KnownRequest,
  ): Promise<WebhookReplayAnswer> {
    const since = instantFromText(input.since);
    if (since === null) throw new DomainError('unprocessable', 'webhook.bad-instant', '`since` is not an instant.');
    return this.writes.run(request, me, (tx) => this.webhooks.replayFailed(tx, id, since));
  }

  /** The test button: one call at once, with the event `webhook.test`. Works for one that is switched off, too. */
  @Post('test')
  @HttpCode(200)
  @Allow('webhook:write')
  @ApiOkResponse({ type: WebhookTestAnswer })
  async run(@Me() me: Actor, @Param('id', IdPipe) id: string): Promise<WebhookTestAnswer> {
    return testAnswer(await this.test.run(me, await this.find(id)));
  }

  private async find(id: string): Promise<WebhookRecord> {
    const webhook = await this.repository.find(id);
    if (webhook === null) throw notFound('webhook');
    return webhook;
  }
}
