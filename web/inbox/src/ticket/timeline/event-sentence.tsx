import { fullTime } from '@parley/kit/formats';
import type { TFunction } from 'i18next';
import type { TicketEvent } from '../data/queries.js';
import type { Words } from '../data/use-words.js';

interface Said {
  readonly t: TFunction<'ticket'>;
  readonly words: Words;
}

type Change = { readonly from?: unknown; readonly to?: unknown };

/** What happened, in words; who did it is said before. */
export function eventSentence({ name, data }: TicketEvent, said: Said): string {
  const facts = data as Readonly<Record<string, unknown>>;
  if (name === 'ticket.changed' || name === 'ticket.auto-closed')
    return Object.entries(facts)
      .map(([field, change]) => changeSentence(field, change as Change, said))
      .filter((one) => one !== '')
      .join(' · ');
  if (name === 'ticket.assigned') return assignedSentence(facts, said);
  const { t } = said;
  const isLate = name === 'clock.fulfilled' && facts['late'] === true;
  return t(`events.${isLate ? 'clock_done_late' : name.replaceAll('.', '_').replaceAll('-', '_')}`, {
    defaultValue: name,
    ...facts,
    metric: typeof facts['metric'] === 'string' ? t(`clocks.metrics.${facts['metric']}`) : '',
  });
}

/** By routing: the team and the agent at once, as they were and as they are. */
function assignedSentence(facts: Readonly<Record<string, unknown>>, said: Said): string {
  const [from, to] = [facts['from'], facts['to']].map((side) => (side ?? {}) as Readonly<Record<string, unknown>>);
  return ['teamId', 'assigneeId']
    .filter((field) => from?.[field] !== to?.[field])
    .map((field) => changeSentence(field, { from: from?.[field], to: to?.[field] }, said))
    .join(' · ');
}

export function changeSentence(field: string, { from, to }: Change, said: Said): string {
  const { t } = said;
  if (field === 'tags') return tagsSentence(listOf(from), listOf(to), t);
  if (field === 'customFields') return t('events.fields');
  const label = t(`fields.${field}`, { defaultValue: field });
  if (to === null || to === undefined || to === '') return t('events.cleared', { field: label });
  return t('events.became', { field: label, to: shownValue(field, to, said) });
}

export function shownValue(field: string, value: unknown, { t, words }: Said): string {
  if (value === null || value === undefined) return t('fields.none');
  const text = String(value);
  switch (field) {
    case 'status':
      return words.status(text);
    case 'category':
      return words.category(text);
    case 'priority':
      return t(`priority.${text}`);
    case 'assigneeId':
      return words.agent(text) ?? t('fields.someone');
    case 'teamId':
      return words.team(text) ?? t('fields.someTeam');
    case 'snoozedUntil':
      return fullTime(text);
    case 'tags':
      return listOf(value).join(', ');
    default:
      return text;
  }
}

function tagsSentence(from: readonly string[], to: readonly string[], t: Said['t']): string {
  const added = to.filter((tag) => !from.includes(tag));
  const removed = from.filter((tag) => !to.includes(tag));
  return [
    ...(added.length > 0 ? [t('events.tagged', { tags: added.join(', ') })] : []),
    ...(removed.length > 0 ? [t('events.untagged', { tags: removed.join(', ') })] : []),
  ].join(' · ');
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
