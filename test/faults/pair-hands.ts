export interface EventSeen {
  readonly id: string;
  readonly name: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface DecisionSeen {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
}

/** Events and decisions with the oldest first. */
export interface TicketSeen {
  readonly id: string;
  readonly assigneeId: string | null;
  readonly events: readonly EventSeen[];
  readonly decisions: readonly DecisionSeen[];
}

export interface AssignmentFaults {
  readonly assignments: number;
  readonly byAgents: number;
  /** Given to somebody while it was somebody's. */
  readonly assignedTwice: number;
  /** The history does not lead from one holder to the next, or not to the one there is. */
  readonly holdersTorn: number;
  /** Decisions and history tell differently. */
  readonly decisionsAstray: number;
  readonly overCapacity: number;
}

interface Step {
  readonly atMs: number;
  readonly from: string | null;
  readonly to: string | null;
  /** By the desk, not by a person. */
  readonly routed: boolean;
}

/** While an agent carried a ticket that somebody had to do something about. */
interface Carried {
  readonly agentId: string;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** Whether the desk gave it then; otherwise a person did, or its customer wrote again. */
  readonly routed: boolean;
}

export function assignmentFaults(
  tickets: readonly TicketSeen[],
  { capacity, slackMs }: { readonly capacity: number; readonly slackMs: number },
): AssignmentFaults {
  const steps = tickets.map((ticket) => ({ ticket, steps: stepsOf(ticket) }));
  const carried = tickets.flatMap(carriedOf);
  const all = steps.flatMap((s) => s.steps);
  return {
    assignments: all.filter((s) => s.routed && s.to !== null).length,
    byAgents: all.filter((s) => !s.routed).length,
    assignedTwice:
      all.filter((s) => s.routed && s.from !== null && s.to !== null).length +
      tickets.reduce((sum, { decisions }) => sum + consecutive(decisions), 0),
    holdersTorn: steps.reduce((sum, s) => sum + tears(s.steps, s.ticket.assigneeId), 0),
    decisionsAstray: steps.reduce(
      (sum, s) => sum + Math.abs(decidedOf(s.ticket) - s.steps.filter((x) => x.routed && x.to !== null).length),
      0,
    ),
    overCapacity: carried.filter((one) => one.routed && isTooMuch(one, carried, { capacity, slackMs })).length,
  };
}

function stepsOf({ events }: TicketSeen): readonly Step[] {
  return events.flatMap(({ name, at, data }): Step[] => {
    const atMs = Date.parse(at);
    const [from, to] = name === 'ticket.changed' ? endsOf(data['assigneeId']) : placesOf(data);
    if (name === 'ticket.changed') return from === to ? [] : [{ atMs, from, to, routed: false }];
    return ['ticket.assigned', 'ticket.released', 'ticket.overflowed'].includes(name) ? [{ atMs, from, to, routed: true }] : [];
  });
}

function consecutive(decisions: readonly DecisionSeen[]): number {
  return decisions.filter((d, i) => d.kind === 'assigned' && decisions[i - 1]?.kind === 'assigned').length;
}

function decidedOf({ decisions }: TicketSeen): number {
  return decisions.filter((d) => d.kind === 'assigned').length;
}

function tears(steps: readonly Step[], assigneeId: string | null): number {
  let holder: string | null = null;
  let torn = 0;
  for (const { from, to } of steps) {
    if (from !== holder) torn += 1;
    holder = to;
  }
  return holder === assigneeId ? torn : torn + 1;
}

function carriedOf({ events }: TicketSeen): readonly Carried[] {
  const spans: Carried[] = [];
  let holder: string | null = null;
  let isWork = true;
  let open = null as Omit<Carried, 'untilMs'> | null;
  for (const { name, at, data } of events) {
    const atMs = Date.parse(at);
    const routed = name === 'ticket.assigned';
    if (routed || name === 'ticket.released') holder = placesOf(data)[1];
    if (name === 'ticket.changed' && data['assigneeId'] !== undefined) holder = endsOf(data['assigneeId'])[1];
    const status = name === 'ticket.changed' ? endsOf(data['status'])[1] : name === 'ticket.reopened' ? textOf(data['to']) : null;
    if (status !== null) isWork = status === 'new' || status === 'open';
    const agentId = isWork ? holder : null;
    if (agentId === (open?.agentId ?? null)) continue;
    if (open !== null) spans.push({ ...open, untilMs: atMs });
    open = agentId === null ? null : { agentId, sinceMs: atMs, routed };
  }
  return open === null ? spans : [...spans, { ...open, untilMs: Number.POSITIVE_INFINITY }];
}

/**
 * Instants are those of the beginning of a transaction, so two of one moment may have been committed in either order. Counted is
 * only what was carried by then in either: all that the desk gave before, one decision of an agent at a time; all else that was
 * there long before; nothing that was gone soon after.
 */
function isTooMuch(
  { agentId, sinceMs }: Carried,
  carried: readonly Carried[],
  { capacity, slackMs }: { readonly capacity: number; readonly slackMs: number },
): boolean {
  const sure = carried.filter(
    (c) => c.agentId === agentId && c.untilMs > sinceMs + slackMs && (c.routed ? c.sinceMs <= sinceMs : c.sinceMs <= sinceMs - slackMs),
  );
  return sure.length > capacity;
}

function placesOf(data: EventSeen['data']): readonly [string | null, string | null] {
  return [assigneeOf(data['from']), assigneeOf(data['to'])];
}

function assigneeOf(place: unknown): string | null {
  return typeof place === 'object' && place !== null && 'assigneeId' in place ? textOf(place.assigneeId) : null;
}

function endsOf(change: unknown): readonly [string | null, string | null] {
  return typeof change === 'object' && change !== null && 'from' in change && 'to' in change
    ? [textOf(change.from), textOf(change.to)]
    : [null, null];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
