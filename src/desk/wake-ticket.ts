import { Injectable } from '@nestjs/common';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, LifecycleRepository, TicketRepository } from '../tickets/index.js';
import { Consequences } from './consequences.js';

/** The instant until which a ticket was put off has come. */
@Injectable()
export class WakeTicket {
  constructor(
    private readonly lifecycle: LifecycleRepository,
    private readonly tickets: TicketRepository,
    private readonly history: HistoryRepository,
    private readonly consequences: Consequences,
  ) {}

  /** Does nothing when it woke already, was put off again, or is deleted or spam. */
  async execute(tx: Tx, { ticketId }: { readonly ticketId: TicketId }): Promise<void> {
    const [before] = await this.tickets.lock(tx, [ticketId]);
    if (before === undefined || !(await this.lifecycle.wake(tx, ticketId))) return;
    await this.history.write(tx, ticketId, 'ticket.woken', { why: 'time' });
    tx.emit({ name: 'ticket.woken', data: { ticketId, why: 'time' } });
    await this.consequences.ofStanding(tx, before, { ...before, snoozedUntil: null });
  }

  /** Those whose instant has passed, longest ago first. */
  due(tx: Tx, limit: number): Promise<readonly TicketId[]> {
    return this.lifecycle.dueToWake(tx, limit);
  }
}
