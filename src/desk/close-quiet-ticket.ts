import { Injectable } from '@nestjs/common';
import { InboxDirectory, type InboxRecord } from '../inboxes/index.js';
import { plusMinutes } from '../kernel/clock.js';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import {
  HistoryRepository,
  LifecycleRepository,
  noticeText,
  type QuietTicket,
  quietLimits,
  quietStep,
  TicketRepository,
  type TicketState,
} from '../tickets/index.js';
import { ReplyToTicket } from './reply-to-ticket.js';

const DAY_MINUTES = 24 * 60;

/** Nobody said anything for days: the customer is told that the ticket will close, and then it does. */
@Injectable()
export class CloseQuietTicket {
  constructor(
    private readonly inboxes: InboxDirectory,
    private readonly threading: ThreadingRepository,
    private readonly tickets: TicketRepository,
    private readonly lifecycle: LifecycleRepository,
    private readonly history: HistoryRepository,
    private readonly reply: ReplyToTicket,
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
    if (ticket === undefined || ticket.deletedAt !== null || ticket.mergedIntoId !== null || ticket.snoozedUntil !== null) return;
    const times = await this.lifecycle.quietTimes(tx, ticketId);
    const step = quietStep({ ...times, statusCategory: ticket.statusCategory }, inbox, tx.now);
    if (step === 'notice') await this.tell(tx, ticket, { inbox, told: reachable && !times.lastWriterIsMachine });
    if (step === 'close') await this.close(tx, ticket);
  }

  /** Where nobody can be told, the days of the notice pass all the same. */
  private async tell(tx: Tx, ticket: TicketState, { inbox, told }: { readonly inbox: InboxRecord; readonly told: boolean }): Promise<void> {
    const text = noticeText(inbox.autoCloseNotice, [ticket.language, inbox.language], inbox);
    if (told) await this.reply.execute(tx, { ticketId: ticket.id, text, html: null, attachmentIds: [], cc: [], inbox: null });
    await this.lifecycle.noticed(tx, ticket.id);
    await this.history.write(tx, ticket.id, 'ticket.close-noticed', { told, closesInDays: inbox.autoCloseNoticeDays });
  }

  private async close(tx: Tx, ticket: TicketState): Promise<void> {
    const status = await this.tickets.statusFor(tx, 'closed');
    await this.tickets.change(tx, ticket.id, {
      ...ticket,
      status,
      statusCategory: 'closed',
      holdReason: null,
      resolvedAt: ticket.resolvedAt ?? tx.now,
    });
    const changes = { status: { from: ticket.status, to: status } };
    await this.history.write(tx, ticket.id, 'ticket.auto-closed', changes);
    tx.emit({ name: 'ticket.changed', data: { ticketId: ticket.id, changes } });
  }
}
