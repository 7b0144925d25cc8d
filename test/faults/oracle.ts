import type { DeskClient, MessageAnswer } from '../../sandbox/desk-client.js';
import type { Cast, Input } from './script.js';

export interface Reply {
  readonly provider: string;
  readonly who: string;
  readonly messageId: string;
  readonly text: string;
}

export interface Verdict {
  readonly inputs: number;
  readonly lost: number;
  readonly doubled: number;
  readonly wrongTicket: number;
  readonly replies: number;
  readonly repliesMissing: number;
  readonly repliesDoubled: number;
  readonly repliesToWrongPerson: number;
  readonly resentByAgent: number;
}

interface Found {
  readonly ticketId: string;
  readonly message: MessageAnswer;
}

/** Everything the desk shows, by the text or external id it can be found by. */
export async function everything(desk: DeskClient): Promise<ReadonlyMap<string, readonly Found[]>> {
  const found = new Map<string, Found[]>();
  for (const ticket of await desk.all<{ id: string }>('/tickets?sort=createdAt')) {
    const messages = await desk.all<MessageAnswer>(`/tickets/${ticket.id}/messages`);
    for (const message of messages) note(found, { ticketId: ticket.id, message });
  }
  return found;
}

function note(found: Map<string, Found[]>, place: Found): void {
  for (const key of new Set([place.message.text, place.message.externalId])) {
    if (key !== null) found.set(key, [...(found.get(key) ?? []), place]);
  }
}

/** Reads only the public API and the vendors' ledgers. Each customer wrote in one conversation, so in one ticket. */
export async function judge(
  desk: DeskClient,
  play: { readonly casts: readonly Cast[]; readonly inputs: readonly Input[]; readonly replies: readonly Reply[]; readonly resent: number },
): Promise<Verdict> {
  const seen = await everything(desk);
  const places = play.inputs.map((input) => ({ input, found: seen.get(input.utterance.text) ?? [] }));
  const home = homes(places);
  const arrivals = play.replies.map((reply) => ({ reply, arrived: arrivalsOf(play.casts, reply) }));
  return {
    inputs: play.inputs.length,
    lost: places.filter((p) => p.found.length === 0).length,
    doubled: places.filter((p) => p.found.length > 1).length,
    wrongTicket: places.filter((p) => p.found.some((f) => home.get(f.ticketId) !== p.input.who)).length,
    replies: play.replies.length,
    repliesMissing: arrivals.filter((a) => a.arrived.size === 0).length,
    repliesDoubled: arrivals.filter((a) => a.arrived.size > 1).length,
    repliesToWrongPerson: arrivals.filter((a) => [...a.arrived.values()].some((to) => to !== addressOf(play.casts, a.reply))).length,
    resentByAgent: play.resent,
  };
}

/** Whose ticket is it: of whoever's words came into it first. A second person's words in it are in the wrong one. */
function homes(places: readonly { readonly input: Input; readonly found: readonly Found[] }[]): ReadonlyMap<string, string> {
  const firsts = new Map<string, { readonly seq: number; readonly who: string }>();
  for (const { input, found } of places) {
    for (const { ticketId, message } of found) {
      const first = firsts.get(ticketId);
      if (first === undefined || message.seq < first.seq) firsts.set(ticketId, { seq: message.seq, who: input.who });
    }
  }
  return new Map([...firsts].map(([ticketId, { who }]) => [ticketId, who]));
}

/** By external id, because a mail that is handed in twice is one mail (same Message-ID). */
export function arrivalsOf(casts: readonly Cast[], reply: Reply): ReadonlyMap<string, string> {
  const entries = casts.find((c) => c.provider === reply.provider)?.running.replies() ?? [];
  return new Map(entries.filter((e) => e.text.trim() === reply.text).map((e) => [e.externalId, e.to]));
}

function addressOf(casts: readonly Cast[], reply: Reply): string {
  return casts.find((c) => c.provider === reply.provider)?.customers.get(reply.who)?.address ?? '';
}
