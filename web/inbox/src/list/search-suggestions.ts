import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { named, useThings } from '../directory.js';
import { STATUS_CATEGORIES } from './list-source.js';

const OPERATORS = [
  'channel',
  'status',
  'category',
  'priority',
  'assignee',
  'team',
  'tag',
  'from',
  'language',
  'has',
  'before',
  'after',
] as const;
const CHANNELS = ['email', 'chat', 'social', 'hotline', 'api'];
const PRIORITIES = ['urgent', 'high', 'normal', 'low'];
const OFFERED_MAX = 8;
const DAYS = [0, 1, 7, 30];
const DAY_MS = 86_400_000;

interface Offer {
  readonly insert: string;
  readonly label: string;
}

export interface Suggestions {
  /** What is being typed stands from here to there. */
  readonly from: number;
  readonly to: number;
  readonly offered: readonly Offer[];
}

/** What fits to the word at the caret: operators by their beginning, then what they can be. */
export function useSuggestions(text: string, caret: number): Suggestions {
  const { t } = useTranslation('list');
  const { agents, teams, tags, statuses, categories } = useThings();
  return useMemo(() => {
    const { from, to, minus, word } = wordAt(text, caret);
    const [key = '', begun] = word.split(/:(.*)/s, 2);
    const fits = (offer: Offer, typed: string) =>
      [offer.insert, offer.label].some((one) => one.toLocaleLowerCase().includes(typed.toLocaleLowerCase()));
    if (begun === undefined) {
      const offered =
        word === ''
          ? []
          : OPERATORS.filter((name) => name.startsWith(word.toLowerCase())).map((name) => ({
              insert: `${minus}${name}:`,
              label: t(`search.operators.${name}`),
            }));
      return { from, to, offered };
    }
    const plain = (values: readonly string[], scope: string) => values.map((value) => ({ insert: value, label: t(`${scope}.${value}`) }));
    const values: Readonly<Record<string, () => readonly Offer[]>> = {
      channel: () => plain(CHANNELS, 'channel'),
      priority: () => plain(PRIORITIES, 'priority'),
      status: () => [
        ...plain(STATUS_CATEGORIES, 'statusCategory'),
        ...statuses.map((status) => ({ insert: status.name, label: named(status.names, status.name) })),
      ],
      category: () => categories.map((category) => ({ insert: category.key, label: named(category.names, category.key) })),
      assignee: () => [
        { insert: 'me', label: t('bulk.me') },
        { insert: 'none', label: t('bulk.nobody') },
        ...agents.map((agent) => ({ insert: agent.email, label: agent.name })),
      ],
      team: () => [
        { insert: 'mine', label: t('search.mine') },
        { insert: 'none', label: t('bulk.noTeam') },
        ...teams.map((team) => ({ insert: team.name, label: '' })),
      ],
      tag: () => tags.map((tag) => ({ insert: tag.name, label: '' })),
      has: () => [{ insert: 'attachment', label: t('search.attachment') }],
      before: () => days(t),
      after: () => days(t),
      language: () => plain(['id', 'zh', 'en'], 'languages'),
    };
    const all = values[key.toLowerCase()]?.() ?? [];
    const unique = [...new Map(all.map((offer) => [offer.insert, offer])).values()];
    const offered = unique
      .filter((offer) => fits(offer, begun.replaceAll('"', '')) && offer.insert !== begun)
      .slice(0, OFFERED_MAX)
      .map((offer) => ({ insert: `${minus}${key}:${quoted(offer.insert)} `, label: offer.label }));
    return { from, to, offered };
  }, [text, caret, t, agents, teams, tags, statuses, categories]);
}

function wordAt(text: string, caret: number): { from: number; to: number; minus: string; word: string } {
  const before = text.slice(0, caret);
  // A value in quotation marks may hold spaces.
  const typed = /(?:[A-Za-z]+:"[^"]*|\S*)$/u.exec(before)?.[0] ?? '';
  const minus = typed.startsWith('-') ? '-' : '';
  return { from: caret - typed.length, to: caret, minus, word: typed.slice(minus.length) };
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

function days(t: (key: string, more: { readonly count: number }) => string): readonly Offer[] {
  return DAYS.map((ago) => ({
    insert: new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10),
    label: ago === 0 ? t('search.today', { count: 0 }) : t('search.daysAgo', { count: ago }),
  }));
}
