import { Injectable } from '@nestjs/common';
import { type ContactField, ContactMergeRepository, type LockedContact, takenBy, withTaken } from '../contacts/index.js';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { ContactId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, TicketRepository } from '../tickets/index.js';

export interface MergeContactsCommand {
  readonly contactId: ContactId;
  readonly intoId: ContactId;
  /** Fields in which the one that goes is right. */
  readonly take: readonly ContactField[];
}

/** Two contacts are one person: accounts and tickets of the one belong to the other. {@link UnmergeContact} takes it back. */
@Injectable()
export class MergeContacts {
  constructor(
    private readonly merges: ContactMergeRepository,
    private readonly tickets: TicketRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** @throws DomainError `contact.not-found`, `contact.same`, `contact.merged` */
  async execute(tx: Tx, { contactId, intoId, take }: MergeContactsCommand): Promise<void> {
    if (contactId === intoId) throw new DomainError('unprocessable', 'contact.same', 'It is the same contact.');
    const both = await this.merges.lock(tx, [contactId, intoId]);
    const going = unmerged(both.find((c) => c.id === contactId));
    const staying = unmerged(both.find((c) => c.id === intoId));
    const taken = takenBy(staying, going, take);
    const facts = withTaken(staying, taken);
    const identityIds = await this.merges.giveAll(tx, contactId, intoId);
    await this.merges.set(tx, contactId, going, intoId);
    await this.merges.set(tx, intoId, facts, null);
    const ticketIds = await this.tickets.giveAll(tx, contactId, { ...facts, id: intoId });
    if (facts.tier !== staying.tier) await this.tickets.showTier(tx, intoId, facts.tier);
    if (facts.tier !== going.tier && ticketIds.length > 0) tx.emit({ name: 'contact.tier-changed', data: { contactId: intoId } });
    await this.merges.record(tx, { contactId, intoId, identityIds, ticketIds, taken });
    await this.history.writeAll(tx, ticketIds, 'ticket.contact-merged', { fromId: contactId, intoId });
    tx.emit({ name: 'contact.merged', data: { contactId, intoId } });
  }
}

function unmerged(contact: LockedContact | undefined): LockedContact {
  if (contact === undefined) throw notFound('contact');
  if (contact.mergedIntoId === null) return contact;
  throw new DomainError('conflict', 'contact.merged', 'The contact was merged into another one.', { mergedIntoId: contact.mergedIntoId });
}
