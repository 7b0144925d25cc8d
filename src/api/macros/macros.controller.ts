import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Action, MACRO_ACTIONS, MacroRepository, type MacroRow, namesIn, parseActions } from '../../automation/settings.js';
import type { Actor } from '../../kernel/actor.js';
import { ALWAYS } from '../../kernel/condition.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { MacroId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import type { Tx } from '../../kernel/tx.js';
import { PRIORITIES } from '../../tickets/settings.js';
import { NamedThingsCheck } from '../automations/named-things-check.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { MacroAnswer, MacroChange, MacroInput } from './macros.dto.js';
import { macroAnswer } from './macros.mapper.js';
import { Scopes } from './scopes.js';

@ApiTags('macros')
@Controller('api/v1/macros')
export class MacrosController {
  constructor(
    private readonly macros: MacroRepository,
    private readonly scopes: Scopes,
    private readonly named: NamedThingsCheck,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('macro:read')
  @ApiPage(MacroAnswer)
  async list(@Me() me: Actor, @Query() { limit, cursor }: PageQuery): Promise<Page<MacroAnswer>> {
    const [name, id] = cursor === undefined ? [] : decodeCursor('macros', cursor, 2);
    const after = name === undefined ? null : { name: String(name), id: String(id) };
    const rows = await this.macros.page(this.scopes.looking(me), after, limit + 1);
    return pageOf(rows, { limit, sort: 'macros', keysOf: (r) => [r.name, r.id], map: macroAnswer });
  }

  @Get(':id')
  @Allow('macro:read')
  @ApiOkResponse({ type: MacroAnswer })
  async get(@Me() me: Actor, @Param('id', IdPipe) id: string): Promise<MacroAnswer> {
    const row = await this.macros.find(this.scopes.looking(me), id as MacroId);
    if (row === null) throw notFound('macro');
    return macroAnswer(row);
  }

  @Post()
  @Allow('macro:write')
  @ApiCreatedResponse({ type: MacroAnswer })
  async create(@Me() me: Actor, @Body() input: MacroInput, @Req() request: KnownRequest): Promise<MacroAnswer> {
    const scope = await this.scopes.of(me, input.visibility, input.teamId);
    const actions = await this.actions(input.actions);
    const { id } = await this.writes.run(request, me, async (tx) => ({
      id: await this.macros.insert(tx, { name: input.name, ...scope, actions }),
    }));
    return this.get(me, id);
  }

  @Patch(':id')
  @Allow('macro:write')
  @ApiOkResponse({ type: MacroAnswer })
  async update(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: MacroChange,
    @Req() request: KnownRequest,
  ): Promise<MacroAnswer> {
    const scope = input.visibility === undefined ? null : await this.scopes.of(me, input.visibility, input.teamId);
    const actions = input.actions === undefined ? null : await this.actions(input.actions);
    await this.writes.run(request, me, async (tx) => {
      const before = await this.locked(tx, me, id);
      if (input.version !== undefined && input.version !== before.version)
        throw new DomainError('conflict', 'macro.version-conflict', 'Somebody else changed this macro; load it again.', {
          version: before.version,
        });
      await this.macros.update(tx, before.id, { ...before, ...scope, name: input.name ?? before.name, actions: actions ?? before.actions });
      return null;
    });
    return this.get(me, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('macro:write')
  @ApiNoContentResponse()
  async remove(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      const { id: macroId } = await this.locked(tx, me, id);
      await this.macros.remove(tx, macroId);
      return null;
    });
  }

  /** A macro of somebody else that is personal is not there for anybody. */
  private async locked(tx: Tx, me: Actor, id: string): Promise<MacroRow> {
    const row = await this.macros.lock(tx, id as MacroId);
    if (row === null || (row.visibility === 'personal' && row.scopeId !== this.scopes.looking(me).agentId)) throw notFound('macro');
    this.scopes.checkChange(me, row);
    return row;
  }

  private async actions(given: readonly object[]): Promise<readonly Action[]> {
    const rules = { allowed: MACRO_ACTIONS, priorities: PRIORITIES, fields: await this.named.fields(), mayNameMe: true };
    const actions = parseActions(given, rules);
    await this.named.check(namesIn(ALWAYS, actions));
    await this.named.checkActions(actions);
    return actions;
  }
}
