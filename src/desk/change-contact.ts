import { Injectable } from '@nestjs/common';
import { Contacts } from '../contacts/index.js';
import type { ContactId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';

export interface ChangeContactCommand {
  readonly contactId: ContactId;
  readonly name: string | null;
  readonly language: string | null;
  readonly version: number | null;
}

@Injectable()
export class ChangeContact {
  constructor(private readonly contacts: Contacts) {}

  /** @throws DomainError `contact.not-found`, `contact.version-conflict` */
  execute(tx: Tx, { contactId, ...change }: ChangeContactCommand): Promise<void> {
    return this.contacts.change(tx, contactId, change);
  }
}
