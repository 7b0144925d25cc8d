import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ActiveRules, AutomationRepository, RULES_MAX } from '../../automation/settings.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { AutomationId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { AutomationAnswer, AutomationChange, AutomationInput, DryRunAnswer, DryRunInput } from './automations.dto.js';
import { automationAnswer } from './automations.mapper.js';
import { DryRun } from './dry-run.js';
import { RuleCheck } from './rule-check.js';

@ApiTags('automations')
@Controller('api/v1/automations')
export class AutomationsController {
  constructor(
    private readonly rules: AutomationRepository,
    private readonly active: ActiveRules,
    private readonly checks: RuleCheck,
    private readonly dry: DryRun,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('automation:read')
  @ApiPage(AutomationAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<AutomationAnswer>> {
    const [position, id] = cursor === undefined ? [] : decodeCursor('automations', cursor, 2);
    const after = position === undefined ? null : { position: Number(position), id: String(id) };
    const rows = await this.rules.page(after, limit + 1);
    return pageOf(rows, { limit, sort: 'automations', keysOf: (r) => [r.position, r.id], map: automationAnswer });
  }

  @Get(':id')
  @Allow('automation:read')
  @ApiOkResponse({ type: AutomationAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<AutomationAnswer> {
    const row = await this.rules.find(id as AutomationId);
    if (row === null) throw notFound('automation');
    return automationAnswer(row);
  }

  @Post()
  @Allow('automation:write')
  @ApiCreatedResponse({ type: AutomationAnswer })
  async create(@Me() me: Actor, @Body() input: AutomationInput, @Req() request: KnownRequest): Promise<AutomationAnswer> {
    const rule = await this.checks.check(input);
    const { name, position, enabled } = input;
    const { id } = await this.writes.run(request, me, async (tx) => {
      if ((await this.rules.count(tx)) >= RULES_MAX)
        throw new DomainError('unprocessable', 'automation.too-many', `There can be ${RULES_MAX} automations at most.`);
      return { id: await this.rules.insert(tx, { name, position, enabled, ...rule }) };
    });
    await this.active.refresh();
    return this.get(id);
  }

  @Patch(':id')
  @Allow('automation:write')
  @ApiOkResponse({ type: AutomationAnswer })
  async update(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: AutomationChange,
    @Req() request: KnownRequest,
  ): Promise<AutomationAnswer> {
    const seen = await this.rules.find(id as AutomationId);
    if (seen === null) throw notFound('automation');
    const { version, name = seen.name, position = seen.position, enabled = seen.enabled, ...given } = input;
    const change = definedOf(given);
    // A rule that names what is gone must still be switched off: only what is changed is checked, as a whole.
    const rule = Object.keys(change).length === 0 ? seen : await this.checks.check({ ...seen, ...change });
    const { events, everyMinutes, condition, actions } = rule;
    await this.writes.run(request, me, async (tx) => {
      const before = await this.rules.lock(tx, seen.id);
      if (before === null) throw notFound('automation');
      // Also against what was seen here: the rule was checked as a whole.
      if (before.version !== (version ?? seen.version))
        throw new DomainError('conflict', 'automation.version-conflict', 'Somebody else changed this automation; load it again.', {
          version: before.version,
        });
      await this.rules.update(tx, before.id, { name, position, enabled, events, everyMinutes, condition, actions });
      return null;
    });
    await this.active.refresh();
    return this.get(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('automation:write')
  @ApiNoContentResponse({ description: 'Its log goes with it.' })
  async remove(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      if (!(await this.rules.remove(tx, id as AutomationId))) throw notFound('automation');
      return null;
    });
    await this.active.refresh();
  }

  @Post('dry-run')
  @HttpCode(200)
  @Allow('automation:read')
  @ApiOkResponse({ type: DryRunAnswer })
  async dryRun(@Me() me: Actor, @Body() { rule, days }: DryRunInput): Promise<DryRunAnswer> {
    return this.dry.run(me, await this.checks.check(rule), days);
  }
}

function definedOf<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
