import { Injectable } from '@nestjs/common';
import type { InboxRecord } from '../inboxes/index.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, LifecycleRepository, noticeText, TicketRepository, type TicketState } from '../tickets/index.js';
import { Consequences } from './consequences.js';
import { ReplyToTicket } from './reply-to-ticket.js';

/** The two steps by which a ticket of which nobody says anything ends. The caller holds its lock. */
@Injectable()
export class EndQuietTicket {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly lifecycle: LifecycleRepository,
    private readonly history: HistoryRepository,
    private readonly reply: ReplyToTicket,
    private readonly consequences: Consequences,
  ) {}

  /** Where nobody can be told, the days of the notice pass all the same. */
  async tell(tx: Tx, ticket: TicketState, { inbox, told }: { readonly inbox: InboxRecord; readonly told: boolean }): Promise<void> {
    const text = noticeText(inbox.autoCloseNotice, [ticket.language, inbox.language], inbox);
    if (told) await this.reply.execute(tx, { ticketId: ticket.id, text, html: null, attachmentIds: [], cc: [], inbox: null });
    await this.lifecycle.noticed(tx, ticket.id);
    await this.history.write(tx, ticket.id, 'ticket.close-noticed', { told, closesInDays: inbox.autoCloseNoticeDays });
  }

  async close(tx: Tx, ticket: TicketState): Promise<void> {
    const status = await this.tickets.statusFor(tx, 'closed');
    const after = { ...ticket, status, statusCategory: 'closed', holdReason: null, resolvedAt: ticket.resolvedAt ?? tx.now } as const;
    await this.tickets.change(tx, ticket.id, after);
    const changes = { status: { from: ticket.status, to: status } };
    await this.history.write(tx, ticket.id, 'ticket.auto-closed', changes);
    tx.emit({ name: 'ticket.changed', data: { ticketId: ticket.id, changes } });
    await this.consequences.ofStanding(tx, ticket, after);
  }
}
