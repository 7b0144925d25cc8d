import { Injectable } from '@nestjs/common';
import { ChannelRegistry, type InboundEvent, type OpenedInbox, type Refusal } from '../channels/index.js';
import { InboxDirectory, type InboxRecord } from '../inboxes/index.js';
import type { ReceiptId } from '../kernel/id.js';
import { isDatabaseAway, sqlStateOf } from '../platform/database/sql-state.js';
import type { RunningJob } from '../platform/jobs/job-handlers.js';
import { EventIntake } from './event-intake.js';
import { NotKnownYet } from './event-verbs.js';
import { faultSentence, type Part } from './fault-sentence.js';
import { InTurn } from './in-turn.js';
import { IntakeSupport } from './intake-support.js';
import { Receipts } from './receipts.js';
import { type Receipt, ReceiptRepository } from './store/receipt.repository.js';
import { turnsOf } from './turns.js';

/** Tries before a receipt that cannot be made into messages is put aside for a person: over about four minutes. */
const ATTEMPTS = 5;
/** A report may overtake the answer to the call it reports on, but not for long. */
const REPORT_ATTEMPTS = 4;

/** Job `intake`: makes messages of one receipt. Each event has a transaction of its own, so a bad one spoils no other. */
@Injectable()
export class ReceiptIntake {
  private readonly turns = new InTurn();

  constructor(
    private readonly repository: ReceiptRepository,
    private readonly receipts: Receipts,
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
    private readonly events: EventIntake,
    private readonly support: IntakeSupport,
  ) {}

  /** @param order.turns what came before with one of these is made first: reading an input takes from a moment to seconds */
  run(order: { readonly receiptId: ReceiptId; readonly turns: readonly string[] }, job: RunningJob): Promise<void> {
    return this.turns.run(order.turns, () => this.take(order.receiptId, job));
  }

  private async take(receiptId: ReceiptId, job: RunningJob): Promise<void> {
    const receipt = await this.repository.find(receiptId);
    if (receipt === null || receipt.state !== 'pending') return;
    const inbox = await this.inboxes.find(receipt.inboxId);
    if (inbox === null) return this.support.quarantine(receipt, 'the inbox does not exist any more');
    return this.receipts.inTurn(receipt.bytes, () => this.make(receipt, inbox, job));
  }

  private async make(receipt: Receipt, inbox: InboxRecord, job: RunningJob): Promise<void> {
    const opened = this.channels.open(inbox);
    const parsed = await opened.definition.adapter.parse(await this.receipts.requestOf(receipt, opened.inbox.ingressUrl), opened.inbox);
    const refusals = await this.makeAll(receipt, { inbox, opened, events: parsed.events, refusals: parsed.refusals, job });
    await this.support.finish(receipt, { inbox, refusals, made: parsed.events.length, attempts: job.attempt });
  }

  /** @returns the refusals, with those that only showed when the events were made. @throws when something must be tried again. */
  private async makeAll(receipt: Receipt, work: Work): Promise<readonly Refusal[]> {
    const refusals = [...work.refusals];
    let failure: Failure | null = null;
    /** What was said after something that will be tried again waits for it. */
    const held: string[] = [];
    for (const [index, event] of work.events.entries()) {
      const turns = turnsOf([event]);
      if (turns.some((turn) => held.includes(turn))) continue;
      const isLast = index === work.events.length - 1 && refusals.length === 0 && failure === null;
      try {
        await this.events.make(event, { receiptId: receipt.id, inbox: work.inbox, isLast });
      } catch (error) {
        if (error instanceof NotKnownYet && work.job.attempt >= REPORT_ATTEMPTS) {
          refusals.push(error.refusal);
          continue;
        }
        failure = worse(failure, { error, part: { type: event.type, number: index + 1, of: work.events.length } });
        if (!isGivenUp(error, work.job)) held.push(...turns);
      }
    }
    if (failure === null) return refusals;
    const { error, part } = failure;
    if (!isGivenUp(error, work.job)) throw error;
    return [...refusals, { code: 'intake.failed', message: faultSentence(error, part), severity: 'quarantine' }];
  }
}

interface Failure {
  readonly error: unknown;
  readonly part: Part;
}

function worse(known: Failure | null, next: Failure): Failure {
  return known === null || known.error instanceof NotKnownYet ? next : known;
}

function isGivenUp(error: unknown, { attempt }: RunningJob): boolean {
  return attempt >= ATTEMPTS && !(error instanceof NotKnownYet) && !isTransient(error);
}

interface Work {
  readonly inbox: InboxRecord;
  readonly opened: OpenedInbox;
  readonly events: readonly InboundEvent[];
  readonly refusals: readonly Refusal[];
  readonly job: RunningJob;
}

function isTransient(error: unknown): boolean {
  const code = sqlStateOf(error);
  return isDatabaseAway(code) || code === 'database.unavailable';
}
