import { Injectable } from '@nestjs/common';
import type { KnownContact } from '../contacts/index.js';
import { type InboxId, newId, type TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import {
  type Candidate,
  type EnteredConversation,
  findHome,
  type Recipient,
  ReplyTokens,
  ThreadingRepository,
} from '../threading/index.js';
import { TicketRepository, type TicketState } from '../tickets/index.js';

export interface Seeker {
  readonly inbox: { readonly id: InboxId };
  /** May still be on its way: conversations are entered at the same time. */
  readonly contact: KnownContact | Promise<KnownContact>;
  readonly from: Recipient;
  readonly externalId: string;
  readonly conversation: string | null;
  readonly tokens: readonly string[];
  readonly references: readonly string[];
  /** False for what we said ourselves in the provider's own app. */
  readonly inbound?: boolean;
}

/** Where a message goes: the ticket (null when it must be opened under `ticketId`) and the conversation, both locked. */
export interface FoundHome {
  readonly ticketId: TicketId;
  readonly ticket: TicketState | null;
  readonly linkedTo: TicketId | null;
  readonly why: string;
  readonly conversation: EnteredConversation;
}

/** References looked up at most: a hostile mail may carry thousands. */
const REFERENCES_MAX = 50;

/** Collects the tickets an input points to, locks them, and lets threading's pure {@link findHome} decide. */
@Injectable()
export class FindHome {
  constructor(
    private readonly threading: ThreadingRepository,
    private readonly tokens: ReplyTokens,
    private readonly tickets: TicketRepository,
  ) {}

  execute(tx: Tx, seeker: Seeker): Promise<FoundHome> {
    return seeker.conversation === null ? this.byReferences(tx, seeker) : this.byConversation(tx, seeker, seeker.conversation);
  }

  private async byConversation(tx: Tx, seeker: Seeker, key: string): Promise<FoundHome> {
    const fresh = newId<TicketId>();
    const entering = this.threading.enter(tx, { ...entryOf(seeker), key, ticketId: fresh });
    const [contact, conversation] = await Promise.all([seeker.contact, entering]);
    if (conversation.fresh) return { ticketId: fresh, ticket: null, linkedTo: null, why: 'first-contact', conversation };
    const pointed = conversation.ticketId === null ? [] : [{ id: conversation.ticketId, via: 'conversation' as const }];
    const decided = await this.decide(tx, contact, pointed);
    if (decided.ticket === null) await this.threading.moveTo(tx, conversation.id, decided.ticketId);
    return { ...decided, conversation };
  }

  /** A medium without conversations (email): each ticket is a conversation of its own in this inbox. */
  private async byReferences(tx: Tx, seeker: Seeker): Promise<FoundHome> {
    const contact = await seeker.contact;
    const numbers = seeker.tokens.slice(0, REFERENCES_MAX).flatMap((token) => this.tokens.read(seeker.inbox.id, token) ?? []);
    const byToken = await this.tickets.idsByNumber(tx, numbers);
    const byReference = await this.threading.ticketsReferred(tx, seeker.inbox.id, seeker.references.slice(0, REFERENCES_MAX));
    const pointed = [
      ...byToken.map((id) => ({ id, via: 'token' as const })),
      ...byReference.map((id) => ({ id, via: 'reference' as const })),
    ];
    for (const id of new Set(pointed.map((p) => p.id))) await this.threading.lock(tx, seeker.inbox.id, keyOf(id));
    const decided = await this.decide(tx, contact, pointed);
    const conversation = await this.threading.enter(tx, { ...entryOf(seeker), key: keyOf(decided.ticketId), ticketId: decided.ticketId });
    return { ...decided, conversation };
  }

  private async decide(
    tx: Tx,
    contact: KnownContact,
    pointed: readonly { readonly id: TicketId; readonly via: Candidate['via'] }[],
  ): Promise<Omit<FoundHome, 'conversation'>> {
    const states = pointed.length === 0 ? [] : await this.tickets.lock(tx, [...new Set(pointed.map((p) => p.id))]);
    const candidates = pointed.flatMap(({ id, via }): Candidate[] => {
      const state = states.find((s) => s.id === id);
      return state === undefined ? [] : [{ via, ticketId: id, contactId: state.contactId, statusCategory: state.statusCategory }];
    });
    const home = findHome(candidates, contact.id);
    if (home.kind === 'open') return { ticketId: newId<TicketId>(), ticket: null, linkedTo: home.linkedTo, why: home.why };
    return { ticketId: home.ticketId, ticket: states.find((s) => s.id === home.ticketId) ?? null, linkedTo: null, why: home.via };
  }
}

function entryOf({ inbox, from, externalId, inbound = true }: Seeker) {
  const recipient: Recipient = { kind: from.kind, scope: from.scope, value: from.value, displayName: from.displayName };
  return { inboxId: inbox.id, recipient, externalId, inbound };
}

function keyOf(ticketId: TicketId): string {
  return `ticket:${ticketId}`;
}
