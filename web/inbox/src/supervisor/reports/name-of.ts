import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { named, useAgents, useCategories, useTeams } from '../../directory.js';
import type { By } from './ask-figures.js';

/** What people read for a key of a report. */
export function useNameOf(by: By): (key: string | null) => string {
  const { t, i18n } = useTranslation('supervisor');
  const teams = useTeams();
  const agents = useAgents();
  const categories = useCategories();
  const names = useMemo(() => {
    if (by === 'team') return new Map(teams.map(({ id, name }) => [id, name]));
    if (by === 'agent') return new Map(agents.map(({ id, name }) => [id, name]));
    return new Map(categories.map(({ key, names: each }) => [key, named(each, key)]));
  }, [by, teams, agents, categories, i18n.language]);
  return useCallback(
    (key: string | null) => {
      if (key === null) return t(by === 'team' ? 'noTeam' : 'nobody');
      return by === 'channel' ? t(`channels.${key}`, key) : (names.get(key) ?? key);
    },
    [t, by, names],
  );
}
