import { Injectable } from '@nestjs/common';
import type { InboxId } from '../kernel/id.js';
import { storableText } from '../kernel/message.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import { HistoryRepository, MessageRepository } from '../tickets/index.js';

export interface RevisionCommand {
  readonly inboxId: InboxId;
  readonly externalId: string;
  /** When the customer did it, by the provider's clock: changes may come in another order. */
  readonly at: Date;
  readonly change: { readonly kind: 'edited'; readonly text: string } | { readonly kind: 'withdrawn' };
}

/** The customer changed or withdrew a message. Earlier wordings stay with it; a withdrawn one leaves a tombstone, and no late change brings it back. */
@Injectable()
export class ReviseMessage {
  constructor(
    private readonly threading: ThreadingRepository,
    private readonly messages: MessageRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** @returns false when the message is not known (yet). */
  async execute(tx: Tx, { inboxId, externalId, at, change }: RevisionCommand): Promise<boolean> {
    const messageId = await this.threading.messageBy(tx, inboxId, externalId);
    const message = messageId === null ? null : await this.messages.lock(tx, messageId);
    if (message === null) return false;
    if (message.details['withdrawn'] === true || (message.revisedAt !== null && at < message.revisedAt)) return true;
    const earlier = [
      ...earlierTexts(message.details),
      ...(change.kind === 'edited' ? [{ text: message.text, until: tx.now.toISOString() }] : []),
    ];
    const text = change.kind === 'edited' ? storableText(change.text) : '';
    const details = change.kind === 'edited' ? { ...message.details, earlier: earlier.slice(-20) } : { withdrawn: true };
    await this.messages.revise(tx, message.id, { text, kind: message.kind, details, at });
    await this.history.write(tx, message.ticketId, `message.${change.kind}`, { messageId: message.id, seq: message.seq });
    tx.emit({ name: 'message.changed', data: { ticketId: message.ticketId, messageId: message.id } });
    return true;
  }
}

function earlierTexts(details: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(details['earlier']) ? details['earlier'] : [];
}
