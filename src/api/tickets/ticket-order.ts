import { Injectable } from '@nestjs/common';
import type { OpenTicketCommand } from '../../desk/index.js';
import { InboxDirectory, type InboxRecord } from '../../inboxes/settings.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { InboxId } from '../../kernel/id.js';
import { IdentityCheck } from '../shared/identity-check.js';
import type { TicketInput } from './tickets.dto.js';

/** What a program asks to be opened, with what it names looked up before the transaction begins. */
@Injectable()
export class TicketOrder {
  constructor(
    private readonly inboxes: InboxDirectory,
    private readonly identities: IdentityCheck,
  ) {}

  /** @throws DomainError `inbox.not-found`, and what {@link IdentityCheck.check} refuses */
  async of(input: TicketInput): Promise<OpenTicketCommand> {
    const { name = null, identities } = input.contact;
    this.identities.check(identities, 'contact.identities');
    return {
      subject: input.subject,
      text: input.text,
      contact: { name, identities },
      category: input.category ?? 'general',
      priority: input.priority ?? 'normal',
      inbox: input.inboxId === undefined ? null : await this.inbox(input.inboxId),
      customFields: input.customFields ?? {},
    };
  }

  private async inbox(id: string): Promise<InboxRecord> {
    const inbox = await this.inboxes.find(id as InboxId);
    if (inbox === null) throw new DomainError('unprocessable', 'inbox.not-found', 'There is no such inbox.', { field: 'inboxId' });
    return inbox;
  }
}
