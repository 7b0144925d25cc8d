import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { RoutingRuleId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import type { Tx } from '../../kernel/tx.js';
import { RULES_MAX, RuleBook, type RuleFacts, RuleRepository } from '../../routing/settings.js';
import { TicketFields } from '../../tickets/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { ConditionValues } from '../shared/condition-values.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { RuleAnswer, RuleChange, RuleInput } from './rules.dto.js';
import { ruleAnswer, ruleFacts, ruleInput } from './rules.mapper.js';

@ApiTags('routing')
@Controller('api/v1/routing-rules')
export class RulesController {
  constructor(
    private readonly rules: RuleRepository,
    private readonly book: RuleBook,
    private readonly fields: TicketFields,
    private readonly values: ConditionValues,
    private readonly writes: Writes,
  ) {}

  /** In the order in which they are looked at. */
  @Get()
  @Allow('routing:read')
  @ApiPage(RuleAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<RuleAnswer>> {
    const [position, id] = cursor === undefined ? [] : decodeCursor('routing-rules', cursor, 2);
    const after = typeof position === 'number' ? { position, id: String(id) } : null;
    const rows = await this.rules.page(after, limit + 1);
    return pageOf(rows, { limit, sort: 'routing-rules', keysOf: (r) => [r.position, r.id], map: ruleAnswer });
  }

  @Get(':id')
  @Allow('routing:read')
  @ApiOkResponse({ type: RuleAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<RuleAnswer> {
    const row = await this.rules.find(id as RoutingRuleId);
    if (row === null) throw notFound('routing-rule');
    return ruleAnswer(row);
  }

  @Post()
  @Allow('routing:write')
  @ApiCreatedResponse({ type: RuleAnswer })
  async create(@Me() me: Actor, @Body() input: RuleInput, @Req() request: KnownRequest): Promise<RuleAnswer> {
    await this.values.check(input.conditions);
    const { id } = await this.writes.run(request, me, async (tx) => {
      const rule = ruleFacts(input, await this.fields.catalogue(tx));
      await this.mustBeThere(tx, rule);
      const { position, count } = await this.rules.makeRoom(tx, input.position ?? null);
      if (count >= RULES_MAX) throw new DomainError('unprocessable', 'routing-rule.too-many', `There are at most ${RULES_MAX} rules.`);
      return { id: await this.rules.insert(tx, position, rule) };
    });
    this.book.forget();
    return this.get(id);
  }

  @Patch(':id')
  @Allow('routing:write')
  @ApiOkResponse({ type: RuleAnswer })
  async update(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { version, position, ...input }: RuleChange,
    @Req() request: KnownRequest,
  ): Promise<RuleAnswer> {
    // What asks for something gone must still be switched off: only what is given is checked.
    await this.values.check(input.conditions);
    await this.writes.run(request, me, async (tx) => {
      const before = await this.rules.lock(tx, id as RoutingRuleId);
      if (before === null) throw notFound('routing-rule');
      if (version !== undefined && version !== before.version) {
        throw new DomainError('conflict', 'routing-rule.version-conflict', 'Somebody else changed this rule; load it again.', {
          version: before.version,
        });
      }
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      const rule = ruleFacts({ ...ruleInput(before), ...given }, await this.fields.catalogue(tx));
      await this.mustBeThere(tx, rule);
      const moves = position !== undefined && position !== before.position;
      const place = moves ? (await this.rules.makeRoom(tx, position)).position : before.position;
      await this.rules.update(tx, before.id, place, rule);
      return null;
    });
    this.book.forget();
    return this.get(id);
  }

  @Delete(':id')
  @Allow('routing:write')
  @HttpCode(204)
  @ApiNoContentResponse()
  async delete(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      if (!(await this.rules.delete(tx, id as RoutingRuleId))) throw notFound('routing-rule');
      return null;
    });
    this.book.forget();
  }

  /** @throws DomainError `routing-rule.unknown-target` */
  private async mustBeThere(tx: Tx, rule: RuleFacts): Promise<void> {
    const missing = await this.rules.missingTarget(tx, rule);
    if (missing !== null) throw new DomainError('unprocessable', 'routing-rule.unknown-target', `There is no ${missing}.`, { missing });
  }
}
