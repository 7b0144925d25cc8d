import { Injectable } from '@nestjs/common';
import { aboutNoTicket, ChannelRegistry, type OpenedInbox } from '../channels/index.js';
import { InboxDirectory } from '../inboxes/index.js';
import { DomainError } from '../kernel/domain-error.js';
import type { InboxId } from '../kernel/id.js';
import { type DigestLine, digestSubject, digestText } from './domain/digest-text.js';

/** The kind of identity a digest is written to. */
const ADDRESS = 'email';

interface DigestMail {
  readonly id: string;
  readonly to: { readonly name: string; readonly email: string };
  readonly lines: readonly DigestLine[];
  readonly publicUrl: string;
  readonly at: Date;
}

/** The inbox by which digests leave, and the way through it. No transaction is open meanwhile. */
@Injectable()
export class DigestMailer {
  constructor(
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
  ) {}

  /** @throws DomainError `notification.unknown-inbox`, `notification.inbox-cannot-mail` */
  async check(inboxId: InboxId): Promise<void> {
    const inbox = await this.inboxes.find(inboxId);
    if (inbox === null) throw new DomainError('unprocessable', 'notification.unknown-inbox', 'There is no such inbox.', { inboxId });
    if (!writesToAddresses(this.channels.open(inbox)))
      throw new DomainError('unprocessable', 'notification.inbox-cannot-mail', 'This inbox cannot write to an email address.', { inboxId });
  }

  /** @throws DomainError `notification.inbox-disabled`, `inbox.unknown-provider` */
  async open(inboxId: InboxId): Promise<OpenedInbox> {
    const inbox = await this.inboxes.find(inboxId);
    if (inbox === null || !inbox.enabled)
      throw new DomainError('unavailable', 'notification.inbox-disabled', 'The inbox for digests is switched off.');
    return this.channels.open(inbox);
  }

  /** @throws ChannelError */
  async send({ definition, inbox }: OpenedInbox, { id, to, lines, publicUrl, at }: DigestMail): Promise<void> {
    await definition.adapter.send(
      {
        ...aboutNoTicket,
        id,
        to: { kind: ADDRESS, scope: '', value: to.email, displayName: to.name },
        authorName: inbox.name,
        subject: digestSubject(lines),
        text: digestText({ name: to.name, publicUrl }, lines),
        createdAt: at,
      },
      inbox,
    );
  }
}

function writesToAddresses({ definition }: OpenedInbox): boolean {
  return definition.reach?.kinds.includes(ADDRESS) ?? false;
}
