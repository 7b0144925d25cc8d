import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { OFFERED_EVENTS, SUBJECT_OF, type WebhookRecord, WebhookRepository, Webhooks } from '../../webhooks/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { ConditionValues } from '../shared/condition-values.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import {
  WebhookAnswer,
  WebhookChangeInput,
  WebhookEventsAnswer,
  WebhookInput,
  WebhookRotation,
  WebhookSecretAnswer,
} from './webhooks.dto.js';
import { webhookAnswer } from './webhooks.mapper.js';

const OVERLAP_HOURS = 24;

@ApiTags('webhooks')
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly repository: WebhookRepository,
    private readonly webhooks: Webhooks,
    private readonly writes: Writes,
    private readonly values: ConditionValues,
  ) {}

  /** What can be subscribed to. */
  @Get('events')
  @Allow('webhook:read')
  @ApiOkResponse({ type: WebhookEventsAnswer })
  events(): WebhookEventsAnswer {
    return { items: OFFERED_EVENTS.map((name) => ({ name, subject: SUBJECT_OF[name] ?? '' })), nextCursor: null };
  }

  @Get()
  @Allow('webhook:read')
  @ApiPage(WebhookAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<WebhookAnswer>> {
    const [at, id] = cursor === undefined ? [] : decodeCursor('webhooks', cursor, 2);
    const rows = await this.repository.page(at === undefined ? null : { at: String(at), id: String(id) }, limit + 1);
    return pageOf(rows, { limit, sort: 'webhooks', keysOf: (r) => [r.sortAt, r.id], map: webhookAnswer });
  }

  @Get(':id')
  @Allow('webhook:read')
  @ApiOkResponse({ type: WebhookAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<WebhookAnswer> {
    return webhookAnswer(await this.find(id));
  }

  @Post()
  @Allow('webhook:write')
  @ApiCreatedResponse({ type: WebhookSecretAnswer })
  async create(@Me() me: Actor, @Body() input: WebhookInput, @Req() request: KnownRequest): Promise<WebhookSecretAnswer> {
    await this.values.check(input.condition);
    const { id } = await this.writes.run(request, me, async (tx) => ({
      id: await this.webhooks.create(tx, {
        name: input.name,
        url: input.url,
        events: input.events,
        condition: input.condition ?? null,
        includeNotes: input.includeNotes ?? false,
        enabled: input.enabled ?? true,
      }),
    }));
    await this.webhooks.noticed();
    return secretAnswer(await this.find(id));
  }

  @Patch(':id')
  @Allow('webhook:write')
  @ApiOkResponse({ type: WebhookAnswer })
  async update(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: WebhookChangeInput,
    @Req() request: KnownRequest,
  ): Promise<WebhookAnswer> {
    const { condition, ...rest } = input;
    await this.values.check(condition);
    const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null);
    const change = { ...Object.fromEntries(given), ...(condition === undefined ? {} : { condition }) };
    await this.writes.run(request, me, async (tx) => {
      await this.webhooks.change(tx, id, change);
      return null;
    });
    await this.webhooks.noticed();
    return this.get(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('webhook:write')
  @ApiNoContentResponse()
  async remove(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      await this.webhooks.delete(tx, id);
      return null;
    });
    await this.webhooks.noticed();
  }

  /** A new secret; both sign until the old one runs out, so that receivers can change over. */
  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Allow('webhook:write')
  @ApiOkResponse({ type: WebhookSecretAnswer })
  async rotate(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { overlapHours }: WebhookRotation,
    @Req() request: KnownRequest,
  ): Promise<WebhookSecretAnswer> {
    await this.writes.run(request, me, async (tx) => {
      await this.webhooks.rotate(tx, id, (overlapHours ?? OVERLAP_HOURS) * 60);
      return null;
    });
    return secretAnswer(await this.find(id));
  }

  private async find(id: string): Promise<WebhookRecord> {
    const webhook = await this.repository.find(id);
    if (webhook === null) throw notFound('webhook');
    return webhook;
  }
}

function secretAnswer(webhook: WebhookRecord): WebhookSecretAnswer {
  return { ...webhookAnswer(webhook), secret: webhook.secrets[0]?.secret ?? '' };
}
