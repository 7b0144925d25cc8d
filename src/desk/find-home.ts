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
import { mayReopen, TicketRepository, type TicketState } from '../tickets/index.js';
import { tryAgain } from './try-again.js';

export interface Seeker {
  readonly inbox: { readonly id: InboxId; readonly reopenDays: number };
  /** May still be on its way: conversations are entered at the same time. */
  readonly contact: KnownContact | Promise<KnownContact>;
  readonly from: Recipient;
  readonly externalId: string;
  readonly conversation: string | null;
  readonly tokens: readonly string[];
  readonly references: readonly string[];
  /** A machine's mail reopens nothing. */
  readonly automatic?: boolean;
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

interface Pointed {
  readonly id: TicketId;
  readonly via: Candidate['via'];
  /** The conversation by which it was found. */
  readonly key: string;
}

type Decided = Omit<FoundHome, 'conversation'> & { readonly key: string | null };

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
    const pointed = conversation.ticketId === null ? [] : [{ id: conversation.ticketId, via: 'conversation' as const, key }];
    const decided = await this.decide(tx, { seeker, contact, pointed });
    if (decided.ticket === null) await this.threading.moveTo(tx, conversation.id, decided.ticketId);
    return { ...decided, conversation };
  }

  /**
   * A medium without conversations (email): each ticket is a conversation of its own in this inbox. The conversation, not the
   * ticket, says where the next message goes: merging a ticket moves its conversations and leaves their keys.
   */
  private async byReferences(tx: Tx, seeker: Seeker): Promise<FoundHome> {
    const contact = await seeker.contact;
    const numbers = seeker.tokens.slice(0, REFERENCES_MAX).flatMap((token) => this.tokens.read(seeker.inbox.id, token) ?? []);
    const byToken = await this.tickets.byNumber(tx, numbers);
    const byReference = await this.threading.referred(tx, seeker.inbox.id, seeker.references.slice(0, REFERENCES_MAX));
    const named = [
      ...byToken.map(({ id, home }) => ({ key: keyOf(id), id: home, via: 'token' as const })),
      ...byReference.map(({ key, ticketId }) => ({ key, id: ticketId, via: 'reference' as const })),
    ];
    const led = new Map<string, TicketId | null>();
    for (const key of [...new Set(named.map((n) => n.key))].toSorted()) led.set(key, await this.threading.lock(tx, seeker.inbox.id, key));
    const pointed = named.map((n) => ({ ...n, id: led.get(n.key) ?? n.id }));
    const { key, ...decided } = await this.decide(tx, { seeker, contact, pointed });
    const entering = { ...entryOf(seeker), key: key ?? keyOf(decided.ticketId), ticketId: decided.ticketId };
    return { ...decided, conversation: await this.threading.enter(tx, entering) };
  }

  private async decide(
    tx: Tx,
    { seeker, contact, pointed }: { readonly seeker: Seeker; readonly contact: KnownContact; readonly pointed: readonly Pointed[] },
  ): Promise<Decided> {
    const states = pointed.length === 0 ? [] : await this.tickets.lock(tx, [...new Set(pointed.map((p) => p.id))]);
    // It was merged after we looked where it leads and before we had its lock: look again.
    if (states.some((s) => s.mergedIntoId !== null)) throw tryAgain('merged meanwhile');
    const candidates = await this.candidates(tx, { seeker, contact, pointed, states });
    const home = findHome(candidates, contact.id);
    if (home.kind === 'open') return { ticketId: newId<TicketId>(), ticket: null, linkedTo: home.linkedTo, why: home.why, key: null };
    const key = pointed.find((p) => p.id === home.ticketId && p.via === home.via)?.key ?? null;
    return { ticketId: home.ticketId, ticket: states.find((s) => s.id === home.ticketId) ?? null, linkedTo: null, why: home.via, key };
  }

  private async candidates(
    tx: Tx,
    found: {
      readonly seeker: Seeker;
      readonly contact: KnownContact;
      readonly pointed: readonly Pointed[];
      readonly states: readonly TicketState[];
    },
  ): Promise<readonly Candidate[]> {
    const { seeker, contact, states } = found;
    const foreign = states.filter((s) => s.contactId !== contact.id).map((s) => s.id);
    const merged = foreign.length === 0 ? [] : await this.tickets.contactsMergedInto(tx, foreign);
    const reopens = (seeker.inbound ?? true) && seeker.automatic !== true;
    const limit = { reopenDays: reopens ? seeker.inbox.reopenDays : Number.POSITIVE_INFINITY, now: tx.now };
    return found.pointed.flatMap(({ id, via }): Candidate[] => {
      const state = states.find((s) => s.id === id);
      if (state === undefined) return [];
      const contactIds = [state.contactId, ...merged.filter((m) => m.ticketId === id).map((m) => m.contactId)];
      return [{ via, ticketId: id, contactIds, statusCategory: state.statusCategory, takesMore: mayReopen(state, limit) }];
    });
  }
}

function entryOf({ inbox, from, externalId, inbound = true }: Seeker) {
  const recipient: Recipient = { kind: from.kind, scope: from.scope, value: from.value, displayName: from.displayName };
  return { inboxId: inbox.id, recipient, externalId, inbound };
}

function keyOf(ticketId: TicketId): string {
  return `ticket:${ticketId}`;
}
