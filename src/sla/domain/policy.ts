import { type Condition, type Facts, type FieldCatalogue, holds } from '../../kernel/condition.js';
import type { CalendarId, InboxId, SlaPolicyId, TeamId } from '../../kernel/id.js';
import type { WorkingTime } from './calendar/working-time.js';

export type Metric = 'first-response' | 'next-response' | 'resolution' | 'periodic-update';
export const METRICS: readonly Metric[] = ['first-response', 'next-response', 'resolution', 'periodic-update'];

/** While a ticket stands in this status category, the clocks of these metrics stand still. */
export interface Pause {
  readonly statusCategory: string;
  /** In words, for the clock's ledger. */
  readonly reason: string;
  readonly metrics: readonly Metric[];
}

export type EscalationAction =
  | { readonly type: 'notify'; readonly to: 'assignee' | 'team' | 'supervisors' }
  | { readonly type: 'raise-priority' }
  | { readonly type: 'reassign'; readonly teamId: TeamId };

/** What is done when a clock is still not fulfilled so many working minutes after its breach. */
export interface Escalation {
  readonly afterMinutes: number;
  readonly metrics: readonly Metric[];
  readonly actions: readonly EscalationAction[];
}

/** Working minutes by priority; a priority that is missing is promised nothing. */
export type Targets = Readonly<Partial<Record<Metric, Readonly<Record<string, number>>>>>;

export interface Policy {
  readonly id: SlaPolicyId;
  readonly name: string;
  readonly enabled: boolean;
  readonly condition: Condition;
  /** Null: the calendar of the ticket's inbox, else around the clock. */
  readonly calendarId: CalendarId | null;
  readonly targets: Targets;
  readonly pauses: readonly Pause[];
  /** Percentages of the target, ascending. */
  readonly warnAt: readonly number[];
  /** By minutes, ascending. */
  readonly escalations: readonly Escalation[];
}

/** Waiting for the customer stops every clock; waiting for somebody else stops only what depends on them. */
export const DEFAULT_PAUSES: readonly Pause[] = [
  { statusCategory: 'pending', reason: 'waiting for the customer', metrics: METRICS },
  { statusCategory: 'on_hold', reason: 'waiting for a third party', metrics: ['resolution'] },
];

/** One wording of a calendar. A changed calendar is a new version, and the old one stays. */
export interface CalendarRef {
  readonly id: CalendarId;
  readonly version: number;
}

/** Everything that decides which promise a ticket has. */
export interface Book {
  /** In their order, the disabled ones too. */
  readonly policies: readonly Policy[];
  readonly inboxCalendars: ReadonlyMap<InboxId, CalendarId>;
  /** The current version of each calendar. */
  readonly calendars: ReadonlyMap<CalendarId, CalendarRef>;
  readonly catalogue: FieldCatalogue;
  /** How time is counted by a calendar; null: around the clock. */
  timeOf(calendar: CalendarRef | null): WorkingTime;
}

/** A ticket as far as promises go. */
export interface PromisedTicket {
  readonly facts: Facts;
  readonly inboxId: InboxId | null;
  readonly priority: string;
  readonly statusCategory: string;
  readonly createdAt: Date;
  readonly waitingSince: Date | null;
  /** A person has answered the customer. */
  readonly isAnswered: boolean;
  /** Nobody works on it: it is spam, deleted, or part of another ticket. In words, for the ledgers; null: it is there. */
  readonly goneWhy: string | null;
}

/** What one policy promises one ticket by one metric. */
export interface Terms {
  readonly policyId: SlaPolicyId;
  readonly policyName: string;
  readonly targetMinutes: number;
  readonly calendar: CalendarRef | null;
  readonly warnAt: readonly number[];
  readonly escalations: readonly Escalation[];
}

/** The first policy whose conditions hold. */
export function policyFor(book: Book, ticket: PromisedTicket, now: Date): Policy | null {
  const asking = { now, catalogue: book.catalogue };
  return book.policies.find((policy) => policy.enabled && holds(policy.condition, ticket.facts, asking)) ?? null;
}

export function termsOf(
  book: Book,
  policy: Policy | null,
  { ticket, metric }: { readonly ticket: PromisedTicket; readonly metric: Metric },
): Terms | null {
  const targetMinutes = policy?.targets[metric]?.[ticket.priority];
  if (policy === null || targetMinutes === undefined) return null;
  const calendarId = policy.calendarId ?? (ticket.inboxId === null ? undefined : book.inboxCalendars.get(ticket.inboxId));
  const calendar = calendarId === undefined ? null : (book.calendars.get(calendarId) ?? null);
  return { policyId: policy.id, policyName: policy.name, targetMinutes, calendar, ...duties(policy, metric) };
}

/** What a running clock's policy asks for now when time passes: these follow the policy at once. */
export function dutiesOf(book: Book, policyId: SlaPolicyId, metric: Metric): Pick<Terms, 'warnAt' | 'escalations'> {
  const policy = book.policies.find((p) => p.id === policyId);
  return policy === undefined ? { warnAt: [], escalations: [] } : duties(policy, metric);
}

export function pauseFor(policy: Policy | null, metric: Metric, statusCategory: string): Pause | null {
  return policy?.pauses.find((pause) => pause.statusCategory === statusCategory && pause.metrics.includes(metric)) ?? null;
}

function duties(policy: Policy, metric: Metric): Pick<Terms, 'warnAt' | 'escalations'> {
  return { warnAt: policy.warnAt, escalations: policy.escalations.filter((escalation) => escalation.metrics.includes(metric)) };
}
