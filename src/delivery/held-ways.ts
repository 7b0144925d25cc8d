import { Injectable } from '@nestjs/common';
import { ChannelRegistry } from '../channels/index.js';
import type { Reach, ReplyInbox } from '../desk/index.js';
import { InboxDirectory } from '../inboxes/index.js';
import { type Actor, systemActor } from '../kernel/actor.js';
import { DomainError } from '../kernel/domain-error.js';
import type { MessageId } from '../kernel/id.js';
import { HeldRepliesView, type HeldReplyRow } from '../views/held-replies.js';
import { TicketSight } from '../views/ticket-sight.js';

const NOBODY: Reach = { kinds: [], keyFor: () => null };

/** Who sends a held reply, and by which inbox, when its time has come. */
@Injectable()
export class HeldWays {
  constructor(
    private readonly view: HeldRepliesView,
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
    private readonly sight: TicketSight,
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

  /**
   * Whoever wrote it, as they are now: the reply counts as theirs. Days may have passed since: an agent left, was given
   * another role, or the ticket went to a closed team.
   * @throws DomainError `reply.author-gone` when they may not answer this ticket any more
   */
  async authorOf({ authorId, authorName, authorNow, ticketId }: HeldReplyRow): Promise<Actor> {
    if (authorId === null) return systemActor(authorName);
    if (authorNow === null) throw authorGone(authorName);
    const author: Actor = { type: 'agent', id: authorId, ...authorNow };
    await this.sight.mustWork(author, 'ticket', ticketId).catch((error: unknown) => {
      throw error instanceof DomainError ? authorGone(authorName) : error;
    });
    return author;
  }
}

function authorGone(name: string): DomainError {
  return new DomainError('conflict', 'reply.author-gone', `${name} may not answer this ticket any more; it did not leave.`);
}
