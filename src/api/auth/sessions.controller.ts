import { Controller, Delete, Get, HttpCode, Param, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { AnyoneKnown, type KnownRequest, Me } from '../guard/allow.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { sessionIdOf } from './session-cookie.js';
import { SessionList } from './session-list.js';
import { SessionAnswer } from './sessions.dto.js';

/** Where one is logged in. */
@ApiTags('auth')
@Controller('api/v1/auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionList) {}

  @Get()
  @AnyoneKnown()
  @ApiPage(SessionAnswer)
  list(@Me() me: Actor, @Query() query: PageQuery, @Req() request: KnownRequest): Promise<Page<SessionAnswer>> {
    return this.sessions.page(selfOf(me), query, sessionIdOf(request));
  }

  /** All but the one that asks. */
  @Delete()
  @HttpCode(204)
  @AnyoneKnown()
  @ApiNoContentResponse()
  async endOthers(@Me() me: Actor, @Req() request: KnownRequest): Promise<void> {
    await this.sessions.endAll(me, selfOf(me), sessionIdOf(request));
  }

  @Delete(':id')
  @HttpCode(204)
  @AnyoneKnown()
  @ApiNoContentResponse()
  async end(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    sessionIdOf(request);
    await this.sessions.end(me, selfOf(me), id);
  }
}

function selfOf(me: Actor): AgentId {
  const id = agentIdOf(me);
  if (id === null) throw notFound('agent');
  return id;
}
