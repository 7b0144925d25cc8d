import { Injectable } from '@nestjs/common';
import { ChannelRegistry } from '../../channels/index.js';
import type { Reach } from '../../desk/index.js';
import { InboxDirectory, type InboxRecord } from '../../inboxes/settings.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { InboxId, TicketId } from '../../kernel/id.js';
import { sanitizedHtml } from '../../platform/html/sanitized-html.js';
import { ReplyTargetView } from '../../views/reply-target.js';
import type { MessageInput } from './messages.dto.js';

/** What of a reply decides by which way it can leave. */
export type Sendable = Pick<MessageInput, 'inboxId' | 'html' | 'attachmentIds' | 'cc'>;

export interface FoundWay {
  readonly inbox: { readonly id: InboxId; readonly channel: string; readonly reach: Reach } | null;
  readonly html: string | null;
  readonly showsHtml: boolean;
}

const NOBODY: Reach = { kinds: [], keyFor: () => null };

/** By which inbox a reply leaves, and whether that channel can carry it: refused before anything is written. */
@Injectable()
export class ReplyWay {
  constructor(
    private readonly view: ReplyTargetView,
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
  ) {}

  /** @throws DomainError `reply.inbox-disabled`, `reply.attachments-unsupported`, `reply.cc-unsupported`, `inbox.not-found` */
  async find(ticketId: TicketId, input: Sendable): Promise<FoundWay> {
    const inboxId = input.inboxId ?? (await this.view.lastInboxOf(ticketId));
    if (inboxId === null) return { inbox: null, html: null, showsHtml: false };
    const inbox = await this.inboxes.find(inboxId as InboxId);
    if (inbox === null) throw new DomainError('unprocessable', 'inbox.not-found', 'There is no such inbox.');
    if (!inbox.enabled) throw new DomainError('conflict', 'reply.inbox-disabled', 'The inbox is switched off; choose another one.');
    const { capabilities } = this.check(inbox, input);
    const { reach } = this.channels.open(inbox).definition;
    return {
      inbox: { id: inbox.id, channel: inbox.channel, reach: reach ?? NOBODY },
      html: capabilities.html && input.html ? sanitizedHtml(input.html) : null,
      showsHtml: capabilities.html,
    };
  }

  private check(inbox: InboxRecord, input: Sendable) {
    const { adapter } = this.channels.open(inbox).definition;
    const { maxAttachmentBytes, html, displayName } = adapter.capabilities;
    if ((input.attachmentIds?.length ?? 0) > 0 && maxAttachmentBytes === 0) {
      throw new DomainError('unprocessable', 'reply.attachments-unsupported', `${displayName} cannot carry attachments.`);
    }
    // Only media with rich text have copies (email).
    if ((input.cc?.length ?? 0) > 0 && !html)
      throw new DomainError('unprocessable', 'reply.cc-unsupported', `${displayName} knows no copies.`);
    return adapter;
  }
}
