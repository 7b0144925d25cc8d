import { Module, type OnModuleInit } from '@nestjs/common';
import { DeskModule } from '../desk/index.js';
import { InboxesModule } from '../inboxes/index.js';
import type { AttachmentId, ReceiptId } from '../kernel/id.js';
import { JobHandlers, textOf } from '../platform/jobs/job-handlers.js';
import { ViewsModule } from '../views/views.module.js';
import { EventIntake } from './event-intake.js';
import { EventVerbs } from './event-verbs.js';
import { MediaIntake } from './fetch-media.js';
import { ForgetReceipts } from './forget-receipts.js';
import { ForgetUploads } from './forget-uploads.js';
import { Ingress } from './ingress.js';
import { IntakeSupport } from './intake-support.js';
import { LiveAttention } from './live-attention.js';
import { LiveConversations } from './live-conversations.js';
import { LiveFiles } from './live-files.js';
import { LiveRunner } from './live-runner.js';
import { ReceiptIntake } from './receipt-intake.js';
import { Receipts } from './receipts.js';
import { ReplayReceipt } from './replay-receipt.js';
import { SourceBatch } from './source-batch.js';
import { SourceRunner } from './source-runner.js';
import { ReceiptRepository } from './store/receipt.repository.js';

@Module({
  imports: [DeskModule, InboxesModule, ViewsModule],
  providers: [
    EventIntake,
    EventVerbs,
    ForgetReceipts,
    ForgetUploads,
    Ingress,
    IntakeSupport,
    LiveAttention,
    LiveConversations,
    LiveFiles,
    LiveRunner,
    MediaIntake,
    ReceiptIntake,
    ReceiptRepository,
    ReplayReceipt,
    Receipts,
    SourceBatch,
    SourceRunner,
  ],
  exports: [Ingress, LiveFiles, LiveRunner, ReplayReceipt, SourceRunner],
})
export class IntakeModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobHandlers,
    private readonly receipts: ReceiptIntake,
    private readonly media: MediaIntake,
    private readonly retention: ForgetReceipts,
    private readonly uploads: ForgetUploads,
  ) {}

  onModuleInit(): void {
    this.jobs.register('intake', (payload, job) => {
      const turns = Array.isArray(payload['turns']) ? payload['turns'].map(String) : []; // a replayed receipt comes late anyway
      return this.receipts.run({ receiptId: textOf(payload, 'receiptId') as ReceiptId, turns }, job);
    });
    this.jobs.register('fetch-media', (payload, job) => this.media.run(textOf(payload, 'attachmentId') as AttachmentId, job));
    this.jobs.schedule('17 * * * * forget-receipts');
    this.jobs.register('forget-receipts', async () => void (await this.retention.run()));
    this.jobs.schedule('27 * * * * forget-uploads');
    this.jobs.register('forget-uploads', () => this.uploads.run());
  }
}
