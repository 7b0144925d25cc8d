import { Badge, Group } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import { languageName } from '../common/fields.js';
import { nameIn, useCategories, useSkills, useTeams } from '../common/lookups.js';

/** What a rule does, in badges. */
export function Does({ actions }: { readonly actions: Schemas['RuleActionsDto'] }) {
  const { t } = useTranslation('admin');
  const teams = useTeams();
  const categories = useCategories();
  const skills = useSkills();
  const said = [
    ...(actions.teamId ? [nameIn(teams, actions.teamId)] : []),
    ...(actions.priority ? [t(`priority.${actions.priority}`)] : []),
    ...(actions.category ? [nameIn(categories, actions.category)] : []),
    ...(actions.language ? [languageName(actions.language)] : []),
    ...(actions.tags ?? []).map((tag) => `#${tag}`),
    ...(actions.skills ?? []).map(({ skillId, level }) => `${nameIn(skills, skillId)} ${level}+`),
  ];
  return (
    <Group gap={4}>
      {/* Names that are not known yet are all the same dash. */}
      {said.map((one, at) => (
        <Badge key={`${at} ${one}`} variant="default" radius="sm" tt="none" fw={500}>
          {one}
        </Badge>
      ))}
    </Group>
  );
}
