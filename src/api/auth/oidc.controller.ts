import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { Site } from '../../platform/site.js';
import { AnyoneKnown, type KnownRequest, Me, Public } from '../guard/allow.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ApiPage } from '../shared/paged.js';
import { Logins } from './logins.js';
import { LinkAnswer, LinkInput, OfferedProviderAnswer } from './oidc.dto.js';
import { OidcAttempts } from './oidc-attempts.js';
import { OidcLinks } from './oidc-links.js';
import { OidcLogins } from './oidc-logins.js';
import { giveSession, sessionIdOf } from './session-cookie.js';

/** Login by an identity provider. The browser is sent away and comes back; what went wrong stands in the address it ends at. */
@ApiTags('auth')
@Controller('api/v1/auth/oidc')
export class OidcController {
  constructor(
    private readonly oidc: OidcLogins,
    private readonly attempts: OidcAttempts,
    private readonly links: OidcLinks,
    private readonly logins: Logins,
    private readonly site: Site,
  ) {}

  @Get()
  @Public()
  @ApiPage(OfferedProviderAnswer)
  async offered(): Promise<Page<OfferedProviderAnswer>> {
    const providers = await this.oidc.offered();
    const items = providers.map(({ id, label }) => ({ id, label, startUrl: `${this.site.publicUrl}/api/v1/auth/oidc/${id}/start` }));
    return { items, nextCursor: null };
  }

  @Get(':id/start')
  @Public()
  @ApiFoundResponse({ description: 'To the provider.' })
  async start(@Param('id', IdPipe) id: string, @Req() request: KnownRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.home(reply, async () => this.begin({ id, agentId: null }, request, reply));
  }

  /** Links an identity to one's own account: the browser goes to the provider and comes back. */
  @Post(':id/link')
  @HttpCode(200)
  @AnyoneKnown()
  @ApiOkResponse({ type: LinkAnswer })
  async link(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { password }: LinkInput,
    @Req() request: KnownRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LinkAnswer> {
    sessionIdOf(request);
    if (me.type !== 'agent') throw new DomainError('unauthenticated', 'access.unauthenticated', 'Log in, or send an API token.');
    await this.logins.again(me.id, password, request.ip);
    return { url: await this.begin({ id, agentId: me.id }, request, reply) };
  }

  @Get('callback')
  @Public()
  @ApiFoundResponse({ description: 'To the desk, logged in; or with the code of what went wrong as `loginError`.' })
  async callback(@Req() request: KnownRequest, @Res() reply: FastifyReply): Promise<void> {
    this.attempts.forget(reply);
    await this.home(reply, async () => {
      const attempt = this.attempts.of(request);
      const provider = await this.oidc.provider(attempt.providerId);
      const claims = await this.oidc.client.identify(provider, this.attempts.callback(request), attempt);
      this.oidc.admit(provider, claims);
      if (attempt.agentId !== null) {
        await this.links.link(request, attempt.agentId, claims);
        return `${this.site.publicUrl}/?linked=oidc`;
      }
      giveSession(request, reply, await this.oidc.login(request, provider, claims));
      return `${this.site.publicUrl}/`;
    });
  }

  /** @returns where the browser goes */
  private async begin(
    { id, agentId }: { readonly id: string; readonly agentId: AgentId | null },
    request: KnownRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const provider = await this.oidc.provider(id);
    const checks = this.oidc.client.newChecks();
    const url = await this.oidc.client.loginUrl(provider, this.attempts.redirectUri, checks);
    this.attempts.keep(request, reply, { ...checks, providerId: provider.id, agentId });
    return url;
  }

  /** A person stands before this browser: they are shown the desk, not a problem document. */
  private async home(reply: FastifyReply, work: () => Promise<string>): Promise<void> {
    const target = await work().catch((error: unknown) => {
      if (error instanceof DomainError) return `${this.site.publicUrl}/?loginError=${encodeURIComponent(error.code)}`;
      throw error;
    });
    await reply.header('cache-control', 'no-store').redirect(target, 302);
  }
}
