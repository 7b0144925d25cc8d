import { Module, type OnModuleInit } from '@nestjs/common';
import { Interest } from '../platform/interest/interest.js';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { TicketsModule } from '../tickets/index.js';
import { ViewsModule } from '../views/views.module.js';
import { Caller } from './caller.js';
import { EventSubjects } from './event-subjects.js';
import { FanOut } from './fan-out.js';
import { ForgetDeliveries } from './forget-deliveries.js';
import { INTEREST } from './interest-name.js';
import type { ToldEvent } from './payload.js';
import { Pump } from './pump.js';
import { RecordAttempt } from './record-attempt.js';
import { WebhookRepository } from './store/webhook.repository.js';
import { WebhookDeliveryRepository } from './store/webhook-delivery.repository.js';
import { TestCall } from './test-call.js';
import { WebhookReader } from './webhook-reader.js';
import { Webhooks } from './webhooks.js';

@Module({
  imports: [TicketsModule, ViewsModule],
  providers: [
    Caller,
    EventSubjects,
    FanOut,
    ForgetDeliveries,
    Pump,
    RecordAttempt,
    TestCall,
    WebhookDeliveryRepository,
    WebhookReader,
    WebhookRepository,
    Webhooks,
  ],
  exports: [Pump, TestCall, WebhookDeliveryRepository, WebhookRepository, Webhooks],
})
export class WebhooksModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobHandlers,
    private readonly interest: Interest,
    private readonly fanOut: FanOut,
    private readonly pump: Pump,
    private readonly retention: ForgetDeliveries,
    private readonly webhooks: WebhookRepository,
  ) {}

  async onModuleInit(): Promise<void> {
    this.jobs.register('webhook-event', async (payload) => {
      await this.fanOut.run(payload as unknown as ToldEvent); // as subscribers.ts wrote it
      this.pump.wake();
    });
    this.jobs.schedule('23 * * * * forget-webhook-deliveries');
    this.jobs.register('forget-webhook-deliveries', async () => void (await this.retention.run()));
    await this.interest.register(INTEREST, () => this.webhooks.wanted());
  }
}
