import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/tx.js';
import {
  type Book,
  type Decision,
  DecisionRepository,
  detectLanguage,
  ROUTING_FIELDS,
  type Routed,
  RuleBook,
  route,
  routedDecision,
} from '../routing/index.js';
import {
  type Joining,
  MESSAGE_FIELDS,
  messageFacts,
  type NewTicket,
  PRIORITIES,
  rankOf,
  TicketFields,
  type TicketState,
  ticketFacts,
} from '../tickets/index.js';

/** The first message, as far as rules ask of it. */
interface Asked extends Joining {
  readonly text: string;
  readonly kind: string;
}

export interface RoutedOpening {
  readonly draft: NewTicket;
  /** Sends the statements that keep the decisions; they follow those that make the ticket. @param moved by rules, from where routing put it */
  write(ticket: NewTicket, moved: readonly Decision[]): Promise<void>;
}

/** Where a new ticket goes, decided before it is written: it costs no change afterwards. */
@Injectable()
export class RouteOpening {
  constructor(
    private readonly rules: RuleBook,
    private readonly decisions: DecisionRepository,
    private readonly fields: TicketFields,
  ) {}

  /**
   * @param state the ticket as it would be without rules
   * @param staysInTeam it was split off: what lay in a team, perhaps a closed one, lies in another only when somebody moves it
   */
  async plan(
    tx: Tx,
    draft: NewTicket,
    { state, first, staysInTeam }: { readonly state: TicketState; readonly first: Asked; readonly staysInTeam: boolean },
  ): Promise<RoutedOpening> {
    const [book, fields, detected] = await Promise.all([
      this.rules.read(tx),
      this.fields.catalogue(tx),
      first.direction === 'inbound' ? detectLanguage(first.text) : null,
    ]);
    const spoken = { ...draft, language: detected ?? draft.language };
    const facts = { ...ticketFacts({ ...state, language: spoken.language }), ...messageFacts(first), detectedLanguage: detected };
    const found = route(book.rules, facts, { now: tx.now, catalogue: { ...fields, ...MESSAGE_FIELDS, ...ROUTING_FIELDS } });
    const routed = staysInTeam && draft.teamId !== null ? { ...found, team: null } : found;
    const placed = placedBy(routed, spoken);
    return {
      draft: placed,
      write: (ticket, moved) => this.write(tx, ticket, { decisions: [routedDecision(routed, detected), ...moved], routed, book }),
    };
  }

  private async write(
    tx: Tx,
    ticket: NewTicket,
    { decisions, routed, book }: { readonly decisions: readonly Decision[]; readonly routed: Routed; readonly book: Book },
  ): Promise<void> {
    // Spam waits for nobody.
    const waits = ticket.isSpam !== true && ticket.teamId !== null && book.automatic.has(ticket.teamId);
    if (waits && ticket.teamId !== null) tx.emit({ name: 'queue.changed', data: { teamId: ticket.teamId } });
    await Promise.all([
      this.decisions.write(
        tx,
        decisions.map((decision) => ({ ticketId: ticket.id, decision })),
      ),
      routed.skills.length === 0 ? null : this.decisions.require(tx, ticket.id, routed.skills),
    ]);
  }
}

function placedBy({ team, priority, category, language, tags }: Routed, draft: NewTicket): NewTicket {
  const rank = PRIORITIES.find((p) => p === priority);
  return {
    ...draft,
    teamId: team?.id ?? draft.teamId,
    priority: rank === undefined ? draft.priority : rankOf(rank),
    category: category ?? draft.category,
    language: language ?? draft.language,
    tags: [...new Set([...draft.tags, ...tags])].toSorted(),
  };
}
