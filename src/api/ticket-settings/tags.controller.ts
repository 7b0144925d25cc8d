import { Body, Controller, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { TagRepository } from '../../tickets/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { TagAnswer, TagChange, TagInput, TicketSettingsAnswer, TicketSettingsChange } from './tags.dto.js';

const GREY = '#808080';

@ApiTags('tags')
@Controller('api/v1')
export class TagsController {
  constructor(
    private readonly tags: TagRepository,
    private readonly writes: Writes,
  ) {}

  @Get('tags')
  @Allow('ticket-setting:read')
  @ApiPage(TagAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<TagAnswer>> {
    const [after] = cursor === undefined ? [null] : decodeCursor('tags', cursor, 1);
    const rows = await this.tags.page(after === null ? null : String(after), limit + 1);
    return pageOf(rows, { limit, sort: 'tags', keysOf: (r) => [r.name], map: (r) => ({ ...r }) });
  }

  @Get('tags/:name')
  @Allow('ticket-setting:read')
  @ApiOkResponse({ type: TagAnswer })
  async get(@Param('name') name: string): Promise<TagAnswer> {
    const row = await this.tags.find(name);
    if (row === null) throw notFound('tag');
    return { ...row };
  }

  @Post('tags')
  @Allow('ticket-setting:write')
  @ApiCreatedResponse({ type: TagAnswer })
  async create(@Me() me: Actor, @Body() { name, color = GREY }: TagInput, @Req() request: KnownRequest): Promise<TagAnswer> {
    await this.writes.run(request, me, async (tx) => {
      if (!(await this.tags.insert(tx, { name, color })))
        throw new DomainError('conflict', 'tag.name-taken', 'There is such a tag already.');
      return null;
    });
    return this.get(name);
  }

  @Patch('tags/:name')
  @Allow('ticket-setting:write')
  @ApiOkResponse({ type: TagAnswer })
  async update(@Me() me: Actor, @Param('name') name: string, @Body() change: TagChange, @Req() request: KnownRequest): Promise<TagAnswer> {
    await this.writes.run(request, me, async (tx) => {
      if (!(await this.tags.change(tx, name, change))) throw notFound('tag');
      return null;
    });
    return this.get(name);
  }

  @Get('ticket-settings')
  @Allow('ticket-setting:read')
  @ApiOkResponse({ type: TicketSettingsAnswer })
  async settings(): Promise<TicketSettingsAnswer> {
    return { tagsRestricted: await this.tags.areRestricted() };
  }

  @Patch('ticket-settings')
  @Allow('ticket-setting:write')
  @ApiOkResponse({ type: TicketSettingsAnswer })
  async restrict(
    @Me() me: Actor,
    @Body() { tagsRestricted }: TicketSettingsChange,
    @Req() request: KnownRequest,
  ): Promise<TicketSettingsAnswer> {
    await this.writes.run(request, me, async (tx) => {
      await this.tags.restrict(tx, tagsRestricted);
      return null;
    });
    this.tags.forget();
    return this.settings();
  }
}
