import { Injectable } from '@nestjs/common';
import { Contacts, type IdentityName } from '../contacts/index.js';
import type { ContactId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';

export interface CreateContactCommand {
  readonly name: string;
  readonly language: string | null;
  readonly identities: readonly IdentityName[];
}

@Injectable()
export class CreateContact {
  constructor(private readonly contacts: Contacts) {}

  /** @throws DomainError `contact.identity-taken` */
  execute(tx: Tx, command: CreateContactCommand): Promise<ContactId> {
    return this.contacts.create(tx, command);
  }
}
