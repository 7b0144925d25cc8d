import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DropDraft, SaveDraft } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import type { AttachmentId, InboxId, TicketId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { DraftListView, type DraftRow } from '../../views/draft-list.js';
import { Allow, ForLetIn, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { agentOf } from '../shared/agent-of.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { DraftAnswer, DraftInput } from './drafts.dto.js';

/** What the asker has begun to write: one draft for each ticket, seen by nobody else. */
@ApiTags('drafts')
@Controller('api/v1')
export class DraftsController {
  constructor(
    private readonly view: DraftListView,
    private readonly save: SaveDraft,
    private readonly drop: DropDraft,
    private readonly writes: Writes,
  ) {}

  @Get('drafts')
  @Allow('ticket:read')
  @ApiPage(DraftAnswer)
  async list(@Me() me: Actor, @Query() { limit, cursor }: PageQuery): Promise<Page<DraftAnswer>> {
    const { items, nextCursor } = await this.view.page({ actor: me, agentId: agentOf(me) }, { limit, cursor: cursor ?? null });
    return { items: items.map(draftAnswer), nextCursor };
  }

  @Get('tickets/:id/draft')
  @Allow('ticket:read')
  @ApiOkResponse({ type: DraftAnswer })
  async get(@Me() me: Actor, @Param('id', IdPipe) id: string): Promise<DraftAnswer> {
    const row = await this.view.find(agentOf(me), id);
    if (row === null) throw notFound('draft');
    return draftAnswer(row);
  }

  @Put('tickets/:id/draft')
  @Allow('ticket:write')
  @ForLetIn()
  @ApiOkResponse({ type: DraftAnswer })
  async put(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: DraftInput,
    @Req() request: KnownRequest,
  ): Promise<DraftAnswer> {
    const agentId = agentOf(me);
    await this.writes.run(request, me, async (tx) => {
      await this.save.execute(tx, {
        agentId,
        ticketId: id as TicketId,
        kind: input.kind,
        text: input.text,
        html: input.html ?? null,
        attachmentIds: (input.attachmentIds ?? []) as AttachmentId[],
        cc: input.cc ?? [],
        inboxId: (input.inboxId ?? null) as InboxId | null,
      });
      return null;
    });
    return this.get(me, id);
  }

  @Delete('tickets/:id/draft')
  @HttpCode(204)
  @Allow('ticket:write')
  @ForLetIn()
  @ApiNoContentResponse()
  async remove(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      await this.drop.execute(tx, { agentId: agentOf(me), ticketId: id as TicketId, kind: null });
      return null;
    });
  }
}

function draftAnswer(row: DraftRow): DraftAnswer {
  return {
    ticket: { id: row.ticketId, number: Number(row.ticketNumber), subject: row.ticketSubject },
    kind: row.kind,
    text: row.text,
    html: row.html,
    attachmentIds: [...row.attachmentIds],
    cc: [...row.cc],
    inboxId: row.inboxId,
    updatedAt: row.updatedAt.toISOString(),
  };
}
