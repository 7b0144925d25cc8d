import '@fastify/cookie';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Bearers, LoginThrottle, Passwords, permissionsOf } from '../../access/index.js';
import { AgentRepository } from '../../agents/settings.js';
import { type Actor, type Role, systemActor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { SESSION_COOKIE } from '../guard/access.guard.js';
import { AnyoneKnown, type KnownRequest, Me, Public } from '../guard/allow.js';
import { LoginAnswer, LoginInput, MeAnswer } from './auth.dto.js';

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly agents: AgentRepository,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
    private readonly bearers: Bearers,
    private readonly uow: UnitOfWork,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public()
  @ApiOkResponse({ type: LoginAnswer })
  async login(
    @Body() input: LoginInput,
    @Req() request: KnownRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginAnswer> {
    const email = input.email.trim().toLowerCase();
    await this.throttle.check(email, request.ip);
    const agent = await this.agents.byEmail(email);
    const right = await this.passwords.isRight(agent?.enabled ? agent.id : null, input.password);
    if (agent === null || !right) {
      await this.throttle.failed(email, request.ip);
      throw new DomainError('unauthenticated', 'login.wrong', 'Address or password is wrong.');
    }
    await this.throttle.succeeded(email);
    const from = { userAgent: String(request.headers['user-agent'] ?? ''), address: request.ip };
    const session = await this.uow.run(systemActor('login'), (tx) => this.bearers.openSession(tx, agent.id, from));
    // `secure` follows the request: the desk is tried on http://127.0.0.1, and runs behind TLS in earnest.
    void reply.setCookie(SESSION_COOKIE, session.token, {
      httpOnly: true,
      sameSite: 'lax',
      secure: request.protocol === 'https',
      path: '/',
      expires: session.expiresAt,
    });
    return {
      agent: meOf({ id: agent.id, name: agent.name, role: agent.role }),
      csrfToken: session.csrfToken,
      expiresAt: session.expiresAt.toISOString(),
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
    if (session === undefined || (await this.bearers.actorOfSession(session)) === null) {
      throw new DomainError('unauthenticated', 'access.no-session', 'Log in first.');
    }
    return { csrfToken: this.bearers.csrfFor(session) };
  }
}

function meOf({ id, name, role }: { readonly id: string; readonly name: string; readonly role: Role }): MeAnswer {
  return { id, name, role, permissions: [...permissionsOf(role)] };
}
