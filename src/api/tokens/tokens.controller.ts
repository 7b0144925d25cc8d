import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { AccessRepository, type ApiTokenRow, Bearers, permissionsOf } from '../../access/index.js';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { instantFromText } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Allow, Me } from '../guard/allow.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { NewTokenAnswer, TokenAnswer, TokenInput } from './tokens.dto.js';

/** Tokens of the asker. They are shown once, so a repeated request makes another one: no Idempotency-Key here. */
@ApiTags('api-tokens')
@Controller('api/v1/api-tokens')
export class TokensController {
  constructor(
    private readonly bearers: Bearers,
    private readonly repository: AccessRepository,
    private readonly uow: UnitOfWork,
  ) {}

  @Post()
  @Allow('token:write')
  @ApiCreatedResponse({ type: NewTokenAnswer })
  create(@Me() me: Actor, @Body() input: TokenInput): Promise<NewTokenAnswer> {
    const agentId = ownerOf(me);
    const own: readonly string[] = me.type === 'token' ? me.scopes : me.type === 'agent' ? permissionsOf(me.role) : [];
    const beyond = input.scopes.filter((scope) => !own.includes(scope));
    if (beyond.length > 0)
      throw new DomainError('forbidden', 'token.scope-beyond-own', 'A token cannot do more than who makes it.', { scopes: beyond });
    const expiresAt = input.expiresAt === undefined ? null : instantFromText(input.expiresAt);
    return this.uow.run(me, (tx) => {
      if (expiresAt !== null && expiresAt <= tx.now)
        throw new DomainError('unprocessable', 'token.expired-already', 'The token would be expired already.');
      return this.bearers.issueToken(tx, { name: input.name, scopes: input.scopes, agentId, expiresAt });
    });
  }

  @Get()
  @Allow('token:read')
  @ApiPage(TokenAnswer)
  async list(@Me() me: Actor, @Query() { limit, cursor }: PageQuery): Promise<Page<TokenAnswer>> {
    const after = cursor === undefined ? null : positionOf(cursor);
    const rows = await this.repository.tokensOf(ownerOf(me), after, limit + 1);
    return pageOf(rows, { limit, sort: 'tokens', keysOf: (r) => [r.createdAt.toISOString(), r.id], map: tokenAnswer });
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('token:write')
  @ApiNoContentResponse()
  async revoke(@Me() me: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    const revoked = await this.uow.run(me, (tx) => this.repository.revokeToken(tx, id, ownerOf(me)));
    if (!revoked) throw notFound('token');
  }
}

function positionOf(cursor: string): { readonly createdAt: string; readonly id: string } {
  const [createdAt, id] = decodeCursor('tokens', cursor, 2);
  return { createdAt: String(createdAt), id: String(id) };
}

function ownerOf(me: Actor): AgentId {
  const id = agentIdOf(me);
  if (id === null) throw new DomainError('unauthenticated', 'access.unauthenticated', 'Log in, or send an API token.');
  return id;
}

function tokenAnswer(row: ApiTokenRow): TokenAnswer {
  return {
    id: row.id,
    name: row.name,
    scopes: [...row.scopes],
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
