import { type Joining, joinedBy, type TicketState } from './ticket-state.js';
import { afterAgentReply, afterCustomerMessage } from './transitions.js';
import type { StatusCategory } from './vocabulary.js';

/** A message that joined a ticket, or a change that was made to it. `id` orders what happened at the same instant. */
export type PastItem =
  | (Joining & { readonly kind: 'message'; readonly id: string; readonly at: Date })
  | {
      readonly kind: 'change';
      readonly id: string;
      readonly at: Date;
      readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
    };

export interface PastStep {
  readonly at: Date;
  /** Null: it was opened. */
  readonly before: TicketState | null;
  readonly after: TicketState;
  readonly message: Joining | null;
}

export interface StatusNames {
  readonly categoryOf: (status: string) => StatusCategory;
  readonly nameFor: (category: StatusCategory) => string;
}

const CHANGED = ['subject', 'priority', 'category', 'teamId', 'assigneeId', 'tags'] as const;

/** A ticket's past, step by step, from how it stands now and what its history and messages tell. */
export function stepsOf(now: TicketState, items: readonly PastItem[], names: StatusNames): readonly PastStep[] {
  const inOrder = items.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  const [first] = inOrder;
  const opening = first?.kind === 'message' ? first : null;
  const opener: Joining = opening ?? { direction: 'inbound', automatic: false };
  let state = opened(now, inOrder, opener);
  const steps: PastStep[] = [{ at: now.createdAt, before: null, after: state, message: opener }];
  for (const item of inOrder.slice(opening === null ? 0 : 1)) {
    const after = item.kind === 'message' ? joined(state, item, names) : changed(state, item, names);
    steps.push({ at: item.at, before: state, after, message: item.kind === 'message' ? item : null });
    state = after;
  }
  return steps;
}

/** As it was opened: every change taken back. */
function opened(now: TicketState, items: readonly PastItem[], opener: Joining): TicketState {
  const begun: TicketState = {
    ...now,
    status: 'new',
    statusCategory: 'new',
    waitingSince: opener.direction === 'inbound' && !opener.automatic ? now.createdAt : null,
    firstRepliedAt: opener.direction === 'outbound' && !opener.automatic ? now.createdAt : null,
    resolvedAt: null,
    lastMessageAt: now.createdAt,
    lastSeq: 0,
    version: 1,
  };
  return items.toReversed().reduce((state, item) => (item.kind === 'change' ? overlaid(state, item.changes, 'from') : state), begun);
}

function joined(ticket: TicketState, message: PastItem & { kind: 'message' }, { nameFor }: StatusNames): TicketState {
  const isAnswer = message.direction === 'outbound' && !message.automatic;
  const category =
    message.direction === 'inbound'
      ? afterCustomerMessage(ticket.statusCategory, message.automatic)
      : message.direction === 'outbound'
        ? afterAgentReply(ticket.statusCategory)
        : ticket.statusCategory;
  const same = category === ticket.statusCategory;
  const effect = { status: same ? ticket.status : nameFor(category), statusCategory: category, firstReply: isAnswer, reopened: !same };
  return joinedBy(ticket, message, { effect, seq: ticket.lastSeq + 1, now: message.at });
}

function changed(ticket: TicketState, { at, changes }: PastItem & { kind: 'change' }, { categoryOf }: StatusNames): TicketState {
  const after = overlaid(ticket, changes, 'to');
  const status = changes['status']?.to;
  if (typeof status !== 'string') return after;
  const statusCategory = categoryOf(status);
  const isDone = statusCategory === 'resolved' || statusCategory === 'closed';
  return { ...after, status, statusCategory, resolvedAt: isDone ? (ticket.resolvedAt ?? at) : null };
}

function overlaid(
  ticket: TicketState,
  changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>,
  side: 'from' | 'to',
): TicketState {
  const values = CHANGED.filter((field) => changes[field] !== undefined).map((field) => [field, changes[field]?.[side]]);
  return { ...ticket, ...(Object.fromEntries(values) as Partial<TicketState>) };
}
