import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { AnyoneKnown, type KnownRequest, Me } from '../guard/allow.js';
import { Logins } from './logins.js';
import { SecondFactors } from './second-factors.js';
import { giveSession, sessionIdOf } from './session-cookie.js';
import {
  CodeInput,
  RecoveryCodesAnswer,
  SessionRotated,
  TwoFactorAnswer,
  TwoFactorBegin,
  TwoFactorBegun,
  TwoFactorConfirmed,
} from './two-factor.dto.js';

/** One's own second factor (RFC 6238). Secrets are shown once, so a repeated request makes others: no Idempotency-Key here. */
@ApiTags('auth')
@Controller('api/v1/auth/totp')
export class TwoFactorController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly logins: Logins,
  ) {}

  @Get()
  @AnyoneKnown()
  @ApiOkResponse({ type: TwoFactorAnswer })
  async state(@Me() me: Actor): Promise<TwoFactorAnswer> {
    const agent = agentIdOf(me);
    if (agent === null || !('role' in me)) throw notFound('agent');
    const state = await this.factors.twoFactor.state(agent);
    return {
      enabled: state !== null,
      required: await this.factors.isRequired(me.role),
      confirmedAt: state?.confirmedAt.toISOString() ?? null,
      recoveryCodesLeft: state?.codesLeft ?? 0,
    };
  }

  @Post()
  @AnyoneKnown()
  @ApiCreatedResponse({ type: TwoFactorBegun })
  async begin(@Me() me: Actor, @Body() { password }: TwoFactorBegin, @Req() request: KnownRequest): Promise<TwoFactorBegun> {
    const agent = browserOf(me, request);
    const { email } = await this.logins.again(agent.id, password, request.ip);
    const { secret, uri } = await this.factors.begin(agent, email);
    return { secret, uri };
  }

  @Post('confirm')
  @HttpCode(200)
  @AnyoneKnown()
  @ApiOkResponse({ type: TwoFactorConfirmed })
  async confirm(
    @Me() me: Actor,
    @Body() { code }: CodeInput,
    @Req() request: KnownRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TwoFactorConfirmed> {
    const { codes, session } = await this.factors.confirm(browserOf(me, request), sessionIdOf(request), code);
    giveSession(request, reply, session);
    return { recoveryCodes: [...codes], csrfToken: session.csrfToken };
  }

  @Post('recovery-codes')
  @AnyoneKnown()
  @ApiCreatedResponse({ type: RecoveryCodesAnswer })
  async renew(@Me() me: Actor, @Body() { code }: CodeInput, @Req() request: KnownRequest): Promise<RecoveryCodesAnswer> {
    return { recoveryCodes: [...(await this.factors.renewCodes(browserOf(me, request), code))] };
  }

  @Post('disable')
  @HttpCode(200)
  @AnyoneKnown()
  @ApiOkResponse({ type: SessionRotated })
  async remove(
    @Me() me: Actor,
    @Body() { code }: CodeInput,
    @Req() request: KnownRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionRotated> {
    const session = await this.factors.remove(browserOf(me, request), sessionIdOf(request), code);
    giveSession(request, reply, session);
    return { csrfToken: session.csrfToken };
  }
}

function browserOf(me: Actor, request: KnownRequest): Extract<Actor, { type: 'agent' }> {
  sessionIdOf(request);
  if (me.type !== 'agent') throw new DomainError('unauthenticated', 'access.unauthenticated', 'Log in, or send an API token.');
  return me;
}
