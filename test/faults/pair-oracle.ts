import type { DeskClient, MessageAnswer } from '../../sandbox/desk-client.js';
import { type ClockFaults, type ClockSeen, clockFaults, wronged } from './pair-clocks.js';
import { type AssignmentFaults, assignmentFaults, type DecisionSeen, type EventSeen, type TicketSeen } from './pair-hands.js';
import { CAPACITY, type Staff } from './pair-staff.js';

export type PairVerdict = AssignmentFaults &
  ClockFaults & {
    readonly inputs: number;
    readonly lost: number;
    readonly doubled: number;
    readonly tickets: number;
    readonly automationRuns: number;
    readonly automationsMissing: number;
    readonly automationsDoubled: number;
    readonly notesMissing: number;
    readonly notesDoubled: number;
  };

interface Read extends TicketSeen {
  readonly messages: readonly MessageAnswer[];
  readonly clocks: readonly ClockSeen[];
}

interface Run {
  readonly eventId: string;
  readonly ticketId: string;
  readonly outcome: string;
}

/** Reads only the public API, when everything is over. @param untilMs the desks' time then */
export async function judgePair(
  { admin, rules }: Staff,
  of: { readonly inputs: readonly string[]; readonly untilMs: number; readonly speed: number },
): Promise<PairVerdict> {
  const tickets: Read[] = [];
  for (const { id, assigneeId } of await admin.all<{ id: string; assigneeId: string | null }>('/tickets?sort=createdAt'))
    tickets.push(await readTicket(admin, id, assigneeId));
  for (const clock of wronged(tickets.flatMap((t) => t.clocks))) console.error(`breached wrongly: ${JSON.stringify(clock)}`);
  const heard = tickets.flatMap((t) => t.messages.filter((m) => m.direction === 'inbound').map((m) => m.text));
  const times = of.inputs.map((text) => heard.filter((h) => h === text).length);
  const [onMessage, onBreach] = await Promise.all([
    admin.all<Run>(`/automations/${rules.onMessage}/runs`),
    admin.all<Run>(`/automations/${rules.onBreach}/runs`),
  ]);
  const breaches = tickets.flatMap((t) => t.events.filter((e) => e.name === 'clock.breached')).length;
  const notes = tickets.map((t) => difference(t.messages, 'internal', 'inbound'));
  return {
    inputs: of.inputs.length,
    lost: times.filter((n) => n === 0).length,
    doubled: times.filter((n) => n > 1).length,
    tickets: tickets.length,
    ...assignmentFaults(tickets, { capacity: CAPACITY, slackMs: 2_000 * of.speed }),
    ...clockFaults(tickets, of),
    automationRuns: onMessage.length + onBreach.length,
    automationsMissing: Math.max(0, heard.length - onMessage.length) + Math.max(0, breaches - onBreach.length),
    automationsDoubled: repeats(onMessage.map((r) => r.eventId)) + repeats(onBreach.map((r) => r.eventId)),
    notesMissing: notes.reduce((sum, n) => sum + Math.max(0, -n), 0),
    notesDoubled: notes.reduce((sum, n) => sum + Math.max(0, n), 0),
  };
}

async function readTicket(desk: DeskClient, id: string, assigneeId: string | null): Promise<Read> {
  const [messages, events, decisions, clocks] = await Promise.all([
    desk.all<MessageAnswer>(`/tickets/${id}/messages`),
    desk.all<EventSeen>(`/tickets/${id}/events`),
    desk.all<DecisionSeen>(`/tickets/${id}/routing`),
    desk.all<ClockSeen>(`/tickets/${id}/clocks`),
  ]);
  return { id, assigneeId, messages, events: oldestFirst(events), decisions: oldestFirst(decisions), clocks };
}

/** Ids rise with time; within one transaction in the order of the writes. */
function oldestFirst<T extends { readonly id: string; readonly at: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1));
}

function difference(messages: readonly MessageAnswer[], more: string, less: string): number {
  const count = (direction: string) => messages.filter((m) => m.direction === direction).length;
  return count(more) - count(less);
}

export function repeats(keys: readonly string[]): number {
  return keys.length - new Set(keys).size;
}
