import { Injectable } from '@nestjs/common';
import { Contacts } from '../contacts/index.js';
import { notFound } from '../kernel/domain-error.js';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, LifecycleRepository, TicketRepository } from '../tickets/index.js';
import { Consequences } from './consequences.js';
import { tryAgain } from './try-again.js';
import { workable } from './workable.js';

export interface MarkSpamCommand {
  readonly ticketId: TicketId;
  /** False takes it back. */
  readonly isSpam: boolean;
}

/** A ticket is spam: lists and figures leave it out, and what its sender opens from now on is spam too. Taking it back trusts both again. */
@Injectable()
export class MarkSpam {
  constructor(
    private readonly contacts: Contacts,
    private readonly tickets: TicketRepository,
    private readonly lifecycle: LifecycleRepository,
    private readonly history: HistoryRepository,
    private readonly consequences: Consequences,
  ) {}

  /** @throws DomainError `ticket.not-found`, `ticket.merged` */
  async execute(tx: Tx, { ticketId, isSpam }: MarkSpamCommand): Promise<void> {
    // Contact before ticket, as every verb locks.
    const owner = await this.lifecycle.ownerOf(tx, ticketId);
    if (owner === null) throw notFound('ticket');
    await this.contacts.markSpam(tx, owner, isSpam);
    const [locked] = await this.tickets.lock(tx, [ticketId]);
    const ticket = workable(locked);
    if (ticket.contactId !== owner) throw tryAgain('the contacts were merged meanwhile');
    if (ticket.isSpam === isSpam) return;
    await this.lifecycle.markSpam(tx, ticketId, isSpam);
    await this.history.write(tx, ticketId, isSpam ? 'ticket.marked-spam' : 'ticket.unmarked-spam', { contactId: owner });
    tx.emit({ name: 'ticket.marked-spam', data: { ticketId, contactId: owner, isSpam } });
    await this.consequences.ofStanding(tx, ticket, { ...ticket, isSpam });
  }
}
