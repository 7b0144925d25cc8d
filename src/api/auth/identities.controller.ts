import { Controller, Delete, Get, HttpCode, Param, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { OidcIdentity } from '../../access/index.js';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { AnyoneKnown, type KnownRequest, Me } from '../guard/allow.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { IdentityLinkAnswer } from './oidc.dto.js';
import { OidcLinks } from './oidc-links.js';

/** One's own identities at providers. */
@ApiTags('auth')
@Controller('api/v1/auth/identities')
export class IdentitiesController {
  constructor(private readonly links: OidcLinks) {}

  @Get()
  @AnyoneKnown()
  @ApiPage(IdentityLinkAnswer)
  async list(@Me() me: Actor, @Query() query: PageQuery): Promise<Page<IdentityLinkAnswer>> {
    const { items, nextCursor } = await this.links.page(selfOf(me), query);
    return { items: items.map(identityAnswer), nextCursor };
  }

  @Delete(':id')
  @HttpCode(204)
  @AnyoneKnown()
  @ApiNoContentResponse()
  async unlink(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.links.unlink(me, selfOf(me), id, request);
  }
}

function selfOf(me: Actor): AgentId {
  const id = agentIdOf(me);
  if (id === null) throw notFound('agent');
  return id;
}

function identityAnswer({ id, issuer, subject, linkedAt, lastLoginAt }: OidcIdentity): IdentityLinkAnswer {
  return { id, issuer, subject, linkedAt: linkedAt.toISOString(), lastLoginAt: lastLoginAt?.toISOString() ?? null };
}
