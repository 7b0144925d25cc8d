import { Injectable } from '@nestjs/common';
import { ChannelRegistry } from '../channels/index.js';
import type { Reach, ReplyInbox } from '../desk/index.js';
import { InboxDirectory } from '../inboxes/index.js';
import { type Actor, systemActor } from '../kernel/actor.js';
import { DomainError } from '../kernel/domain-error.js';
import type { MessageId } from '../kernel/id.js';
import { HeldRepliesView, type HeldReplyRow } from '../views/held-replies.js';

const NOBODY: Reach = { kinds: [], keyFor: () => null };

/** Who sends a held reply, and by which inbox. */
@Injectable()
export class HeldWays {
  constructor(
    private readonly view: HeldRepliesView,
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
  ) {}

  find(id: MessageId): Promise<HeldReplyRow | null> {
    return this.view.find(id);
  }

  /** @throws DomainError `reply.inbox-disabled` when it was switched off meanwhile */
  async inboxOf({ inboxId }: HeldReplyRow): Promise<ReplyInbox | null> {
    if (inboxId === null) return null;
    const inbox = await this.inboxes.find(inboxId);
    if (inbox === null || !inbox.enabled)
      throw new DomainError('conflict', 'reply.inbox-disabled', 'The inbox was switched off before the reply could leave.');
    return { id: inbox.id, channel: inbox.channel, reach: this.channels.open(inbox).definition.reach ?? NOBODY };
  }
}

/** Whoever wrote it: the reply counts as theirs. */
export function authorOf({ authorId, authorName, authorRole }: HeldReplyRow): Actor {
  if (authorId === null || authorRole === null) return systemActor(authorName);
  return { type: 'agent', id: authorId, name: authorName, role: authorRole };
}
