import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { auditChanges, changesBetween } from '../../audit/index.js';
import { ChannelRegistry } from '../../channels/index.js';
import { InboxDirectory, type InboxHealth, type InboxRecord, InboxRepository } from '../../inboxes/settings.js';
import type { Actor } from '../../kernel/actor.js';
import { systemClock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/domain-error.js';
import type { InboxId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { InboxReads } from './inbox-reads.js';
import { InboxSettings } from './inbox-settings.js';
import { HealthAnswer, InboxAnswer, InboxChange, InboxInput } from './inboxes.dto.js';

@ApiTags('inboxes')
@Controller('api/v1/inboxes')
export class InboxesController {
  constructor(
    private readonly repository: InboxRepository,
    private readonly directory: InboxDirectory,
    private readonly channels: ChannelRegistry,
    private readonly settings: InboxSettings,
    private readonly writes: Writes,
    private readonly reads: InboxReads,
  ) {}

  @Get()
  @Allow('inbox:read')
  @ApiPage(InboxAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<InboxAnswer>> {
    const { items, nextCursor } = await this.reads.view.page(limit, cursor ?? null);
    const inboxes = await Promise.all(items.map((id) => this.repository.find(id as InboxId)));
    return { items: inboxes.flatMap((inbox) => (inbox === null ? [] : [this.answer(inbox)])), nextCursor };
  }

  @Get(':id')
  @Allow('inbox:read')
  @ApiOkResponse({ type: InboxAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<InboxAnswer> {
    const inbox = await this.repository.find(id as InboxId);
    if (inbox === null) throw notFound('inbox');
    return this.answer(inbox);
  }

  @Post()
  @Allow('inbox:write')
  @ApiCreatedResponse({ type: InboxAnswer })
  async create(@Me() me: Actor, @Body() input: InboxInput, @Req() request: KnownRequest): Promise<InboxAnswer> {
    const inbox = await this.settings.compose(input);
    const { id } = await this.writes.run(request, me, async (tx) => {
      await this.repository.insert(tx, inbox);
      return { id: inbox.id };
    });
    return this.get(id);
  }

  @Patch(':id')
  @Allow('inbox:write')
  @ApiOkResponse({ type: InboxAnswer })
  async change(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() change: InboxChange,
    @Req() request: KnownRequest,
  ): Promise<InboxAnswer> {
    await this.writes.run(request, me, async (tx) => {
      const before = await this.repository.lock(tx, id as InboxId);
      if (before === null) throw notFound('inbox');
      const after = await this.settings.changed(before, change);
      // Secrets are apart from settings; that one was sent is told by its name among the fields.
      auditChanges(tx, changesBetween(before, after, ['name', 'settings', 'teamId', 'language', 'calendarId', 'enabled']));
      await this.repository.update(tx, after);
      return null;
    });
    this.directory.forget(id as InboxId);
    return this.get(id);
  }

  @Post(':id/check')
  @HttpCode(200)
  @Allow('inbox:write')
  @ApiOkResponse({ type: HealthAnswer })
  async check(@Me() me: Actor, @Param('id', IdPipe) id: string): Promise<HealthAnswer> {
    const inbox = await this.repository.find(id as InboxId);
    if (inbox === null) throw notFound('inbox');
    const { definition, inbox: opened } = this.channels.open(inbox);
    const { ok, message } = await definition.adapter.health(opened);
    const health: InboxHealth = { ok, message, checkedAt: systemClock.now().toISOString() };
    await this.reads.uow.run(me, (tx) => this.repository.setHealth(tx, inbox.id, health));
    return { ...health };
  }

  private answer(inbox: InboxRecord): InboxAnswer {
    const { id, name, channel, provider, settings, secrets, teamId, language, calendarId, enabled, health, version } = inbox;
    const secretsSet = Object.entries(secrets).flatMap(([field, value]) => (value === '' ? [] : [field]));
    const webhookUrls = { ...this.channels.webhookUrls(inbox) };
    return {
      id,
      name,
      channel,
      provider,
      settings: { ...settings },
      secretsSet,
      teamId,
      language,
      calendarId,
      reopenDays: inbox.reopenDays,
      autoCloseDays: inbox.autoCloseDays,
      autoCloseNoticeDays: inbox.autoCloseNoticeDays,
      autoCloseNotice: { ...inbox.autoCloseNotice },
      enabled,
      health: health === null ? null : { ...health },
      webhookUrls,
      version,
    };
  }
}
