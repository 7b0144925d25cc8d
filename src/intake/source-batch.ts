import { Injectable } from '@nestjs/common';
import type { Cursor, OpenedInbox, RawRequest } from '../channels/index.js';
import type { InboxRecord } from '../inboxes/index.js';
import { systemActor } from '../kernel/actor.js';
import type { InboxId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Receipts } from './receipts.js';
import type { NewReceipt } from './store/new-receipt.js';
import { ReceiptRepository } from './store/receipt.repository.js';
import { glanceOf } from './turns.js';

const actor = systemActor('source');

/** What a source fetched: receipts and cursor in one transaction, so that a crash neither skips a mail nor takes it twice. */
@Injectable()
export class SourceBatch {
  constructor(
    private readonly receipts: Receipts,
    private readonly repository: ReceiptRepository,
    private readonly uow: UnitOfWork,
  ) {}

  cursor(inboxId: InboxId): Promise<Cursor | null> {
    return this.repository.cursor(inboxId);
  }

  /** Resolves when so many bytes may be fetched. */
  room(bytes: number): Promise<void> {
    return this.receipts.inTurn(bytes, () => Promise.resolve());
  }

  async accept(
    source: { readonly inbox: InboxRecord; readonly opened: OpenedInbox; readonly keptHeaders: readonly string[] },
    batch: { readonly requests: readonly RawRequest[]; readonly cursor: Cursor },
  ): Promise<void> {
    const { inbox, opened, keptHeaders } = source;
    const prepared: NewReceipt[] = [];
    for (const request of batch.requests) {
      const glance = opened.definition.glance?.(request) ?? glanceOf(await opened.definition.adapter.parse(request, opened.inbox));
      prepared.push(await this.receipts.prepare(inbox, request, { ...glance, keptHeaders }));
    }
    const repeated = await this.uow.run(actor, async (tx) => {
      const known: NewReceipt[] = [];
      for (const receipt of prepared) if (!(await this.receipts.acceptIn(tx, receipt))) known.push(receipt);
      await this.repository.setCursor(tx, inbox.id, batch.cursor);
      return known;
    });
    for (const receipt of repeated) await this.receipts.discard(receipt);
  }
}
