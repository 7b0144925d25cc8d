import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OidcClient, type OidcProvider, OidcProviderRepository } from '../../access/index.js';
import { auditChanges, changesBetween } from '../../audit/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { OidcAttempts } from '../auth/oidc-attempts.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { OidcProviderSettings } from './oidc-provider-settings.js';
import { OidcCheckAnswer, OidcProviderAnswer, OidcProviderChange, OidcProviderInput } from './oidc-providers.dto.js';

/** Identity providers by which agents log in. */
@ApiTags('security')
@Controller('api/v1/oidc-providers')
export class OidcProvidersController {
  constructor(
    private readonly providers: OidcProviderRepository,
    private readonly settings: OidcProviderSettings,
    private readonly client: OidcClient,
    private readonly attempts: OidcAttempts,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('security:read')
  @ApiPage(OidcProviderAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<OidcProviderAnswer>> {
    const [after] = cursor === undefined ? [null] : decodeCursor('oidc-providers', cursor, 1);
    const rows = await this.providers.page(after === null ? null : String(after), limit + 1);
    return pageOf(rows, { limit, sort: 'oidc-providers', keysOf: (r) => [r.label], map: (r) => this.answer(r) });
  }

  @Get(':id')
  @Allow('security:read')
  @ApiOkResponse({ type: OidcProviderAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<OidcProviderAnswer> {
    return this.answer(await this.find(id));
  }

  @Post()
  @Allow('security:write')
  @ApiCreatedResponse({ type: OidcProviderAnswer })
  async create(@Me() me: Actor, @Body() input: OidcProviderInput, @Req() request: KnownRequest): Promise<OidcProviderAnswer> {
    const provider = this.settings.compose(input);
    const { id } = await this.writes.run(request, me, async (tx) => {
      await this.providers.insert(tx, provider);
      return { id: provider.id };
    });
    return this.get(id);
  }

  @Patch(':id')
  @Allow('security:write')
  @ApiOkResponse({ type: OidcProviderAnswer })
  async change(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: OidcProviderChange,
    @Req() request: KnownRequest,
  ): Promise<OidcProviderAnswer> {
    await this.writes.run(request, me, async (tx) => {
      const before = await this.providers.lock(tx, id);
      if (before === null) throw notFound('oidc-provider');
      const after = this.settings.changed(before, input);
      auditChanges(tx, changesBetween(before, after, ['label', 'issuer', 'clientId', 'allowedDomains', 'defaultRole', 'enabled']));
      await this.providers.update(tx, after);
      return null;
    });
    return this.get(id);
  }

  /** Who was linked stays linked, should the issuer come back. */
  @Delete(':id')
  @HttpCode(204)
  @Allow('security:write')
  @ApiNoContentResponse()
  async remove(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      if (!(await this.providers.remove(tx, id))) throw notFound('oidc-provider');
      return null;
    });
  }

  /** Reads the provider's own description of itself. */
  @Post(':id/check')
  @HttpCode(200)
  @Allow('security:write')
  @ApiOkResponse({ type: OidcCheckAnswer })
  async check(@Param('id', IdPipe) id: string): Promise<OidcCheckAnswer> {
    const provider = await this.find(id);
    return this.client.check(provider).then(
      () => ({ ok: true, message: 'The provider answers, and is who it says it is.' }),
      (error: unknown) => {
        if (error instanceof DomainError) return { ok: false, message: error.message };
        throw error;
      },
    );
  }

  private async find(id: string): Promise<OidcProvider> {
    const provider = await this.providers.find(id);
    if (provider === null) throw notFound('oidc-provider');
    return provider;
  }

  private answer({ id, label, issuer, clientId, allowedDomains, defaultRole, enabled, version }: OidcProvider): OidcProviderAnswer {
    const { redirectUri } = this.attempts;
    return { id, label, issuer, clientId, allowedDomains: [...allowedDomains], defaultRole, enabled, redirectUri, version };
  }
}
