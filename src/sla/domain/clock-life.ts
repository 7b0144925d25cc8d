/** For specs: a ticket and its clocks, told of one thing after the other. */
import { instantFromText, plusMinutes } from '../../kernel/clock.js';
import type { ClockId, SlaPolicyId, TicketId } from '../../kernel/id.js';
import { AROUND_THE_CLOCK } from './calendar/hours.js';
import { WorkingTime } from './calendar/working-time.js';
import type { ClockState } from './clock.js';
import type { JoiningMessage } from './happening.js';
import { type Book, DEFAULT_PAUSES, METRICS, type Policy, type PromisedTicket } from './policy.js';
import { reduceClocks } from './ticket-clocks.js';

export const OPENED = instantFromText('2026-03-02T09:00:00Z') as Date;
export const after = (minutes: number) => plusMinutes(OPENED, minutes);
const always = new WorkingTime(AROUND_THE_CLOCK);

export const inbound: JoiningMessage = { direction: 'inbound', automatic: false };
export const answer: JoiningMessage = { direction: 'outbound', automatic: false };

export function policy(over: Partial<Policy> = {}): Policy {
  const target = { normal: 60, high: 30 };
  return {
    id: 'p' as SlaPolicyId,
    name: 'P',
    enabled: true,
    condition: { all: [] },
    calendarId: null,
    targets: {
      'first-response': target,
      'next-response': target,
      resolution: { normal: 600, high: 300 },
      'periodic-update': { normal: 120 },
    },
    pauses: DEFAULT_PAUSES,
    warnAt: [],
    escalations: [],
    ...over,
  };
}

export function bookOf(...policies: readonly Policy[]): Book {
  return { policies, inboxCalendars: new Map(), calendars: new Map(), catalogue: { category: { kind: 'choice' } }, timeOf: () => always };
}

/** A ticket and its clocks, told of one thing after the other. */
export class Life {
  clocks: readonly ClockState[] = [];
  ticket: PromisedTicket = {
    facts: {},
    inboxId: null,
    priority: 'normal',
    statusCategory: 'new',
    createdAt: OPENED,
    waitingSince: OPENED,
    isAnswered: false,
    goneWhy: null,
  };
  private count = 0;

  constructor(
    private book: Book,
    first: JoiningMessage = inbound,
    opened: Partial<PromisedTicket> = {},
  ) {
    this.ticket = { ...this.ticket, ...opened };
    this.reduce(null, first, 0);
  }

  happens(minute: number, change: Partial<PromisedTicket>, message: JoiningMessage | null = null): this {
    const before = this.ticket;
    this.ticket = { ...before, ...change };
    this.reduce(before, message, minute);
    return this;
  }

  /** Policies or calendars are changed. */
  under(book: Book, minute: number): this {
    this.book = book;
    this.reduce(this.ticket, null, minute);
    return this;
  }

  standing(): Record<string, string> {
    return Object.fromEntries(METRICS.flatMap((metric) => this.clocks.filter((c) => c.metric === metric).map((c) => [metric, c.state])));
  }

  of(metric: string): ClockState {
    const found = this.clocks.findLast((c) => c.metric === metric);
    if (found === undefined) throw new Error(`no clock of ${metric}`);
    return found;
  }

  private reduce(before: PromisedTicket | null, message: JoiningMessage | null, minute: number): void {
    const happening = { ticketId: 't' as TicketId, before, after: this.ticket, message, now: after(minute) };
    this.clocks = reduceClocks(this.clocks, happening, { book: this.book, newId: () => String(++this.count) as ClockId }).clocks;
  }
}
