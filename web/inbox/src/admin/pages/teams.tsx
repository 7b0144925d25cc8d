import { NumberInput, Radio, Stack, Switch, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import { ChoiceField, Section } from '../common/fields.js';
import { nameIn, useTeams } from '../common/lookups.js';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';

type Team = Schemas['TeamAnswer'];
type Draft = Schemas['TeamInput'];

const PATH = '/api/v1/teams/{id}';
const STRATEGIES = ['manual', 'sticky', 'round-robin', 'least-loaded', 'longest-idle'] as const;
const at = (id: string) => ({ params: { path: { id } } });

const teams: Resource<Team, Draft> = {
  name: 'teams',
  permission: 'team:write',
  idOf: ({ id }) => id,
  titleOf: ({ name }) => name,
  list: (query) => ask(desk.GET('/api/v1/teams', { params: { query } })),
  one: (id) => ask(desk.GET(PATH, at(id))),
  blank: () => ({
    name: '',
    visibility: 'open',
    strategy: 'least-loaded',
    fallbackStrategy: 'least-loaded',
    matchLanguage: true,
    overflowTeamId: null,
    overflowAfterMinutes: null,
  }),
  draftOf: ({ name, visibility, strategy, fallbackStrategy, matchLanguage, overflowTeamId, overflowAfterMinutes }) => ({
    name,
    visibility,
    strategy,
    fallbackStrategy,
    matchLanguage,
    overflowTeamId,
    overflowAfterMinutes,
  }),
  create: (draft) => ask(desk.POST('/api/v1/teams', { body: draft })),
  change: ({ id, visibility }, draft) => {
    // Only administrators may say who sees a team: what they did not change is not sent.
    const { visibility: wanted, ...rest } = draft;
    return ask(desk.PATCH(PATH, { ...at(id), body: (wanted === visibility ? rest : draft) as Draft }));
  },
  Form: TeamForm,
};

export function Teams(props: PageProps) {
  const { t } = useTranslation('admin');
  const choices = useTeams();
  return (
    <ResourcePage
      {...props}
      resource={teams}
      columns={[
        { key: 'members', render: ({ memberCount }) => memberCount },
        { key: 'strategy', render: ({ strategy }) => t(`strategy.${strategy}.name`) },
        { key: 'overflow', render: (team) => (team.overflowTeamId === null ? '–' : nameIn(choices, team.overflowTeamId)) },
        { key: 'visibility', render: ({ visibility }) => t(`visibility.${visibility}.name`) },
      ]}
    />
  );
}

function TeamForm({ draft, set, errorOf, row }: FormProps<Team, Draft>) {
  const { t } = useTranslation('admin');
  const isAdmin = useMay()('agent:write');
  const others = useTeams().filter(({ value }) => value !== row?.id);
  return (
    <>
      <TextInput
        label={t('fields.name')}
        required
        data-autofocus
        value={draft.name}
        onChange={(e) => set({ name: e.currentTarget.value })}
        error={errorOf('name')}
      />
      <Radio.Group label={t('team.strategy')} value={draft.strategy} onChange={(value) => set({ strategy: value as Draft['strategy'] })}>
        <Stack gap={8} mt={6}>
          {STRATEGIES.map((value) => (
            <Radio key={value} value={value} label={t(`strategy.${value}.name`)} description={t(`strategy.${value}.help`)} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.strategy === 'sticky' ? (
        <ChoiceField
          label={t('team.fallback')}
          help={t('team.fallbackHelp')}
          required
          choices={STRATEGIES.slice(2).map((value) => ({ value, label: t(`strategy.${value}.name`) }))}
          value={draft.fallbackStrategy ?? null}
          onChange={(value) => set({ fallbackStrategy: value as Draft['fallbackStrategy'] })}
        />
      ) : null}
      <Switch
        label={t('team.matchLanguage')}
        description={t('team.matchLanguageHelp')}
        checked={draft.matchLanguage}
        onChange={(e) => set({ matchLanguage: e.currentTarget.checked })}
      />
      <Section title={t('team.overflow')} help={t('team.overflowHelp')}>
        <ChoiceField
          label={t('team.overflowTeam')}
          none={t('team.noOverflow')}
          choices={others}
          value={draft.overflowTeamId ?? null}
          onChange={(overflowTeamId) =>
            set({ overflowTeamId, overflowAfterMinutes: overflowTeamId === null ? null : (draft.overflowAfterMinutes ?? 10) })
          }
          error={errorOf('overflowTeamId')}
        />
        {draft.overflowTeamId === null ? null : (
          <NumberInput
            label={t('team.overflowAfter')}
            min={1}
            max={43200}
            w={180}
            value={draft.overflowAfterMinutes ?? ''}
            onChange={(value) => set({ overflowAfterMinutes: typeof value === 'number' ? value : null })}
            error={errorOf('overflowAfterMinutes')}
          />
        )}
      </Section>
      {isAdmin ? (
        <Radio.Group
          label={t('team.visibility')}
          value={draft.visibility}
          onChange={(value) => set({ visibility: value as Draft['visibility'] })}
        >
          <Stack gap={8} mt={6}>
            {(['open', 'members'] as const).map((value) => (
              <Radio key={value} value={value} label={t(`visibility.${value}.name`)} description={t(`visibility.${value}.help`)} />
            ))}
          </Stack>
        </Radio.Group>
      ) : null}
    </>
  );
}
