import type { DeskClient } from '../desk-client.js';

export interface Span {
  readonly count: number;
  readonly averageSeconds: number | null;
}

/** What a channel's day was, by whoever counted it. */
export interface ChannelDay {
  readonly opened: number;
  readonly received: number;
  readonly sent: number;
  readonly firstResponse: Span;
  readonly wait: Span & { readonly sorted: readonly number[] };
}

interface Ticket {
  readonly id: string;
  readonly channel: string;
  readonly createdAt: string;
}

interface Message {
  readonly direction: string;
  readonly channel: string;
  readonly createdAt: string;
  readonly automatic?: boolean;
  readonly text: string;
  readonly externalId: string | null;
}

interface Clock {
  readonly metric: string;
  readonly state: string;
}

interface Decision {
  readonly kind: string;
  readonly reasons: { readonly agent?: { readonly name: string } };
}

export interface CountedDay {
  readonly channels: ReadonlyMap<string, ChannelDay>;
  /** How often each was given a ticket, by name. */
  readonly byAgent: ReadonlyMap<string, number>;
  /** How many clocks of each metric ended how. */
  readonly clocks: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Decisions of the routing by kind. */
  readonly decisions: ReadonlyMap<string, number>;
  /** What customers said (of calls: their id), as often as it is in a ticket. */
  readonly heard: ReadonlyMap<string, number>;
}

interface Tally {
  opened: number;
  received: number;
  sent: number;
  readonly first: number[];
  readonly waits: number[];
}

/** Counts the day from the tickets themselves, one by one, as the API shows them. */
export async function countDay(desk: DeskClient): Promise<CountedDay> {
  const tallies = new Map<string, Tally>();
  const tallyOf = (channel: string): Tally => {
    const known = tallies.get(channel) ?? { opened: 0, received: 0, sent: 0, first: [], waits: [] };
    tallies.set(channel, known);
    return known;
  };
  const byAgent = new Map<string, number>();
  const clocks = new Map<string, Map<string, number>>();
  const decisions = new Map<string, number>();
  const heard = new Map<string, number>();
  for (const ticket of await desk.all<Ticket>('/tickets?sort=createdAt')) {
    tallyOf(ticket.channel).opened += 1;
    const messages = await desk.all<Message>(`/tickets/${ticket.id}/messages`);
    countMessages(ticket, messages, tallyOf);
    const said = messages.filter((m) => m.direction === 'inbound').flatMap((m) => [...new Set([m.text, m.externalId ?? ''])]);
    for (const words of said) heard.set(words, (heard.get(words) ?? 0) + 1);
    for (const { metric, state } of await desk.all<Clock>(`/tickets/${ticket.id}/clocks`)) {
      const states = clocks.get(metric) ?? new Map<string, number>();
      clocks.set(metric, states.set(state, (states.get(state) ?? 0) + 1));
    }
    for (const { kind, reasons } of await desk.all<Decision>(`/tickets/${ticket.id}/routing`)) {
      decisions.set(kind, (decisions.get(kind) ?? 0) + 1);
      if (kind === 'assigned' && reasons.agent !== undefined) byAgent.set(reasons.agent.name, (byAgent.get(reasons.agent.name) ?? 0) + 1);
    }
  }
  const channels = new Map([...tallies].map(([channel, tally]) => [channel, dayOf(tally)]));
  return { channels, byAgent, clocks, decisions, heard };
}

function countMessages(ticket: Ticket, messages: readonly Message[], tallyOf: (channel: string) => Tally): void {
  let since: number | null = null;
  let isFirst = true;
  for (const { direction, channel, createdAt, automatic } of messages) {
    const at = Date.parse(createdAt);
    if (direction === 'internal') continue;
    const tally = tallyOf(channel);
    tally[direction === 'inbound' ? 'received' : 'sent'] += 1;
    if (automatic === true) continue;
    if (direction === 'inbound') since ??= at;
    else {
      if (isFirst) tallyOf(ticket.channel).first.push((at - Date.parse(ticket.createdAt)) / 1000);
      if (since !== null) tally.waits.push((at - since) / 1000);
      isFirst = false;
      since = null;
    }
  }
}

function dayOf({ opened, received, sent, first, waits }: Tally): ChannelDay {
  return { opened, received, sent, firstResponse: spanOf(first), wait: { ...spanOf(waits), sorted: waits.toSorted((a, b) => a - b) } };
}

function spanOf(seconds: readonly number[]): Span {
  const sum = seconds.reduce((total, s) => total + s, 0);
  return { count: seconds.length, averageSeconds: seconds.length === 0 ? null : sum / seconds.length };
}

type Reported = Omit<ChannelDay, 'wait'> & { readonly key: string | null; readonly wait: Span };

/** Every figure that the reports of the API give otherwise than the tickets do. */
export async function disagreements(desk: DeskClient, { channels }: CountedDay): Promise<readonly string[]> {
  const reported = await reportOf(desk);
  const differences: string[] = [];
  const compare = (what: string, counted: number | null, shown: number | null | undefined, tolerance = 0): void => {
    if (Math.abs((counted ?? 0) - (shown ?? 0)) > tolerance)
      differences.push(`${what}: ${counted ?? 0} by the tickets, ${shown ?? 0} in the report`);
  };
  for (const [channel, day] of channels) {
    const shown = reported.find((r) => r.key === channel);
    compare(`${channel} opened`, day.opened, shown?.opened);
    compare(`${channel} received`, day.received, shown?.received);
    compare(`${channel} sent`, day.sent, shown?.sent);
    compare(`${channel} first answers`, day.firstResponse.count, shown?.firstResponse.count);
    compare(`${channel} first answer, seconds`, day.firstResponse.averageSeconds, shown?.firstResponse.averageSeconds, 1);
    compare(`${channel} waits`, day.wait.count, shown?.wait.count);
    compare(`${channel} wait, seconds`, day.wait.averageSeconds, shown?.wait.averageSeconds, 1);
  }
  return differences;
}

async function reportOf(desk: DeskClient): Promise<readonly Reported[]> {
  const day = 24 * 3600_000;
  const from = new Date(Date.now() - 30 * day).toISOString();
  const to = new Date(Date.now() + 300 * day).toISOString();
  const { items } = await desk.get<{ items: Reported[] }>(`/reports/figures?from=${from}&to=${to}&by=channel&every=whole`);
  return items;
}
