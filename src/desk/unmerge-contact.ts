import { Injectable } from '@nestjs/common';
import { type ContactMerge, ContactMergeRepository, givenBack, type LockedContact } from '../contacts/index.js';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { ContactId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, TicketRepository } from '../tickets/index.js';

/** They were two persons after all. What moved goes back; accounts and tickets that came later stay where they are. */
@Injectable()
export class UnmergeContact {
  constructor(
    private readonly merges: ContactMergeRepository,
    private readonly tickets: TicketRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** @throws DomainError `contact.not-found`, `contact.not-merged`, `contact.merged-further` */
  async execute(tx: Tx, { contactId }: { readonly contactId: ContactId }): Promise<void> {
    const merge = await this.merges.active(tx, contactId);
    const both = await this.merges.lock(tx, merge === null ? [contactId] : [contactId, merge.intoId]);
    const contact = both.find((c) => c.id === contactId);
    if (contact === undefined) throw notFound('contact');
    const other = both.find((c) => c.id === merge?.intoId);
    if (merge === null || other === undefined || !(await this.mayUndo(tx, merge, other)))
      throw new DomainError('conflict', 'contact.not-merged', 'The contact is not merged into another one.');
    const facts = givenBack(other, merge.taken);
    await this.merges.giveBack(tx, merge.identityIds, { from: other.id, to: contactId });
    await this.merges.set(tx, contactId, contact, null);
    await this.merges.set(tx, other.id, facts, null);
    const ticketIds = await this.tickets.giveBack(tx, merge.ticketIds, { from: other.id, to: contact });
    if (facts.tier !== other.tier) await this.tickets.showTier(tx, other.id, facts.tier);
    if (contact.tier !== other.tier && ticketIds.length > 0) tx.emit({ name: 'contact.tier-changed', data: { contactId } });
    await this.history.writeAll(tx, ticketIds, 'ticket.contact-unmerged', { fromId: other.id, contactId });
    tx.emit({ name: 'contact.unmerged', data: { contactId, fromId: other.id } });
  }

  private async mayUndo(tx: Tx, merge: ContactMerge, other: LockedContact): Promise<boolean> {
    if (other.mergedIntoId !== null)
      throw new DomainError('conflict', 'contact.merged-further', 'The other contact was merged as well; undo that first.', {
        contactId: other.id,
        mergedIntoId: other.mergedIntoId,
      });
    return this.merges.undo(tx, merge.id);
  }
}
