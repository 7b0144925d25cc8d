import { Badge, Group, MultiSelect, NumberInput, PasswordInput, Radio, Stack, Switch, Text, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session.js';
import { LanguagesField, languageName, OnOff } from '../common/fields.js';
import { nameIn, useSkills, useTeams } from '../common/lookups.js';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';
import { AgentLogins } from './agent-logins.js';
import { SkillNeeds } from './skill-needs.js';

export type Agent = Schemas['AgentAnswer'];
type Draft = Required<Schemas['AgentInput']>;

const PATH = '/api/v1/agents/{id}';
export const ROLES = ['agent', 'supervisor', 'admin', 'auditor'] as const;
const at = (id: string) => ({ params: { path: { id } } });

export const blankAgent = (): Draft => ({
  email: '',
  name: '',
  role: 'agent',
  password: '',
  teamIds: [],
  languages: [],
  enabled: true,
  skills: [],
  capacity: 6,
});

const agents: Resource<Agent, Draft> = {
  name: 'agents',
  permission: 'agent:write',
  idOf: ({ id }) => id,
  titleOf: ({ name }) => name,
  isOff: ({ enabled }) => !enabled,
  list: (query) => ask(desk.GET('/api/v1/agents', { params: { query } })),
  one: (id) => ask(desk.GET(PATH, at(id))),
  blank: blankAgent,
  draftOf: ({ email, name, role, teamIds, languages, enabled, skills, capacity }) => ({
    email,
    name,
    role,
    password: '',
    teamIds,
    languages,
    enabled,
    skills,
    capacity,
  }),
  create: (body) => ask(desk.POST('/api/v1/agents', { body })),
  change: ({ id, version }, { name, role, password, teamIds, languages, enabled, skills, capacity }) =>
    ask(
      desk.PATCH(PATH, {
        ...at(id),
        body: { name, role, teamIds, languages, enabled, skills, capacity, ...(password === '' ? {} : { password }), version },
      }),
    ),
  Form: AgentForm,
};

export function Agents(props: PageProps) {
  const { t } = useTranslation('admin');
  const teams = useTeams();
  return (
    <ResourcePage
      {...props}
      resource={agents}
      columns={[
        { key: 'email', render: ({ email }) => <Text size="sm">{email}</Text> },
        { key: 'role', render: ({ role }) => t(`role.${role}.name`) },
        {
          key: 'teams',
          render: ({ teamIds }) => (
            <Group gap={4}>
              {teamIds.map((id) => (
                <Badge key={id} variant="default" radius="sm" fw={500} tt="none">
                  {nameIn(teams, id)}
                </Badge>
              ))}
            </Group>
          ),
        },
        { key: 'languages', render: ({ languages }) => languages.map(languageName).join(', ') || t('agent.all') },
        { key: 'state', render: ({ enabled }) => <OnOff on={enabled} labels={[t('agent.enabled'), t('agent.disabled')]} /> },
      ]}
      extra={(agent) => <AgentLogins agent={agent} />}
    />
  );
}

function AgentForm({ draft, set, errorOf, row }: FormProps<Agent, Draft>) {
  const { t } = useTranslation('admin');
  const me = useMe();
  const teams = useTeams();
  const skills = useSkills();
  const isMe = row?.id === me.id;
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
      <TextInput
        label={t('fields.email')}
        type="email"
        required
        disabled={row !== null}
        description={row === null ? t('agent.emailHelp') : undefined}
        value={draft.email}
        onChange={(e) => set({ email: e.currentTarget.value })}
        error={errorOf('email')}
      />
      <PasswordInput
        label={t(row === null ? 'agent.password' : 'agent.newPassword')}
        description={t(row === null ? 'agent.passwordHelp' : 'agent.newPasswordHelp')}
        required={row === null}
        autoComplete="new-password"
        value={draft.password}
        onChange={(e) => set({ password: e.currentTarget.value })}
        error={errorOf('password')}
      />
      <Radio.Group label={t('fields.role')} value={draft.role} onChange={(role) => set({ role: role as Draft['role'] })}>
        <Stack gap={8} mt={6}>
          {ROLES.map((role) => (
            <Radio
              key={role}
              value={role}
              label={t(`role.${role}.name`)}
              description={t(`role.${role}.help`)}
              disabled={isMe && role !== draft.role}
            />
          ))}
        </Stack>
      </Radio.Group>
      <MultiSelect
        label={t('fields.teams')}
        data={[...teams]}
        value={[...draft.teamIds]}
        onChange={(teamIds) => set({ teamIds })}
        searchable
        comboboxProps={{ zIndex: 350 }}
        error={errorOf('teamIds')}
      />
      <LanguagesField
        label={t('fields.languages')}
        help={t('agent.languagesHelp')}
        value={draft.languages}
        onChange={(languages) => set({ languages })}
        error={errorOf('languages') ?? errorOf('languages.0')}
      />
      <SkillNeeds
        label={t('fields.skills')}
        help={t('agent.skillsHelp')}
        choices={skills}
        value={draft.skills}
        onChange={(value) => set({ skills: [...value] })}
      />
      <NumberInput
        label={t('agent.capacity')}
        description={t('agent.capacityHelp')}
        min={0}
        max={1000}
        w={200}
        value={draft.capacity}
        onChange={(value) => set({ capacity: typeof value === 'number' ? value : 0 })}
        error={errorOf('capacity')}
      />
      {row === null || isMe ? null : (
        <Switch
          label={t('agent.mayLogIn')}
          description={t('agent.mayLogInHelp')}
          checked={draft.enabled}
          onChange={(e) => set({ enabled: e.currentTarget.checked })}
        />
      )}
    </>
  );
}
