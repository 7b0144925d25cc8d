import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type ChangeTicketCommand, CheckBulkWish } from '../../desk/index.js';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { newId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { JobLater } from '../../platform/jobs/job-later.js';
import { type BulkAction, type BulkItem, BulkRepository } from '../../tickets/settings.js';
import { TicketSight } from '../../views/ticket-sight.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ApiPage } from '../shared/paged.js';
import { BulkAnswer, BulkInput, BulkItemAnswer, BulkItemsQuery } from './bulk.dto.js';

/** One change of many tickets: accepted at once, done in the background, watched and undone by who asked. */
@ApiTags('bulk')
@Controller('api/v1/bulk')
export class BulkController {
  constructor(
    private readonly repository: BulkRepository,
    private readonly writes: Writes,
    private readonly later: JobLater,
    private readonly sight: TicketSight,
    private readonly check: CheckBulkWish,
  ) {}

  @Post()
  @HttpCode(202)
  @Allow('ticket:write')
  @ApiAcceptedResponse({ type: BulkAnswer })
  async start(
    @Me() me: Actor,
    @Body() { ticketIds, afterSeqs = {}, change }: BulkInput,
    @Req() request: KnownRequest,
  ): Promise<BulkAnswer> {
    if (Object.values(change).every((value) => value === undefined))
      throw new DomainError('unprocessable', 'bulk.nothing-to-change', 'Name at least one field to change.');
    const tickets = ticketIds.map((ticketId) => ({ id: ticketId, afterSeq: seqOf(afterSeqs[ticketId]) }));
    await this.sight.mustWorkOnAll(me, ticketIds);
    const { id } = await this.writes.run(request, me, async (tx) => {
      await this.check.execute(tx, change as Omit<ChangeTicketCommand, 'ticketId' | 'version'>);
      const bulkId = newId();
      await this.repository.insert(tx, { id: bulkId, agentId: ownerOf(me), change, tickets });
      await this.later.add(tx, { task: 'bulk', payload: { bulkId } });
      return { id: bulkId };
    });
    return this.get(me, id);
  }

  @Get(':id')
  @Allow('ticket:read')
  @ApiOkResponse({ type: BulkAnswer })
  async get(@Me() me: Actor, @Param('id', IdPipe) id: string): Promise<BulkAnswer> {
    const bulk = await this.own(me, id);
    const { state, total, createdAt, finishedAt } = bulk;
    const counts = { ...(await this.repository.counts(id)) };
    return { id, state, total, counts, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
  }

  @Get(':id/items')
  @Allow('ticket:read')
  @ApiPage(BulkItemAnswer)
  async items(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { limit, cursor, state }: BulkItemsQuery,
  ): Promise<Page<BulkItemAnswer>> {
    await this.own(me, id);
    const [after] = cursor === undefined ? [0] : decodeCursor('bulk', cursor, 1);
    const rows = await this.repository.items(id, Number(after), state ?? null, limit + 1);
    return pageOf(rows, { limit, sort: 'bulk', keysOf: (r) => [r.position], map: itemAnswer });
  }

  /** Each ticket goes back to what it was, unless somebody changed it since. */
  @Post(':id/undo')
  @HttpCode(202)
  @Allow('ticket:write')
  @ApiAcceptedResponse({ type: BulkAnswer })
  async undo(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<BulkAnswer> {
    await this.own(me, id);
    await this.writes.run(request, me, async (tx) => {
      const bulk = await this.repository.lock(tx, id);
      if (bulk?.state !== 'done') throw new DomainError('conflict', 'bulk.not-done', 'It is still running, or was undone already.');
      await this.repository.beginUndo(tx, id);
      await this.later.add(tx, { task: 'bulk-undo', payload: { bulkId: id } });
      return null;
    });
    return this.get(me, id);
  }

  private async own(me: Actor, id: string): Promise<BulkAction> {
    const bulk = await this.repository.find(id);
    if (bulk === null || bulk.agentId !== agentIdOf(me)) throw notFound('bulk');
    return bulk;
  }
}

function ownerOf(me: Actor) {
  const id = agentIdOf(me);
  if (id === null) throw new DomainError('forbidden', 'bulk.agents-only', 'Only an agent can change many tickets.');
  return id;
}

function itemAnswer({ ticketId, state, code }: BulkItem): BulkItemAnswer {
  return { ticketId, state, code };
}

/** @throws DomainError `bulk.bad-after-seq` */
function seqOf(given: unknown): number | null {
  if (given === undefined) return null;
  if (Number.isInteger(given) && Number(given) >= 0 && Number(given) <= 2_000_000_000) return Number(given);
  throw new DomainError('unprocessable', 'bulk.bad-after-seq', 'The seq of a message is a whole number.', { field: 'afterSeqs' });
}
