import type { ChatMessage } from '../chat/types';
import type { Words } from './words';

export type Entry =
  | { readonly kind: 'day'; readonly key: string; readonly label: string }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: ChatMessage; readonly first: boolean; readonly last: boolean };

/** Messages that follow each other so closely are one group, with one name and one time. */
const GROUP_MS = 5 * 60_000;

/** The conversation as it is drawn: days, a line before what is new, messages in groups. */
export function entriesOf(
  messages: readonly ChatMessage[],
  { newFromSeq, words }: { readonly newFromSeq: number | null; readonly words: Words },
): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [index, message] of messages.entries()) {
    const [before, after] = [messages[index - 1], messages[index + 1]];
    const day = dayOf(message);
    const isNewDay = before === undefined || dayOf(before) !== day;
    if (isNewDay) entries.push({ kind: 'day', key: `day ${day}`, label: dayLabel(message.at, words) });
    const isFirstNew = newFromSeq !== null && message.seq === newFromSeq;
    if (isFirstNew) entries.push({ kind: 'new', key: 'new' });
    entries.push({
      kind: 'message',
      key: message.key,
      message,
      first: isNewDay || isFirstNew || !isOneGroup(before, message),
      last: after === undefined || dayOf(after) !== day || !isOneGroup(message, after),
    });
  }
  return entries;
}

export function timeOf(at: string, { locale }: Words): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(at));
}

/** Today only the time, else with the day. */
export function momentOf(at: string, words: Words): string {
  const time = timeOf(at, words);
  const date = new Date(at);
  return date.toDateString() === new Date().toDateString()
    ? time
    : `${new Intl.DateTimeFormat(words.locale, { weekday: 'short', day: 'numeric', month: 'short' }).format(date)} ${time}`;
}

function isOneGroup(before: ChatMessage, after: ChatMessage): boolean {
  return before.from === after.from && before.author === after.author && Date.parse(after.at) - Date.parse(before.at) < GROUP_MS;
}

function dayOf({ at }: ChatMessage): string {
  return new Date(at).toDateString();
}

function dayLabel(at: string, words: Words): string {
  const date = new Date(at);
  const now = new Date();
  if (date.toDateString() === now.toDateString()) return words.today;
  if (date.toDateString() === new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1).toDateString()) return words.yesterday;
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(words.locale, { weekday: 'long', day: 'numeric', month: 'long', ...year }).format(date);
}
