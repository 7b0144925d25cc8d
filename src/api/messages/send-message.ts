import { Injectable } from '@nestjs/common';
import { AddNote, DropDraft, HoldReply, ReplyToTicket } from '../../desk/index.js';
import { agentIdOf } from '../../kernel/actor.js';
import { instantFromText } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { AgentId, AttachmentId, MessageId, TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import type { MessageInput } from './messages.dto.js';
import { type FoundWay, ReplyWay } from './reply-way.js';

/** A reply or a note of an agent: at once, or held until its time. The draft it was is gone with it. */
@Injectable()
export class SendMessage {
  constructor(
    private readonly reply: ReplyToTicket,
    private readonly hold: HoldReply,
    private readonly note: AddNote,
    private readonly drafts: DropDraft,
    private readonly way: ReplyWay,
  ) {}

  /** What can be refused before a transaction is open. */
  async wayOf(ticketId: TicketId, input: MessageInput): Promise<FoundWay | null> {
    const isHeld = input.sendAt !== undefined || input.undoSeconds !== undefined;
    if (input.kind === 'note' && isHeld)
      throw new DomainError('unprocessable', 'note.not-held', 'A note is there at once; only replies wait.');
    if (input.kind === 'reply' && (input.mentions ?? []).length > 0)
      throw new DomainError('unprocessable', 'mention.in-reply', 'Colleagues are mentioned in notes; a reply goes to the customer.');
    return input.kind === 'reply' ? this.way.find(ticketId, input) : null;
  }

  async execute(
    tx: Tx,
    ticketId: TicketId,
    { input, way }: { readonly input: MessageInput; readonly way: FoundWay | null },
  ): Promise<MessageId> {
    const attachmentIds = (input.attachmentIds ?? []) as AttachmentId[];
    const messageId =
      way === null
        ? await this.note.execute(tx, { ticketId, text: input.text, attachmentIds, mentions: (input.mentions ?? []) as AgentId[] })
        : await this.send(tx, ticketId, { input, way, attachmentIds });
    const agentId = agentIdOf(tx.actor);
    if (agentId !== null) await this.drafts.execute(tx, { agentId, ticketId, kind: input.kind });
    return messageId;
  }

  private send(
    tx: Tx,
    ticketId: TicketId,
    {
      input,
      way,
      attachmentIds,
    }: { readonly input: MessageInput; readonly way: FoundWay; readonly attachmentIds: readonly AttachmentId[] },
  ): Promise<MessageId> {
    const asked = input.afterSeq === undefined || input.force === true ? {} : { afterSeq: input.afterSeq };
    const reply = { ticketId, text: input.text, html: way.html, attachmentIds, cc: input.cc ?? [], inbox: way.inbox, ...asked };
    const until = untilOf(input);
    return until === null ? this.reply.execute(tx, reply) : this.hold.execute(tx, { ...reply, until });
  }
}

function untilOf({ sendAt, undoSeconds = 0 }: MessageInput): { readonly at: Date } | { readonly afterSeconds: number } | null {
  if (sendAt === undefined) return undoSeconds === 0 ? null : { afterSeconds: undoSeconds };
  const at = instantFromText(sendAt);
  if (at === null) throw new DomainError('unprocessable', 'reply.bad-send-at', 'sendAt is no instant.');
  return { at };
}
