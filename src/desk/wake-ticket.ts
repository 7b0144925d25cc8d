import { Injectable } from '@nestjs/common';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, LifecycleRepository } from '../tickets/index.js';

/** The instant until which a ticket was put off has come. */
@Injectable()
export class WakeTicket {
  constructor(
    private readonly lifecycle: LifecycleRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** Does nothing when it woke already, or was put off again. */
  async execute(tx: Tx, { ticketId }: { readonly ticketId: TicketId }): Promise<void> {
    if (!(await this.lifecycle.wake(tx, ticketId))) return;
    await this.history.write(tx, ticketId, 'ticket.woken', { why: 'time' });
    tx.emit({ name: 'ticket.woken', data: { ticketId, why: 'time' } });
  }

  /** Those whose instant has passed, longest ago first. */
  due(tx: Tx, limit: number): Promise<readonly TicketId[]> {
    return this.lifecycle.dueToWake(tx, limit);
  }
}
