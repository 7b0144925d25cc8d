import { Injectable } from '@nestjs/common';
import { InboxDirectory, type InboxRecord } from '../inboxes/index.js';
import { plusMinutes } from '../kernel/clock.js';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import { isShown, LifecycleRepository, type QuietTicket, quietLimits, quietStep, TicketRepository } from '../tickets/index.js';
import { EndQuietTicket } from './end-quiet-ticket.js';

const DAY_MINUTES = 24 * 60;

/** Nobody said anything for days: the customer is told that the ticket will close, and then it does. */
@Injectable()
export class CloseQuietTicket {
  constructor(
    private readonly inboxes: InboxDirectory,
    private readonly threading: ThreadingRepository,
    private readonly tickets: TicketRepository,
    private readonly lifecycle: LifecycleRepository,
    private readonly ending: EndQuietTicket,
  ) {}

  /** Inboxes whose tickets close by themselves. Outside any transaction. */
  async inboxesThatClose(): Promise<readonly InboxRecord[]> {
    return (await this.inboxes.enabled()).filter((inbox) => inbox.autoCloseDays !== null);
  }

  async due(
    tx: Tx,
    inbox: InboxRecord,
    page: { readonly after: QuietTicket | null; readonly limit: number },
  ): Promise<readonly QuietTicket[]> {
    const limits = quietLimits(inbox, (days) => plusMinutes(tx.now, -days * DAY_MINUTES));
    return limits === null ? [] : this.lifecycle.quiet(tx, inbox.id, { limits, ...page });
  }

  async execute(tx: Tx, { inbox, ticketId }: { readonly inbox: InboxRecord; readonly ticketId: TicketId }): Promise<void> {
    // Conversation before ticket: the order in which incoming messages lock.
    const reachable = (await this.threading.ofTicket(tx, ticketId, null)) !== null;
    const [ticket] = await this.tickets.lock(tx, [ticketId]);
    if (ticket === undefined || !isShown(ticket) || ticket.snoozedUntil !== null) return;
    const times = await this.lifecycle.quietTimes(tx, ticketId);
    const step = quietStep({ ...times, statusCategory: ticket.statusCategory }, inbox, tx.now);
    if (step === 'notice') await this.ending.tell(tx, ticket, { inbox, told: reachable && !times.lastWriterIsMachine });
    if (step === 'close') await this.ending.close(tx, ticket);
  }
}
