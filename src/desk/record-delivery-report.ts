import { Injectable } from '@nestjs/common';
import type { InboxId, MessageId } from '../kernel/id.js';
import { advanceDelivery, type DeliveryFault, type DeliveryState } from '../kernel/message.js';
import { messageIn, placeIn } from '../kernel/part-reference.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import {
  DeliveryRepository,
  type DeliveryRow,
  HistoryRepository,
  idsOf,
  isInParts,
  MessageRepository,
  type MessageState,
  stateOfParts,
  withPlaces,
  withReport,
} from '../tickets/index.js';

export interface DeliveryReportCommand {
  readonly inboxId: InboxId;
  readonly state: 'accepted' | 'delivered' | 'read' | 'failed';
  readonly fault: DeliveryFault | null;
  readonly of:
    | { readonly externalId: string; readonly reference?: string | null; readonly recipients?: readonly string[] }
    | { readonly conversation: string; readonly until: Date };
}

/** The provider reports on something we sent, in any order and as often as it likes; the state only rises. */
@Injectable()
export class RecordDeliveryReport {
  constructor(
    private readonly threading: ThreadingRepository,
    private readonly messages: MessageRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** @returns false when the message is not known (yet): the report may have overtaken the answer to our own call. */
  async execute(tx: Tx, report: DeliveryReportCommand): Promise<boolean> {
    const { of } = report;
    if ('until' in of) {
      for (const id of await this.messages.sentUntil(tx, { inboxId: report.inboxId, key: of.conversation }, of.until))
        await this.raise(tx, id, report, true);
      return true;
    }
    const known = await this.threading.messageBy(tx, report.inboxId, of.externalId);
    const messageId = known ?? messageIn(of.reference);
    return messageId === null ? false : this.raise(tx, messageId, report, known !== null);
  }

  /** @param isKnown by the id that the report names */
  private async raise(tx: Tx, messageId: MessageId, report: DeliveryReportCommand, isKnown: boolean): Promise<boolean> {
    // Delivery before message: the order in which RecordDelivery locks them.
    const delivery = await this.deliveries.lockOfMessage(tx, messageId);
    const message = await this.messages.lock(tx, messageId);
    if (message === null || message.direction !== 'outbound') return false;
    if (delivery !== null && delivery.inboxId !== report.inboxId) return false;
    if (!isAbout(delivery?.sentTo ?? null, report.of)) return false;
    const inParts = delivery !== null && isInParts(delivery);
    if (delivery?.state === 'unknown' && !inParts && report.state !== 'failed')
      await this.deliveries.set(tx, delivery.id, { state: 'accepted', fault: null });
    const state = inParts ? await this.ofParts(tx, delivery, report, isKnown) : advanceDelivery(message.deliveryState, report.state);
    await this.noteReturn(tx, message, report);
    if (state === message.deliveryState) return true;
    await this.messages.setDelivery(tx, messageId, { state, fault: state === 'failed' ? report.fault : null });
    tx.emit({ name: 'message.delivery-changed', data: { ticketId: message.ticketId, messageId, state } });
    return true;
  }

  /** Keeps what was said of one part of several. @returns what that makes of the whole */
  private async ofParts(tx: Tx, delivery: DeliveryRow, { of, state }: DeliveryReportCommand, isKnown: boolean): Promise<DeliveryState> {
    const after = reported(delivery, { of, state }, isKnown);
    if (after === delivery) return stateOfParts(delivery);
    await this.deliveries.setParts(tx, delivery.id, after);
    await this.threading.refer(tx, { ...delivery, ours: true }, idsOf(after.externalIds));
    return stateOfParts(after);
  }

  /** What came back as a mail of its own leaves its reason, also where it changes the state no more. */
  private async noteReturn(tx: Tx, { id, ticketId }: MessageState, { of, fault }: DeliveryReportCommand): Promise<void> {
    if (fault === null || 'until' in of || of.recipients === undefined) return;
    await this.history.write(tx, ticketId, 'message.bounced', { messageId: id, ...fault, recipients: of.recipients.slice(0, 10) });
  }
}

/** @returns the very same when it speaks of a part that is sent anew, or was */
function reported(delivery: DeliveryRow, { of, state }: Pick<DeliveryReportCommand, 'of' | 'state'>, isKnown: boolean): DeliveryRow {
  const own = idsOf(delivery.externalIds);
  if ('until' in of) return withReport(delivery, own, state);
  if (own.includes(of.externalId)) return withReport(delivery, [of.externalId], state);
  const place = placeIn(of.reference);
  if (isKnown || place === null || place >= delivery.partCount || delivery.externalIds[place]) return delivery;
  return withPlaces(withReport(delivery, [of.externalId], state), [...Array<null>(place).fill(null), of.externalId]);
}

/** A report that says whom it speaks of counts only for what went to them. */
function isAbout(sentTo: string | null, of: DeliveryReportCommand['of']): boolean {
  if ('until' in of || of.recipients === undefined) return true;
  const same = (a: string, b: string) => a.normalize('NFC').trim().toLowerCase() === b.normalize('NFC').trim().toLowerCase();
  return sentTo !== null && of.recipients.some((recipient) => same(recipient, sentTo));
}
