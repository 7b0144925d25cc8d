import { currentLanguage } from '@parley/kit/languages';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { agentsQuery, categoriesQuery, inboxesQuery, statusesQuery, teamsQuery } from './queries.js';

export interface Words {
  readonly status: (name: string) => string;
  readonly category: (key: string) => string;
  readonly agent: (id: string | null) => string | null;
  readonly team: (id: string | null) => string | null;
  readonly inbox: (id: string | null) => string | null;
}

/** What people read for what tickets keep; the key itself until it is known. */
export function useWords(): Words {
  const { data: statuses = [] } = useQuery(statusesQuery);
  const { data: categories = [] } = useQuery(categoriesQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: inboxes = [] } = useQuery(inboxesQuery);
  return useMemo(() => {
    const nameOf = (list: readonly { readonly id: string; readonly name: string }[]) => {
      const names = new Map(list.map(({ id, name }) => [id, name]));
      return (id: string | null) => (id === null ? null : (names.get(id) ?? null));
    };
    return {
      status: (name) => inLanguage(statuses.find((s) => s.name === name)?.names, name),
      category: (key) => inLanguage(categories.find((c) => c.key === key)?.names, key),
      agent: nameOf(agents),
      team: nameOf(teams),
      inbox: nameOf(inboxes),
    };
  }, [statuses, categories, agents, teams, inboxes]);
}

/** @param names by language, as administrators gave them */
export function inLanguage(names: object | undefined, key: string): string {
  const byLanguage = (names ?? {}) as Readonly<Record<string, string>>;
  return byLanguage[currentLanguage()] ?? byLanguage['en'] ?? capital(key);
}

function capital(key: string): string {
  return `${key.slice(0, 1).toUpperCase()}${key.slice(1).replaceAll('_', ' ')}`;
}
