import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CannedTextRepository, type CannedTextRow, parseTexts, say } from '../../automation/settings.js';
import { planningFor } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { CannedTextId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import type { Tx } from '../../kernel/tx.js';
import { AutomationSubjectView } from '../../views/automation-subject.js';
import { TicketSight } from '../../views/ticket-sight.js';
import { NamedThingsCheck } from '../automations/named-things-check.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { SaidAnswer } from '../macros/macros.dto.js';
import { saidAnswer } from '../macros/macros.mapper.js';
import { Scopes, shownScope } from '../macros/scopes.js';
import { agentOf } from '../shared/agent-of.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ApiPage } from '../shared/paged.js';
import { CannedTextAnswer, CannedTextChange, CannedTextInput, CannedTextsQuery, RenderQuery } from './canned-texts.dto.js';

@ApiTags('canned-texts')
@Controller('api/v1/canned-texts')
export class CannedTextsController {
  constructor(
    private readonly texts: CannedTextRepository,
    private readonly scopes: Scopes,
    private readonly named: NamedThingsCheck,
    private readonly subjects: AutomationSubjectView,
    private readonly sight: TicketSight,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('macro:read')
  @ApiPage(CannedTextAnswer)
  async list(@Me() me: Actor, @Query() { limit, cursor, q, category }: CannedTextsQuery): Promise<Page<CannedTextAnswer>> {
    const [shortcut, id] = cursor === undefined ? [] : decodeCursor('canned-texts', cursor, 2);
    const after = shortcut === undefined ? null : { shortcut: String(shortcut), id: String(id) };
    const query = { category: category ?? null, prefix: q ?? null, after, limit: limit + 1 };
    const rows = await this.texts.page(this.scopes.looking(me), query);
    return pageOf(rows, { limit, sort: 'canned-texts', keysOf: (r) => [r.shortcut, r.id], map: cannedTextAnswer });
  }

  @Get(':id')
  @Allow('macro:read')
  @ApiOkResponse({ type: CannedTextAnswer })
  async get(@Me() me: Actor, @Param('id', IdPipe) id: string): Promise<CannedTextAnswer> {
    return cannedTextAnswer(await this.find(me, id));
  }

  @Get(':id/render')
  @Allow('ticket:read')
  @ApiOkResponse({ type: SaidAnswer })
  async render(@Me() me: Actor, @Param('id', IdPipe) id: string, @Query() { ticketId, language }: RenderQuery): Promise<SaidAnswer> {
    await this.sight.mustSee(me, 'ticket', ticketId);
    const row = await this.find(me, id);
    const subject = await this.subjects.find(ticketId, null);
    if (subject === null) throw notFound('ticket');
    const planning = planningFor(subject.ticket, { id: agentOf(me), name: me.name });
    return saidAnswer(say(row.texts, language ?? planning.language, planning.values));
  }

  @Post()
  @Allow('macro:write')
  @ApiCreatedResponse({ type: CannedTextAnswer })
  async create(@Me() me: Actor, @Body() input: CannedTextInput, @Req() request: KnownRequest): Promise<CannedTextAnswer> {
    const scope = await this.scopes.of(me, input.visibility, input.teamId);
    const texts = parseTexts(input.texts, await this.named.fields());
    const { id } = await this.writes.run(request, me, async (tx) => {
      const made = await this.texts.insert(tx, { shortcut: input.shortcut, category: input.category, ...scope, texts });
      if (made === null) throw taken();
      return { id: made };
    });
    return this.get(me, id);
  }

  @Patch(':id')
  @Allow('macro:write')
  @ApiOkResponse({ type: CannedTextAnswer })
  async update(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: CannedTextChange,
    @Req() request: KnownRequest,
  ): Promise<CannedTextAnswer> {
    const scope = input.visibility === undefined ? null : await this.scopes.of(me, input.visibility, input.teamId);
    const texts = input.texts === undefined ? null : parseTexts(input.texts, await this.named.fields());
    await this.writes.run(request, me, async (tx) => {
      const before = await this.locked(tx, me, id);
      if (input.version !== undefined && input.version !== before.version)
        throw new DomainError('conflict', 'canned-text.version-conflict', 'Somebody else changed this text; load it again.', {
          version: before.version,
        });
      const { shortcut = before.shortcut, category = before.category } = input;
      const changed = await this.texts.update(tx, before.id, { ...before, ...scope, shortcut, category, texts: texts ?? before.texts });
      if (!changed) throw taken();
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
      const { id: textId } = await this.locked(tx, me, id);
      await this.texts.remove(tx, textId);
      return null;
    });
  }

  private async find(me: Actor, id: string): Promise<CannedTextRow> {
    const row = await this.texts.find(this.scopes.looking(me), id as CannedTextId);
    if (row === null) throw notFound('canned-text');
    return row;
  }

  /** A text of somebody else that is personal is not there for anybody. */
  private async locked(tx: Tx, me: Actor, id: string): Promise<CannedTextRow> {
    const row = await this.texts.lock(tx, id as CannedTextId);
    if (row === null || (row.visibility === 'personal' && row.scopeId !== agentOf(me))) throw notFound('canned-text');
    this.scopes.checkChange(me, row);
    return row;
  }
}

function taken(): DomainError {
  return new DomainError('conflict', 'canned-text.shortcut-taken', 'A text with this shortcut exists already.');
}

function cannedTextAnswer(row: CannedTextRow): CannedTextAnswer {
  const { id, shortcut, category, visibility, texts, createdAt, version } = row;
  return { id, shortcut, category, visibility, ...shownScope(row), texts: { ...texts }, createdAt: createdAt.toISOString(), version };
}
