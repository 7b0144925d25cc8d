import { Body, Controller, Get, HttpCode, Post, Put, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ChangePresence } from '../../desk/index.js';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { AgentPresenceView, type PresenceRow } from '../../views/agent-presence.js';
import { TeamSight } from '../../views/team-sight.js';
import { Allow, AnyoneKnown, type KnownRequest, Me, Unaudited } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { ApiPage } from '../shared/paged.js';
import { PresenceAnswer, PresenceInput, PresencesQuery } from './presence.dto.js';

@ApiTags('presence')
@Controller('api/v1')
export class PresenceController {
  constructor(
    private readonly presences: AgentPresenceView,
    private readonly sight: TeamSight,
    private readonly change: ChangePresence,
    private readonly writes: Writes,
  ) {}

  /** Everybody who works on tickets, with what they carry. */
  @Get('presence')
  @Allow('presence:read')
  @ApiPage(PresenceAnswer)
  async list(@Me() me: Actor, @Query() { limit, cursor, teamId, status }: PresencesQuery): Promise<Page<PresenceAnswer>> {
    await this.sight.mustSee(me, teamId);
    const [after] = cursor === undefined ? [null] : decodeCursor('presence', cursor, 1);
    const afterId = after === null ? null : String(after);
    const rows = await this.presences.page({ afterId, teamId: teamId ?? null, status: status ?? null, limit: limit + 1 });
    return pageOf(rows, { limit, sort: 'presence', keysOf: (r) => [r.agentId], map: presenceAnswer });
  }

  @Get('agents/me/presence')
  @AnyoneKnown()
  @ApiOkResponse({ type: PresenceAnswer })
  async mine(@Me() me: Actor): Promise<PresenceAnswer> {
    const row = await this.presences.find(mustBeAgent(me));
    if (row === null) throw notFound('agent');
    return presenceAnswer(row);
  }

  @Put('agents/me/presence')
  @Allow('presence:write')
  @ApiOkResponse({ type: PresenceAnswer })
  async set(@Me() me: Actor, @Body() { status }: PresenceInput, @Req() request: KnownRequest): Promise<PresenceAnswer> {
    await this.writes.run(request, me, async (tx) => {
      await this.change.execute(tx, { agentId: mustBeAgent(me), status });
      return null;
    });
    return this.mine(me);
  }

  /** A sign of life, every 30 seconds while the screen is open. Whoever gives none for two minutes counts as away until the next. */
  @Post('agents/me/heartbeat')
  @Allow('presence:write')
  @Unaudited()
  @HttpCode(204)
  @ApiNoContentResponse()
  async heartbeat(@Me() me: Actor, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      await this.change.heardOf(tx, mustBeAgent(me));
      return null;
    });
  }
}

function mustBeAgent(me: Actor): AgentId {
  const id = agentIdOf(me);
  if (id === null) throw notFound('agent');
  return id;
}

function presenceAnswer({ since, seenAt, ...row }: PresenceRow): PresenceAnswer {
  return { ...row, since: since?.toISOString() ?? null, seenAt: seenAt?.toISOString() ?? null };
}
