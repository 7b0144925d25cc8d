import type { Message, TicketEvent } from '../data/queries.js';

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'events'; readonly key: string; readonly events: readonly TicketEvent[] }
  /** `isFollowing`: the same person goes on within minutes; name and time are not said again. */
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly isFollowing: boolean };

interface Told {
  readonly messages: readonly Message[];
  /** Newest first, as the desk gives them. */
  readonly events: readonly TicketEvent[];
  /** Everything that was said is here. */
  readonly isComplete: boolean;
  /** The last seq that was read; null: nothing is new. */
  readonly seenSeq: number | null;
  readonly meId: string;
}

const TOGETHER_MS = 5 * 60_000;
/** Said by the messages themselves, or of no interest between them. */
const QUIET = new Set(['ticket.followed', 'ticket.unfollowed', 'message.resent', 'ticket.opened', 'clock.warned', 'clock.fulfilled']);

/** One timeline of what was said and what happened, as rows of the screen. */
export function rowsOf({ messages, events, isComplete, seenSeq, meId }: Told): readonly Row[] {
  const start = isComplete ? '' : (messages[0]?.createdAt ?? '');
  const happened = events.filter(({ name, at }) => !QUIET.has(name) && at >= start).toReversed();
  const rows: Row[] = [];
  let day = '';
  let at = 0;
  let isMarked = seenSeq === null;
  let before: Message | null = null;
  const startDay = (instant: string) => {
    const today = new Date(instant).toDateString();
    if (today === day) return;
    day = today;
    before = null;
    rows.push({ kind: 'day', key: `day ${today} ${rows.length}`, at: instant });
  };
  const tellUntil = (instant: string | null) => {
    const first = at;
    const later = instant === null ? -1 : happened.findIndex((event, place) => place >= first && event.at >= instant);
    at = later === -1 ? happened.length : later;
    const together = happened.slice(first, at);
    const [one] = together;
    if (one === undefined) return;
    startDay(one.at);
    before = null;
    rows.push({ kind: 'events', key: `events ${one.id}`, events: together });
  };
  for (const message of messages) {
    const place = message.seq === 0 ? null : message.createdAt;
    tellUntil(place);
    startDay(place ?? new Date().toISOString());
    if (!isMarked && seenSeq !== null && message.seq > seenSeq && message.author.id !== meId) {
      isMarked = true;
      before = null;
      rows.push({ kind: 'unread', key: 'unread' });
    }
    rows.push({ kind: 'message', key: message.id, message, isFollowing: follows(before, message) });
    before = message;
  }
  tellUntil(null);
  return rows;
}

function follows(before: Message | null, message: Message): boolean {
  if (before === null || before.kind !== message.kind || before.direction !== message.direction) return false;
  if (before.author.id !== message.author.id || before.author.name !== message.author.name || before.channel !== message.channel)
    return false;
  if (message.channel === 'email' && message.direction !== 'internal') return false;
  return Date.parse(message.createdAt) - Date.parse(before.createdAt) < TOGETHER_MS;
}
