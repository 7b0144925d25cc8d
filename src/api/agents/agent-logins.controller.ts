import { Controller, Delete, Get, HttpCode, Param, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { Bearers } from '../../access/index.js';
import { AgentRepository } from '../../agents/settings.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { SecondFactors } from '../auth/second-factors.js';
import { SessionList } from '../auth/session-list.js';
import { SessionAnswer } from '../auth/sessions.dto.js';
import { Allow, type KnownRequest, Me, Restricted } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';

/** What an administrator sees of, and can do about, other people's logins. */
@ApiTags('agents')
@Controller('api/v1/agents/:id')
export class AgentLoginsController {
  constructor(
    private readonly agents: AgentRepository,
    private readonly sessions: SessionList,
    private readonly factors: SecondFactors,
    private readonly bearers: Bearers,
    private readonly writes: Writes,
  ) {}

  @Get('sessions')
  @Allow('agent:write')
  @Restricted()
  @ApiPage(SessionAnswer)
  async list(@Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<Page<SessionAnswer>> {
    return this.sessions.page(await this.known(id), query, null);
  }

  @Delete('sessions')
  @HttpCode(204)
  @Allow('agent:write')
  @ApiNoContentResponse()
  async endAll(@Me() me: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.sessions.endAll(me, await this.known(id), null);
  }

  @Delete('sessions/:sessionId')
  @HttpCode(204)
  @Allow('agent:write')
  @ApiNoContentResponse()
  async end(@Me() me: Actor, @Param('id', IdPipe) id: string, @Param('sessionId', IdPipe) sessionId: string): Promise<void> {
    await this.sessions.end(me, id as AgentId, sessionId);
  }

  /** The agent's second factor is gone, and their sessions with it. Make sure who asked for it. */
  @Delete('totp')
  @HttpCode(204)
  @Allow('agent:write')
  @ApiNoContentResponse()
  async resetTotp(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    const agentId = await this.known(id);
    await this.writes.run(request, me, async (tx) => {
      if (!(await this.factors.reset(tx, agentId))) throw notFound('totp');
      return null;
    });
    this.bearers.forget(agentId);
  }

  private async known(id: string): Promise<AgentId> {
    const agent = await this.agents.find(id as AgentId);
    if (agent === null) throw notFound('agent');
    return agent.id;
  }
}
