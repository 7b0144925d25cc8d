import { Injectable } from '@nestjs/common';
import { Contacts } from '../contacts/index.js';
import type { ContactId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { TicketRepository } from '../tickets/index.js';

export interface ChangeContactCommand {
  readonly contactId: ContactId;
  readonly name: string | null;
  readonly language: string | null;
  readonly tier?: string | null;
  readonly version: number | null;
}

@Injectable()
export class ChangeContact {
  constructor(
    private readonly contacts: Contacts,
    private readonly tickets: TicketRepository,
  ) {}

  /** @throws DomainError `contact.not-found`, `contact.version-conflict` */
  async execute(tx: Tx, { contactId, ...change }: ChangeContactCommand): Promise<void> {
    await this.contacts.change(tx, contactId, change);
    if (change.name !== null) await this.tickets.showName(tx, contactId, change.name);
    if (change.tier !== undefined) await this.tickets.showTier(tx, contactId, change.tier);
  }
}
