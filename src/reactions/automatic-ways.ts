import { Injectable } from '@nestjs/common';
import type { AutomationRow } from '../automation/index.js';
import { ChannelRegistry } from '../channels/index.js';
import type { AutomaticWay, Reach } from '../desk/index.js';
import { InboxDirectory } from '../inboxes/index.js';
import type { InboxId, TicketId } from '../kernel/id.js';
import { ReplyTargetView } from '../views/reply-target.js';

const NOBODY: Reach = { kinds: [], keyFor: () => null };

/** By which inbox a rule writes to a customer: the one they last wrote to. */
@Injectable()
export class AutomaticWays {
  constructor(
    private readonly targets: ReplyTargetView,
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
  ) {}

  async find(rule: AutomationRow, ticketId: TicketId): Promise<AutomaticWay> {
    if (!rule.actions.some((a) => a.type === 'reply')) return { inbox: null, html: false };
    const inboxId = await this.targets.lastInboxOf(ticketId);
    const inbox = inboxId === null ? null : await this.inboxes.find(inboxId as InboxId);
    if (inbox === null) return { withheld: 'no-address' };
    if (!inbox.enabled) return { withheld: 'inbox-disabled' };
    const { adapter, reach } = this.channels.open(inbox).definition;
    return { inbox: { id: inbox.id, channel: inbox.channel, reach: reach ?? NOBODY }, html: adapter.capabilities.html };
  }
}
