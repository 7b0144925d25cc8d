import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent as ReactKeyboardEvent } from 'react';
import { useEffect, useId, useMemo, useState } from 'react';
import { agentsQuery, cannedTextsQuery, macrosQuery } from '../../directory.js';

import type { Trigger } from './field.js';

export type Suggestion =
  | { readonly kind: 'text'; readonly id: string; readonly label: string; readonly hint: string }
  | { readonly kind: 'macro'; readonly id: string; readonly label: string; readonly hint: string }
  | { readonly kind: 'agent'; readonly id: string; readonly label: string; readonly hint: string };

const SHOWN_MAX = 30;

export interface Suggestions {
  readonly listId: string;
  readonly items: readonly Suggestion[];
  readonly active: number;
  readonly setActive: (at: number) => void;
  /** @returns whether the key was for the list */
  readonly take: (event: KeyboardEvent | ReactKeyboardEvent) => boolean;
}

/** What the trigger at the caret could mean. */
export function useSuggestions(
  trigger: Trigger | null,
  isReply: boolean,
  onChoose: (one: Suggestion) => void,
  onLeave: () => void,
): Suggestions {
  const listId = useId();
  const [active, setActive] = useState(0);
  const isSlash = trigger?.sign === '/';
  const { data: texts = [] } = useQuery({ ...cannedTextsQuery, enabled: isSlash });
  const { data: macros = [] } = useQuery({ ...macrosQuery, enabled: isSlash });
  const { data: agents = [] } = useQuery({ ...agentsQuery, enabled: trigger?.sign === '@' });
  const query = trigger?.query.toLowerCase() ?? '';
  const sign = trigger?.sign ?? null;
  const items = useMemo<readonly Suggestion[]>(() => {
    const fits = (words: string) => words.toLowerCase().includes(query);
    if (sign === null) return [];
    if (sign === '@')
      return agents
        .filter(({ enabled, name }) => enabled && fits(name))
        .slice(0, SHOWN_MAX)
        .map(({ id, name, email }) => ({ kind: 'agent', id, label: name, hint: email }));
    const canned = texts
      .filter(({ shortcut, category }) => fits(`${shortcut} ${category}`))
      .map(({ id, shortcut, texts: said }): Suggestion => ({ kind: 'text', id, label: shortcut, hint: firstText(said) }));
    const acts = macros.filter(({ name }) => fits(name)).map(({ id, name }): Suggestion => ({ kind: 'macro', id, label: name, hint: '' }));
    return [...canned, ...acts].slice(0, SHOWN_MAX);
  }, [sign, query, texts, macros, agents, isReply]);
  useEffect(() => setActive(0), [sign, query]);
  const take: Suggestions['take'] = (event) => {
    if (items.length === 0) return false;
    switch (event.key) {
      case 'ArrowDown':
        setActive((active + 1) % items.length);
        return true;
      case 'ArrowUp':
        setActive((active - 1 + items.length) % items.length);
        return true;
      case 'Enter':
      case 'Tab': {
        const chosen = items[active];
        if (event.ctrlKey || event.metaKey || chosen === undefined) return false;
        onChoose(chosen);
        return true;
      }
      case 'Escape':
        event.stopPropagation();
        onLeave();
        return true;
      default:
        return false;
    }
  };
  return { listId, items, active, setActive, take };
}

function firstText(texts: object): string {
  const [first] = Object.values(texts as Readonly<Record<string, { readonly text?: string }>>);
  return first?.text ?? '';
}
