import { Body, Controller, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { MERGED_STATUS, StatusRepository, type StatusRow, TicketWords } from '../../tickets/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { StatusAnswer, StatusInput, WordChangeInput } from './words.dto.js';

const LATE = 100;

@ApiTags('statuses')
@Controller('api/v1/statuses')
export class StatusesController {
  constructor(
    private readonly statuses: StatusRepository,
    private readonly words: TicketWords,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('ticket-setting:read')
  @ApiPage(StatusAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<StatusAnswer>> {
    const [position, name] = cursor === undefined ? [] : decodeCursor('statuses', cursor, 2);
    const after = cursor === undefined ? null : { position: Number(position), name: String(name) };
    const rows = await this.statuses.page(after, limit + 1);
    return pageOf(rows, { limit, sort: 'statuses', keysOf: (r) => [r.position, r.name], map: statusAnswer });
  }

  @Get(':name')
  @Allow('ticket-setting:read')
  @ApiOkResponse({ type: StatusAnswer })
  async get(@Param('name') name: string): Promise<StatusAnswer> {
    const row = await this.statuses.find(name);
    if (row === null) throw notFound('status');
    return statusAnswer(row);
  }

  @Post()
  @Allow('ticket-setting:write')
  @ApiCreatedResponse({ type: StatusAnswer })
  async create(@Me() me: Actor, @Body() input: StatusInput, @Req() request: KnownRequest): Promise<StatusAnswer> {
    const { name, category, names = {}, position = LATE } = input;
    await this.writes.run(request, me, async (tx) => {
      if (!(await this.statuses.insert(tx, { name, category, names, position })))
        throw new DomainError('conflict', 'status.name-taken', 'There is such a status already.');
      return null;
    });
    return this.get(name);
  }

  @Patch(':name')
  @Allow('ticket-setting:write')
  @ApiOkResponse({ type: StatusAnswer })
  async update(
    @Me() me: Actor,
    @Param('name') name: string,
    @Body() change: WordChangeInput,
    @Req() request: KnownRequest,
  ): Promise<StatusAnswer> {
    await this.writes.run(request, me, async (tx) => {
      await this.words.changeStatus(tx, name, change);
      return null;
    });
    return this.get(name);
  }
}

function statusAnswer({ name, category, names, position, enabled }: StatusRow): StatusAnswer {
  return { name, category, names: { ...names }, position, enabled, choosable: enabled && name !== MERGED_STATUS };
}
