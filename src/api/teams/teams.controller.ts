import { Body, Controller, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { may } from '../../access/index.js';
import { TeamRepository, type TeamRow } from '../../agents/settings.js';
import { auditChanges, changesBetween } from '../../audit/index.js';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { TeamId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import type { Tx } from '../../kernel/tx.js';
import { BY_HAND, type TeamRouting } from '../../routing/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { TeamRoutingSettings } from './team-routing-settings.js';
import { TeamAnswer, TeamChange, TeamInput } from './teams.dto.js';

@ApiTags('teams')
@Controller('api/v1/teams')
export class TeamsController {
  constructor(
    private readonly teams: TeamRepository,
    private readonly routing: TeamRoutingSettings,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('team:read')
  @ApiPage(TeamAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<TeamAnswer>> {
    const [after] = cursor === undefined ? [null] : decodeCursor('teams', cursor, 1);
    const rows = await this.teams.page(after === null ? null : String(after), limit + 1);
    const routing = await this.routing.of(rows.map((r) => r.id));
    return pageOf(rows, { limit, sort: 'teams', keysOf: (r) => [r.name], map: (r) => teamAnswer(r, routing.get(r.id)) });
  }

  @Get(':id')
  @Allow('team:read')
  @ApiOkResponse({ type: TeamAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<TeamAnswer> {
    const row = await this.teams.find(id as TeamId);
    if (row === null) throw notFound('team');
    return teamAnswer(row, (await this.routing.of([row.id])).get(row.id));
  }

  @Post()
  @Allow('team:write')
  @ApiCreatedResponse({ type: TeamAnswer })
  async create(@Me() me: Actor, @Body() input: TeamInput, @Req() request: KnownRequest): Promise<TeamAnswer> {
    mustBeAllowed(me, input);
    const { id } = await this.writes.run(request, me, async (tx) => {
      const teamId = await this.teams.insert(tx, input.name);
      if (teamId === null) throw nameTaken();
      if (input.visibility !== undefined) await this.teams.show(tx, teamId, input.visibility);
      await this.routing.save(tx, teamId, input);
      return { id: teamId };
    });
    this.routing.forget();
    return this.get(id);
  }

  @Patch(':id')
  @Allow('team:write')
  @ApiOkResponse({ type: TeamAnswer })
  async update(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: TeamChange,
    @Req() request: KnownRequest,
  ): Promise<TeamAnswer> {
    mustBeAllowed(me, input);
    await this.writes.run(request, me, async (tx) => {
      const before = await this.teams.lock(tx, id as TeamId);
      if (before === null) throw notFound('team');
      if (before.visibility === 'members') await this.mustBeOfTeam(tx, me, before.id);
      auditChanges(tx, changesBetween(before, input, ['name', 'visibility']));
      if (input.name !== undefined && (await this.teams.rename(tx, before.id, input.name)) === 'name-taken') throw nameTaken();
      if (input.visibility !== undefined) await this.teams.show(tx, before.id, input.visibility);
      await this.routing.save(tx, before.id, input);
      return null;
    });
    this.routing.forget();
    return this.get(id);
  }

  /** Who sets where a closed team's tickets overflow to could read them there. @throws DomainError `team.visibility-not-yours` */
  private async mustBeOfTeam(tx: Tx, me: Actor, teamId: TeamId): Promise<void> {
    if (isAdministrator(me)) return;
    const agentId = agentIdOf(me);
    if (agentId === null || !(await this.teams.hasMember(tx, teamId, agentId)))
      throw notYours('Only members of a closed team and administrators change it.');
  }
}

function isAdministrator(me: Actor): boolean {
  return (me.type === 'agent' || me.type === 'token') && me.role === 'admin';
}

/** Who may open a closed team could read its tickets. @throws DomainError `team.visibility-not-yours` */
function mustBeAllowed(me: Actor, { visibility }: TeamChange): void {
  if (visibility !== undefined && !may(me, 'security:write')) throw notYours('Only administrators say who sees the tickets of a team.');
}

function notYours(message: string): DomainError {
  return new DomainError('forbidden', 'team.visibility-not-yours', message);
}

function nameTaken(): DomainError {
  return new DomainError('conflict', 'team.name-taken', 'A team with this name exists already.');
}

function teamAnswer(
  { id, name, visibility, memberCount, createdAt, version }: TeamRow,
  { strategy, fallback, matchLanguage, overflowTeamId, overflowAfterMinutes }: TeamRouting = BY_HAND,
): TeamAnswer {
  const shown = { strategy, fallbackStrategy: fallback, matchLanguage, overflowTeamId, overflowAfterMinutes };
  return { id, name, visibility, memberCount, ...shown, createdAt: createdAt.toISOString(), version };
}
