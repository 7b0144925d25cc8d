import { Body, Controller, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { TeamRepository, type TeamRow } from '../../agents/settings.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { TeamId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { TeamAnswer, TeamInput } from './teams.dto.js';

@ApiTags('teams')
@Controller('api/v1/teams')
export class TeamsController {
  constructor(
    private readonly teams: TeamRepository,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('team:read')
  @ApiPage(TeamAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<TeamAnswer>> {
    const [after] = cursor === undefined ? [null] : decodeCursor('teams', cursor, 1);
    const rows = await this.teams.page(after === null ? null : String(after), limit + 1);
    return pageOf(rows, { limit, sort: 'teams', keysOf: (r) => [r.name], map: teamAnswer });
  }

  @Get(':id')
  @Allow('team:read')
  @ApiOkResponse({ type: TeamAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<TeamAnswer> {
    const row = await this.teams.find(id as TeamId);
    if (row === null) throw notFound('team');
    return teamAnswer(row);
  }

  @Post()
  @Allow('team:write')
  @ApiCreatedResponse({ type: TeamAnswer })
  async create(@Me() me: Actor, @Body() input: TeamInput, @Req() request: KnownRequest): Promise<TeamAnswer> {
    const { id } = await this.writes.run(request, me, async (tx) => {
      const teamId = await this.teams.insert(tx, input.name);
      if (teamId === null) throw new DomainError('conflict', 'team.name-taken', 'A team with this name exists already.');
      return { id: teamId };
    });
    return this.get(id);
  }

  @Patch(':id')
  @Allow('team:write')
  @ApiOkResponse({ type: TeamAnswer })
  async rename(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: TeamInput,
    @Req() request: KnownRequest,
  ): Promise<TeamAnswer> {
    await this.writes.run(request, me, async (tx) => {
      if (!(await this.teams.rename(tx, id as TeamId, input.name))) throw notFound('team');
      return null;
    });
    return this.get(id);
  }
}

function teamAnswer({ id, name, memberCount, createdAt, version }: TeamRow): TeamAnswer {
  return { id, name, memberCount, createdAt: createdAt.toISOString(), version };
}
