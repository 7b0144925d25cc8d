import '@fastify/cookie';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Bearers, permissionsOf, SESSION_COOKIE } from '../../access/index.js';
import type { Actor, Role } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AnyoneKnown, type KnownRequest, Me, Public } from '../guard/allow.js';
import { LoginAnswer, LoginInput, MeAnswer } from './auth.dto.js';
import { Logins } from './logins.js';
import { OpenSession } from './open-session.js';
import { giveSession } from './session-cookie.js';

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly logins: Logins,
    private readonly sessions: OpenSession,
    private readonly bearers: Bearers,
    private readonly uow: UnitOfWork,
  ) {}

  /** 401 `access.totp-required`: the password is right, and the agent has a second factor. */
  @Post('login')
  @HttpCode(200)
  @Public()
  @ApiOkResponse({ type: LoginAnswer })
  async login(
    @Body() input: LoginInput,
    @Req() request: KnownRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginAnswer> {
    const agent = await this.logins.byPassword(input, request.ip);
    const also = await this.logins.secondFactor(agent, input.totp);
    const opening = this.sessions.open(request, { agent, method: 'password', ...(also === null ? {} : { also }) });
    const session = await opening.catch(async (error: unknown) => {
      await this.logins.refused(agent, error);
      throw error;
    });
    await this.logins.succeeded(agent, request.ip);
    giveSession(request, reply, session);
    return {
      agent: meOf({ id: agent.id, name: agent.name, role: agent.role }),
      csrfToken: session.csrfToken,
      expiresAt: session.expiresAt.toISOString(),
      mustEnrol: session.mustEnrol,
    };
  }

  @Post('logout')
  @HttpCode(204)
  @AnyoneKnown()
  @ApiNoContentResponse()
  async logout(@Me() me: Actor, @Req() request: KnownRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = request.sessionToken;
    if (token !== undefined) await this.uow.run(me, (tx) => this.bearers.endSession(tx, token));
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @Get('me')
  @AnyoneKnown()
  @ApiOkResponse({ type: MeAnswer })
  me(@Me() me: Actor): MeAnswer {
    if (me.type !== 'agent' && me.type !== 'token')
      throw new DomainError('unauthenticated', 'access.unauthenticated', 'Log in, or send an API token.');
    const answer = meOf(me);
    return me.type === 'token' ? { ...answer, permissions: answer.permissions.filter((p) => me.scopes.includes(p)) } : answer;
  }

  @Post('csrf')
  @HttpCode(201)
  @Public()
  @ApiCreatedResponse({ schema: { type: 'object', properties: { csrfToken: { type: 'string' } } } })
  async csrf(@Req() request: KnownRequest): Promise<{ csrfToken: string }> {
    const session = request.cookies[SESSION_COOKIE];
    if (session === undefined || (await this.bearers.session(session)) === null) {
      throw new DomainError('unauthenticated', 'access.no-session', 'Log in first.');
    }
    return { csrfToken: this.bearers.csrfFor(session) };
  }
}

function meOf({ id, name, role }: { readonly id: string; readonly name: string; readonly role: Role }): MeAnswer {
  return { id, name, role, permissions: [...permissionsOf(role)] };
}
