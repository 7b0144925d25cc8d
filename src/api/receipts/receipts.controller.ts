import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { ReplayReceipt } from '../../intake/settings.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { ReceiptId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { ReceiptListView, type ReceiptRow } from '../../views/receipt-list.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ApiPage } from '../shared/paged.js';
import { ReceiptAnswer, ReceiptsQuery } from './receipts.dto.js';

/** Inputs that were accepted but of which nothing could be made: the quarantine. */
@ApiTags('receipts')
@Controller('api/v1/receipts')
export class ReceiptsController {
  constructor(
    private readonly view: ReceiptListView,
    private readonly replay: ReplayReceipt,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('receipt:read')
  @ApiPage(ReceiptAnswer)
  async list(@Query() { state, limit, cursor }: ReceiptsQuery): Promise<Page<ReceiptAnswer>> {
    const { items, nextCursor } = await this.view.page(state, limit, cursor ?? null);
    return { items: items.map(receiptAnswer), nextCursor };
  }

  @Post(':id/replay')
  @HttpCode(204)
  @Allow('receipt:write')
  @ApiNoContentResponse()
  async again(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      const replayed = await this.replay.execute(tx, id as ReceiptId);
      if (!replayed)
        throw new DomainError('not-found', 'receipt.not-replayable', 'There is no such quarantined receipt, or its bytes were dropped.');
      return null;
    });
  }
}

function receiptAnswer({ id, inboxId, method, path, bytes, state, attempts, refusals, fault, receivedAt }: ReceiptRow): ReceiptAnswer {
  return {
    id,
    inboxId,
    method,
    path,
    bytes,
    state,
    attempts,
    refusals: refusals.map((r) => ({ ...r })),
    fault,
    receivedAt: receivedAt.toISOString(),
  };
}
