import { Injectable } from '@nestjs/common';
import type { SenderFacts } from '../contacts/index.js';
import type { MessageId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import { AttachmentRepository, MessageRepository, type MessageState } from '../tickets/index.js';
import type { InboxFacts } from './inbox-facts.js';
import type { IncomingFile } from './incoming-file.js';
import { ReceiveMessage } from './receive-message.js';

export interface RecordCallCommand {
  readonly inbox: InboxFacts;
  readonly from: SenderFacts;
  readonly externalId: string;
  readonly conversation: string;
  /** Later reports of a call rank higher; a late arrival of an early one changes nothing. */
  readonly rank: number;
  readonly status: string | null;
  readonly durationSeconds: number | null;
  readonly voicemail: { readonly recordingId: string; readonly durationSeconds: number | null; readonly file: IncomingFile } | null;
  readonly at: Date;
}

interface CallFacts {
  readonly status?: string;
  readonly rank?: number;
  readonly durationSeconds?: number;
  readonly recordingIds?: readonly string[];
}

/**
 * A call is one message, however many reports the provider sends of it and in whatever order: the first makes the
 * message, each further one is merged in under the message's lock. A recording makes it a voicemail.
 */
@Injectable()
export class RecordCall {
  constructor(
    private readonly threading: ThreadingRepository,
    private readonly messages: MessageRepository,
    private readonly attachments: AttachmentRepository,
    private readonly receive: ReceiveMessage,
  ) {}

  async execute(tx: Tx, report: RecordCallCommand): Promise<void> {
    // The conversation's lock makes reports of one caller wait for each other; without it two first reports would make two messages.
    await this.threading.lock(tx, report.inbox.id, report.conversation);
    const known = await this.threading.messageBy(tx, report.inbox.id, report.externalId);
    const message = known === null ? null : await this.messages.lock(tx, known);
    if (message === null) await this.create(tx, report);
    else await this.merge(tx, report, message);
  }

  private async create(tx: Tx, report: RecordCallCommand): Promise<void> {
    const facts = merged({}, report);
    const kind = report.voicemail === null ? 'call' : 'voicemail';
    const received = await this.receive.execute(tx, {
      ...report,
      kind,
      subject: kind === 'voicemail' ? 'Voicemail' : 'Phone call',
      text: sentenceFor(kind, facts),
      fullText: sentenceFor(kind, facts),
      html: null,
      automatic: false,
      tokens: [],
      references: [],
      details: { call: facts },
      uploads: [],
      files: report.voicemail === null ? [] : [report.voicemail.file],
    });
    // Two first reports of an unknown caller: the conversation did not exist to be locked, but now it is.
    const owner = await this.threading.messageBy(tx, report.inbox.id, report.externalId);
    if (owner !== received.messageId) throw Object.assign(new Error('another report of this call was first'), { code: '40001' });
  }

  private async merge(tx: Tx, report: RecordCallCommand, message: MessageState): Promise<void> {
    const before = (message.details['call'] ?? {}) as CallFacts;
    const facts = merged(before, report);
    const { voicemail } = report;
    const isNew = voicemail !== null && !(before.recordingIds ?? []).includes(voicemail.recordingId);
    if (isNew) await this.attach(tx, report, { message, file: voicemail.file });
    const kind = facts.recordingIds === undefined ? 'call' : 'voicemail';
    const details = { ...message.details, call: facts };
    await this.messages.revise(tx, message.id, { text: sentenceFor(kind, facts), kind, details, at: tx.now });
    tx.emit({ name: 'message.changed', data: { ticketId: message.ticketId, messageId: message.id } });
  }

  private async attach(
    tx: Tx,
    report: RecordCallCommand,
    {
      message,
      file,
    }: { readonly message: { readonly id: MessageId; readonly ticketId: MessageState['ticketId'] }; readonly file: IncomingFile },
  ): Promise<void> {
    await this.attachments.insert(tx, {
      ...file,
      messageId: message.id,
      ticketId: message.ticketId,
      inboxId: report.inbox.id,
      uploadedBy: null,
      position: 0,
    });
    if (file.storageKey === null) tx.emit({ name: 'attachment.pending', data: { ticketId: message.ticketId, attachmentId: file.id } });
  }
}

function merged(before: CallFacts, report: RecordCallCommand): CallFacts {
  const later = report.rank >= (before.rank ?? -1);
  const status = later ? (report.status ?? before.status) : before.status;
  const durationSeconds = report.durationSeconds ?? before.durationSeconds;
  const recordingIds =
    report.voicemail === null ? before.recordingIds : [...new Set([...(before.recordingIds ?? []), report.voicemail.recordingId])];
  return {
    rank: Math.max(report.rank, before.rank ?? -1),
    ...(status == null ? {} : { status }),
    ...(durationSeconds == null ? {} : { durationSeconds }),
    ...(recordingIds === undefined ? {} : { recordingIds }),
  };
}

function sentenceFor(kind: 'call' | 'voicemail', facts: CallFacts): string {
  const what = kind === 'voicemail' ? 'Voicemail' : 'Phone call';
  const length = facts.durationSeconds === undefined ? '' : `, ${facts.durationSeconds} s`;
  return facts.status === undefined ? `${what}${length}` : `${what} (${facts.status}${length})`;
}
