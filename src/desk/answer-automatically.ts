import { Injectable } from '@nestjs/common';
import { AUTOMATIC_EVERY_MINUTES, AutomaticAnswerRepository, isMachineAddress, type Withheld } from '../automation/index.js';
import { Contacts, type IdentityName } from '../contacts/index.js';
import { plusMinutes } from '../kernel/clock.js';
import type { AutomationId, MessageId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { sanitizedHtml } from '../platform/html/sanitized-html.js';
import { ThreadingRepository } from '../threading/index.js';
import type { TicketState } from '../tickets/index.js';
import type { ReplyInbox } from './reply-command.js';
import { ReplyToTicket } from './reply-to-ticket.js';

/** Names of rules are for colleagues. */
const AUTHOR = 'Customer service';

export interface AutomaticAnswer {
  readonly ruleId: AutomationId;
  /** Locked. */
  readonly ticket: TicketState;
  readonly text: string;
  readonly html: string | null;
  readonly way: AutomaticWay;
  /** The rule was set off by a message of a machine. */
  readonly toMachine: boolean;
}

/** By which inbox automatic messages of a ticket leave. */
export type AutomaticWay = { readonly inbox: ReplyInbox | null; readonly html: boolean } | { readonly withheld: Withheld };

export type Answered = { readonly messageId: MessageId } | { readonly withheld: Withheld };

/**
 * The desk itself writes to a customer. Machines that answer machines never end, so (RFC 3834 §2): never to a machine, never
 * as an answer to one, and one message of a rule to an address in 24 hours.
 */
@Injectable()
export class AnswerAutomatically {
  constructor(
    private readonly threading: ThreadingRepository,
    private readonly contacts: Contacts,
    private readonly answers: AutomaticAnswerRepository,
    private readonly replies: ReplyToTicket,
  ) {}

  async execute(tx: Tx, answer: AutomaticAnswer): Promise<Answered> {
    const { ticket, way } = answer;
    if ('withheld' in way) return way;
    if (answer.toMachine) return { withheld: 'automatic-message' };
    if (ticket.statusCategory === 'closed') return { withheld: 'ticket-closed' };
    const address = await this.addressOf(tx, ticket, way.inbox);
    if (address === null) return { withheld: 'no-address' };
    const withheld = await this.withheldFrom(tx, answer, address);
    if (withheld !== null) return { withheld };
    const html = way.html && answer.html !== null ? sanitizedHtml(answer.html) : null;
    const to = { ticketId: ticket.id, inbox: way.inbox, cc: [], authorName: AUTHOR };
    const reply = { ...to, text: answer.text, html, attachmentIds: [] };
    return { messageId: await this.replies.execute(tx, reply) };
  }

  private async withheldFrom(tx: Tx, { ruleId, ticket }: AutomaticAnswer, address: IdentityName): Promise<Withheld | null> {
    if (isMachineAddress(address.value)) return 'machine-address';
    const listener = await this.answers.listener(tx, ticket.id, address.value);
    if (listener.lastWasAutomatic) return 'automatic-message';
    if (listener.isOurs) return 'own-address';
    const since = plusMinutes(tx.now, -AUTOMATIC_EVERY_MINUTES);
    return (await this.answers.claim(tx, ruleId, address, since)) ? null : 'answered-recently';
  }

  /** Whom the reply will go to: as ReplyToTicket finds it. */
  private async addressOf(tx: Tx, ticket: TicketState, inbox: ReplyInbox | null): Promise<IdentityName | null> {
    const known = await this.threading.ofTicket(tx, ticket.id, inbox?.id ?? null);
    if (known !== null) return known.recipient;
    return inbox === null ? null : this.contacts.identityOfKind(tx, ticket.contactId, inbox.reach.kinds);
  }
}
