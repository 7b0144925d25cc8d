import { ask, desk, Problem } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { queryOptions } from '@tanstack/react-query';
import { asked, isOvertaken } from './answers.js';
import { type Message, ticketKeys } from './queries.js';

/** What of a ticket's messages is here: its end, and as much before as somebody scrolled to. */
export interface Timeline {
  /** In the order of time; replies that wait to leave come last. */
  readonly items: readonly Message[];
  readonly olderCursor: string | null;
  /** The greatest seq known, also of what is not loaded. */
  readonly seq: number;
}

const PAGE = 40;
/** More than that is let go again when somebody is at the end anyway: a tab that is open all day stays small. */
const KEPT_MAX = 300;

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ticketKeys.timeline(id),
    queryFn: () => newest(id),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false, // messages stay the objects that they are: they are marked
  });

async function page(id: string, cursor: string | null) {
  const query = { order: 'newest' as const, limit: PAGE, ...(cursor === null ? {} : { cursor }) };
  return asked(
    () => ask(desk.GET('/api/v1/tickets/{id}/messages', { params: { path: { id }, query } })),
    ({ items }) => items,
  );
}

async function newest(id: string): Promise<Timeline> {
  const { items, nextCursor } = await page(id, null);
  return { items: sorted(items), olderCursor: nextCursor, seq: seqOf(items, 0) };
}

export async function loadOlder(id: string): Promise<void> {
  const cursor = read(id)?.olderCursor ?? null;
  if (cursor === null) return;
  const { items, nextCursor } = await page(id, cursor);
  write(id, (now) => (now.olderCursor === cursor ? { ...withMessages(now, items), olderCursor: nextCursor } : now));
}

/** After a gap in the connection: the end anew, beside what was scrolled to when the two still touch. */
export async function catchUp(id: string): Promise<void> {
  const fresh = await newest(id);
  const known = new Set(read(id)?.items.map((message) => message.id));
  const touches = fresh.olderCursor === null || fresh.items.some((message) => known.has(message.id));
  write(id, (now) => {
    const said = { ...now, items: now.items.filter(({ seq }) => seq > 0) };
    return touches ? withMessages(said, fresh.items) : fresh;
  });
}

const fetching = new Map<string, { again: boolean }>();

/** What is after the last seq that is known. Asked again meanwhile, it is fetched once more behind that. */
export async function loadNewer(id: string): Promise<void> {
  const running = fetching.get(id);
  if (running !== undefined) {
    running.again = true;
    return;
  }
  const state = { again: false };
  fetching.set(id, state);
  try {
    do {
      state.again = false;
      await fetchAfter(id);
    } while (state.again);
  } finally {
    fetching.delete(id);
  }
}

async function fetchAfter(id: string): Promise<void> {
  const now = read(id);
  if (now === undefined) return;
  const { items, nextCursor } = await asked(
    () => ask(desk.GET('/api/v1/tickets/{id}/messages', { params: { path: { id }, query: { after: now.seq, limit: 200 } } })),
    (answer) => answer.items,
  );
  // A whole ticket came in by a merge: begin anew rather than fetch it all.
  if (nextCursor !== null) await queries.refetchQueries({ queryKey: ticketKeys.timeline(id) });
  else write(id, (timeline) => withMessages(timeline, items));
}

/** It is not what it was: a delivery went on, a customer edited. */
export async function loadMessage(ticketId: string, messageId: string): Promise<void> {
  try {
    const message = await asked(
      () => ask(desk.GET('/api/v1/messages/{id}', { params: { path: { id: messageId } } })),
      (one) => [one],
    );
    if (message.ticketId === ticketId) putMessage(ticketId, message);
    else dropMessage(ticketId, messageId);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) dropMessage(ticketId, messageId);
  }
}

/** @param message as `asked` answered it */
export function putMessage(ticketId: string, message: Message): void {
  write(ticketId, (timeline) => withMessages(timeline, [message]));
}

export function dropMessage(ticketId: string, messageId: string): void {
  write(ticketId, (timeline) => ({ ...timeline, items: timeline.items.filter(({ id }) => id !== messageId) }));
}

const lettingGo = new Set<string>();

/** To be called when the reader is at the end. What comes in while the end is fetched stays. */
export async function letGoOfOld(id: string): Promise<void> {
  if (lettingGo.has(id) || (read(id)?.items.length ?? 0) <= KEPT_MAX) return;
  lettingGo.add(id);
  try {
    const fresh = await newest(id);
    write(id, (now) =>
      withMessages(
        fresh,
        now.items.filter(({ seq }) => seq === 0 || seq > fresh.seq),
      ),
    );
  } finally {
    lettingGo.delete(id);
  }
}

function withMessages(timeline: Timeline, messages: readonly Message[]): Timeline {
  const known = new Map(timeline.items.map((message) => [message.id, message]));
  for (const message of messages) {
    const before = known.get(message.id);
    if (before === undefined || !isOvertaken(message, before)) known.set(message.id, message);
  }
  return { ...timeline, items: sorted([...known.values()]), seq: seqOf(messages, timeline.seq) };
}

function sorted(messages: readonly Message[]): readonly Message[] {
  return messages
    .filter((message) => !(message.seq === 0 && message.delivery.state === 'cancelled'))
    .toSorted((a, b) => inOrder(placeOf(a), placeOf(b)) || a.seq - b.seq);
}

/** By code unit: collation would put signs before digits. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What waits has no place yet: it stands last, by when it leaves. */
function placeOf({ seq, createdAt, sendAt }: Message): string {
  return seq === 0 ? `~${sendAt ?? createdAt}` : createdAt;
}

function seqOf(messages: readonly Message[], start: number): number {
  return messages.reduce((most, { seq }) => Math.max(most, seq), start);
}

function read(id: string): Timeline | undefined {
  return queries.getQueryData<Timeline>(ticketKeys.timeline(id));
}

function write(id: string, change: (timeline: Timeline) => Timeline): void {
  queries.setQueryData<Timeline>(ticketKeys.timeline(id), (now) => (now === undefined ? now : change(now)));
}
