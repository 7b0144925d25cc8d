import { Injectable } from '@nestjs/common';
import type { ContactId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { Clocks } from '../sla/index.js';
import { TicketRepository } from '../tickets/index.js';
import { TicketClocks } from './ticket-clocks.js';

/** Locked together, so few. */
const PAGE = 50;

/**
 * A policy, a calendar or a contact's tier was changed: running clocks take it up, and those go on that nothing promised for a while.
 * What they spent before stays counted as it was.
 */
@Injectable()
export class RetargetClocks {
  constructor(
    private readonly clocks: Clocks,
    private readonly tickets: TicketRepository,
    private readonly ticketClocks: TicketClocks,
  ) {}

  /** One page of the tickets with live clocks. @returns where the next page begins; null: that was the last */
  async execute(
    tx: Tx,
    { after, contactId }: { readonly after: TicketId | null; readonly contactId: ContactId | null },
  ): Promise<TicketId | null> {
    // Another process may have changed it.
    if (after === null && contactId === null) this.clocks.forgetBook();
    const ids = await this.clocks.liveTickets(tx, { after, contactId, limit: PAGE });
    const states = await this.tickets.lock(tx, ids);
    await this.ticketClocks.follow(
      tx,
      states.map((state) => ({ before: state, after: state, message: null })),
    );
    return ids.length < PAGE ? null : (ids.at(-1) ?? null);
  }
}
