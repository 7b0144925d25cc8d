import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { agentsQuery, categoriesQuery, inboxesQuery, named, statusesQuery, teamsQuery } from '../../directory.js';

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
      status: (name) => named(statuses.find((s) => s.name === name)?.names, name),
      category: (key) => named(categories.find((c) => c.key === key)?.names, key),
      agent: nameOf(agents),
      team: nameOf(teams),
      inbox: nameOf(inboxes),
    };
  }, [statuses, categories, agents, teams, inboxes]);
}
