import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { newId, type TeamId, type ViewId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import type { Tx } from '../../kernel/tx.js';
import { mayArrange, type SavedView, SavedViewRepository } from '../../saved-views/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { DEFAULT_COLUMNS, ViewChecks } from './view-checks.js';
import { readerOf, ViewQuestions } from './view-questions.js';
import { ViewAnswer, ViewChange, ViewInput, ViewTicketAnswer } from './views.dto.js';
import { viewAnswer, viewTicketAnswer } from './views.mapper.js';

@ApiTags('views')
@Controller('api/v1/views')
export class ViewsController {
  constructor(
    private readonly views: SavedViewRepository,
    private readonly checks: ViewChecks,
    private readonly questions: ViewQuestions,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('view:read')
  @ApiPage(ViewAnswer)
  async list(@Me() me: Actor, @Query() { limit, cursor }: PageQuery): Promise<Page<ViewAnswer>> {
    const [position, id] = cursor === undefined ? [null, null] : decodeCursor('views', cursor, 2);
    const after = position === null ? null : { position: Number(position), id: String(id) };
    const rows = await this.views.page(readerOf(me), after, limit + 1);
    return pageOf(rows, { limit, sort: 'views', keysOf: (v) => [v.position, v.id], map: (v) => viewAnswer(v, me) });
  }

  /** How many tickets are in each view the asker sees; 1,001 stands for more than a thousand, null for a view whose field is gone. */
  @Get('counts')
  @Allow('view:read')
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: { type: 'integer', nullable: true, maximum: 1001 } } })
  counts(@Me() me: Actor): Promise<Readonly<Record<string, number | null>>> {
    return this.questions.counts(me);
  }

  @Get(':id')
  @Allow('view:read')
  @ApiOkResponse({ type: ViewAnswer })
  async get(@Me() me: Actor, @Param('id', IdPipe) id: string): Promise<ViewAnswer> {
    return viewAnswer(await this.questions.find(me, id as ViewId), me);
  }

  /** A page may be short although a cursor follows: the conditions are met by few of the tickets looked at so far. */
  @Get(':id/tickets')
  @Allow('ticket:read')
  @ApiPage(ViewTicketAnswer)
  async tickets(@Me() me: Actor, @Param('id', IdPipe) id: string, @Query() { limit, cursor }: PageQuery): Promise<Page<ViewTicketAnswer>> {
    const { items, nextCursor } = await this.questions.tickets(me, id as ViewId, { limit, cursor: cursor ?? null });
    return { items: items.map(viewTicketAnswer), nextCursor };
  }

  @Post()
  @Allow('view:write')
  @ApiCreatedResponse({ type: ViewAnswer })
  async create(@Me() me: Actor, @Body() input: ViewInput, @Req() request: KnownRequest): Promise<ViewAnswer> {
    const view = {
      id: newId<ViewId>(),
      name: input.name,
      audience: input.audience,
      ownerId: input.audience === 'personal' ? readerOf(me).agentId : null,
      teamId: teamOf(input),
      conditions: await this.checks.newConditions(input.conditions),
      sort: this.checks.order(input.sort ?? { by: 'lastMessageAt' }),
      columns: await this.checks.columns(input.columns ?? DEFAULT_COLUMNS),
      position: input.position,
    };
    mustArrange(me, view);
    const { id } = await this.writes.run(request, me, async (tx) => {
      if (!(await this.views.insert(tx, view)))
        throw new DomainError('conflict', 'view.too-many', 'There are too many views of this kind.');
      return { id: view.id };
    });
    return this.get(me, id);
  }

  @Patch(':id')
  @Allow('view:write')
  @ApiOkResponse({ type: ViewAnswer })
  async update(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: ViewChange,
    @Req() request: KnownRequest,
  ): Promise<ViewAnswer> {
    const conditions = input.conditions === undefined ? undefined : await this.checks.newConditions(input.conditions);
    const columns = input.columns === undefined ? undefined : await this.checks.columns(input.columns);
    const sort = input.sort === undefined ? undefined : this.checks.order(input.sort);
    await this.writes.run(request, me, async (tx) => {
      const before = await this.locked(tx, me, id as ViewId);
      if (input.version !== undefined && input.version !== before.version) {
        throw new DomainError('conflict', 'view.version-conflict', 'Somebody else changed this view; load it again.', {
          version: before.version,
        });
      }
      await this.views.update(tx, {
        ...before,
        name: input.name ?? before.name,
        conditions: conditions ?? before.conditions,
        columns: columns ?? before.columns,
        sort: sort ?? before.sort,
        position: input.position ?? before.position,
      });
      return null;
    });
    return this.get(me, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('view:write')
  @ApiNoContentResponse()
  async remove(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      const view = await this.locked(tx, me, id as ViewId);
      await this.views.delete(tx, view.id);
      return null;
    });
  }

  private async locked(tx: Tx, me: Actor, id: ViewId): Promise<SavedView> {
    const view = await this.views.lock(tx, readerOf(me), id);
    if (view === null) throw notFound('view');
    mustArrange(me, view);
    return view;
  }
}

/** @throws DomainError `view.team-needed`, `view.no-team` */
function teamOf({ audience, teamId }: ViewInput): TeamId | null {
  if (audience === 'team' && teamId === undefined)
    throw new DomainError('unprocessable', 'view.team-needed', 'A view of a team needs its teamId.', { field: 'teamId' });
  if (audience !== 'team' && teamId !== undefined)
    throw new DomainError('unprocessable', 'view.no-team', 'Only a view of a team has a teamId.', { field: 'teamId' });
  return (teamId as TeamId | undefined) ?? null;
}

/** @throws DomainError `view.not-yours` */
function mustArrange(me: Actor, view: Pick<SavedView, 'audience' | 'ownerId'>): void {
  if (mayArrange(me, view)) return;
  throw new DomainError('forbidden', 'view.not-yours', 'Views that others see too are arranged by supervisors.');
}
