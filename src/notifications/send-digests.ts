import { Injectable } from '@nestjs/common';
import { ChannelError, type OpenedInbox, unforeseen } from '../channels/index.js';
import { type Actor, systemActor } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import { type InboxId, newId } from '../kernel/id.js';
import type { DeliveryFault } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Log } from '../platform/logging/log.js';
import { NotificationListView } from '../views/notification-list.js';
import { DigestMailer } from './digest-mailer.js';
import { DigestStores } from './digest-stores.js';
import { DIGEST_LINES_MAX, type DigestLine } from './domain/digest-text.js';
import { NOTIFICATION_KINDS } from './domain/notification-kind.js';
import type { DueAgent } from './store/preference.repository.js';

const actor = systemActor('digest');
const AGAIN_MINUTES = 15;
/** So many mails that fail say that the next ones would too. */
const FAILURES_MAX = 5;

interface Claimed {
  readonly id: string;
  readonly agent: DueAgent;
  readonly notifications: number;
  readonly at: Date;
}

/**
 * Job `send-digests`: one mail for each agent who is due and has unread notifications that no digest listed. They are claimed before
 * the mail leaves: a digest that was cut off in between is not sent again, its notifications stay unread.
 */
@Injectable()
export class SendDigests {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stores: DigestStores,
    private readonly list: NotificationListView,
    private readonly mailer: DigestMailer,
    private readonly log: Log,
  ) {}

  async run(publicUrl: string): Promise<void> {
    const { digestInboxId } = await this.stores.settings.read();
    if (digestInboxId === null) return;
    const inbox = await this.open(digestInboxId);
    if (inbox !== null) await this.sendAll(inbox, publicUrl);
  }

  /** @returns null when it cannot be used: nobody's digest is claimed then, and the settings say why */
  private async open(inboxId: InboxId): Promise<OpenedInbox | null> {
    try {
      return await this.mailer.open(inboxId);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, message } = error;
      await this.uow.run(actor, (tx) => this.stores.settings.failed(tx, { code, message }));
      this.log.warn({ event: 'digest.inbox-unusable', code });
      return null;
    }
  }

  private async sendAll(inbox: OpenedInbox, publicUrl: string): Promise<void> {
    for (let failures = 0; failures < FAILURES_MAX; ) {
      const claimed = await this.uow.run(actor, (tx) => this.claim(tx));
      if (claimed === null) return;
      if (!(await this.send(inbox, claimed, publicUrl))) failures += 1;
    }
  }

  private async claim(tx: Tx): Promise<Claimed | null> {
    const agent = await this.stores.preferences.takeDue(tx);
    if (agent === null) return null;
    const id = newId();
    const notifications = agent.enabled ? await this.stores.notifications.claimForDigest(tx, agent.id, id) : 0;
    return { id, agent, notifications, at: tx.now };
  }

  /** @returns false when it failed */
  private async send(inbox: OpenedInbox, claimed: Claimed, publicUrl: string): Promise<boolean> {
    const { id, agent, at } = claimed;
    const lines = claimed.notifications === 0 ? [] : await this.linesOf(claimed);
    if (lines.length === 0) return true;
    try {
      await this.mailer.send(inbox, { id, to: agent, lines, publicUrl, at });
      return true;
    } catch (error) {
      await this.failed(claimed, failureOf(error));
      return false;
    }
  }

  private async linesOf({ id, agent }: Claimed): Promise<readonly DigestLine[]> {
    const reader: Actor = { type: 'agent', id: agent.id, name: agent.name, role: agent.role };
    const of = { actor: reader, agentId: agent.id };
    const rows = await this.list.ofDigest(of, { digestId: id, limit: DIGEST_LINES_MAX + 1 });
    return rows.flatMap((row) => {
      const kind = NOTIFICATION_KINDS.find((k) => k === row.kind);
      return kind === undefined ? [] : [{ ...row, kind }];
    });
  }

  /** What the mail server surely does not have comes in the next digest, which is soon unless it would be refused again. */
  private async failed({ id, agent }: Claimed, error: ChannelError): Promise<void> {
    this.log.warn({ event: 'digest.failed', agentId: agent.id, code: error.code });
    await this.uow.run(actor, async (tx) => {
      const fault: DeliveryFault = { code: error.code, message: error.message };
      await this.stores.settings.failed(tx, fault);
      if (error.sent === 'maybe') return;
      await this.stores.notifications.releaseFromDigest(tx, agent.id, id);
      if (error.retry !== 'never') await this.stores.preferences.plan(tx, agent.id, plusMinutes(tx.now, AGAIN_MINUTES));
    });
  }
}

function failureOf(error: unknown): ChannelError {
  return error instanceof ChannelError ? error : unforeseen('digest.unexpected');
}
