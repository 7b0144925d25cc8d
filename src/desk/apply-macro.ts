import { Injectable } from '@nestjs/common';
import { type MacroRow, type Plan, planActions } from '../automation/index.js';
import { agentIdOf } from '../kernel/actor.js';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { MessageId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { sanitizedHtml } from '../platform/html/sanitized-html.js';
import { ThreadingRepository } from '../threading/index.js';
import { HistoryRepository, TicketRepository } from '../tickets/index.js';
import { planningFor } from './automation-facts.js';
import { HoldReply } from './hold-reply.js';
import { PerformPlan } from './perform-plan.js';
import type { ReplyInbox } from './reply-command.js';
import { ReplyToTicket } from './reply-to-ticket.js';

export interface ApplyMacroCommand {
  readonly ticketId: TicketId;
  readonly macro: MacroRow;
  /** The version the agent saw; null: whatever it is now. */
  readonly version: number | null;
  readonly language: string | null;
  /** Set when the macro replies; `html`: the channel shows it. */
  readonly way: { readonly inbox: ReplyInbox | null; readonly html: boolean } | null;
  readonly afterSeq?: number;
  /** The reply can be taken back for so long; what is set is set at once. */
  readonly undoSeconds: number;
}

export interface Applied {
  readonly plan: Plan;
  readonly messageId: MessageId | null;
}

/** An agent does several things at once; all of them, or none. */
@Injectable()
export class ApplyMacro {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly threading: ThreadingRepository,
    private readonly replies: ReplyToTicket,
    private readonly hold: HoldReply,
    private readonly perform: PerformPlan,
    private readonly history: HistoryRepository,
  ) {}

  /** @throws DomainError `ticket.not-found`, `ticket.version-conflict`, `reply.stale`, `ticket.stale`, and what the single verbs refuse */
  async execute(tx: Tx, command: ApplyMacroCommand): Promise<Applied> {
    const { ticketId, macro, way } = command;
    // Conversation before ticket, as every verb locks them.
    if (way !== null) await this.threading.ofTicket(tx, ticketId, way.inbox?.id ?? null);
    const [ticket] = await this.tickets.lock(tx, [ticketId]);
    if (ticket === undefined) throw notFound('ticket');
    if (command.version !== null && command.version !== ticket.version)
      throw new DomainError('conflict', 'ticket.version-conflict', 'Somebody else changed this ticket; load it again.', {
        version: ticket.version,
      });
    const agent = { id: agentIdOf(tx.actor), name: tx.actor.name };
    const planning = planningFor(ticket, agent);
    const plan = planActions(macro.actions, { ...planning, language: command.language ?? planning.language });
    const messageId = plan.reply === null || way === null ? null : await this.reply(tx, command, plan.reply);
    await this.perform.execute(tx, ticketId, { plan, version: null, readUpTo: command.afterSeq });
    await this.history.write(tx, ticketId, 'macro.applied', { macroId: macro.id, name: macro.name });
    return { plan, messageId };
  }

  private reply(tx: Tx, { ticketId, way, afterSeq, undoSeconds }: ApplyMacroCommand, said: NonNullable<Plan['reply']>): Promise<MessageId> {
    const reply = {
      ticketId,
      text: said.text,
      html: way?.html === true && said.html !== null ? sanitizedHtml(said.html) : null,
      attachmentIds: [],
      cc: [],
      inbox: way?.inbox ?? null,
      ...(afterSeq === undefined ? {} : { afterSeq }),
    };
    if (undoSeconds === 0) return this.replies.execute(tx, reply);
    return this.hold.execute(tx, { ...reply, until: { afterSeconds: undoSeconds } });
  }
}
