import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CloseQuietTicket, WakeTicket } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import type { TicketId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { JobHandlers, textOf } from '../platform/jobs/job-handlers.js';
import { Log } from '../platform/logging/log.js';

const BATCH = 100;
const snooze = systemActor('snooze');
const autoClose = systemActor('auto-close');

/**
 * What time does to a ticket. A snooze has a job of its own at its instant; the sweep of every minute finds those whose job
 * was lost or ran too early. Every ticket is a transaction of its own: one that fails holds no other up.
 */
@Injectable()
export class TicketTimers implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly wake: WakeTicket,
    private readonly quiet: CloseQuietTicket,
    private readonly jobs: JobHandlers,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.jobs.register('wake-ticket', (payload) => this.wakeOne(textOf(payload, 'ticketId') as TicketId));
    this.jobs.schedule('* * * * * wake-tickets');
    this.jobs.register('wake-tickets', () => this.wakeDue());
    this.jobs.schedule('23 * * * * close-quiet-tickets');
    this.jobs.register('close-quiet-tickets', () => this.closeQuiet());
  }

  private wakeOne(ticketId: TicketId): Promise<void> {
    return this.uow.run(snooze, (tx) => this.wake.execute(tx, { ticketId }));
  }

  async wakeDue(): Promise<void> {
    for (;;) {
      const due = await this.uow.run(snooze, (tx) => this.wake.due(tx, BATCH));
      let failed = 0;
      for (const ticketId of due)
        await this.wakeOne(ticketId).catch((error: unknown) => {
          failed += 1;
          this.log.warn({ event: 'ticket.wake-failed', ticketId, error });
        });
      if (due.length < BATCH || failed === due.length) return;
    }
  }

  async closeQuiet(): Promise<void> {
    for (const inbox of await this.quiet.inboxesThatClose()) {
      let page = await this.uow.run(autoClose, (tx) => this.quiet.due(tx, inbox, { after: null, limit: BATCH }));
      while (page.length > 0) {
        for (const { id: ticketId } of page) {
          await this.uow
            .run(autoClose, (tx) => this.quiet.execute(tx, { inbox, ticketId }))
            .catch((error: unknown) => this.log.warn({ event: 'ticket.auto-close-failed', ticketId, error }));
        }
        const after = page.at(-1) ?? null;
        page = page.length < BATCH ? [] : await this.uow.run(autoClose, (tx) => this.quiet.due(tx, inbox, { after, limit: BATCH }));
      }
    }
  }
}
