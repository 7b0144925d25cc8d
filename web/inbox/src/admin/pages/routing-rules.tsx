import { Group, Select, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import { ALWAYS, type Condition, conditionProblems } from '../../conditions/condition.js';
import { ConditionEditor } from '../../conditions/condition-editor.js';
import { useMay } from '../../session.js';
import { ChoiceField, LanguageField, Section } from '../common/fields.js';
import { useCategories, useSkills, useTags, useTeams } from '../common/lookups.js';
import { EnabledSwitch, Place } from '../common/ordered.js';
import type { PageProps } from '../common/page-props.js';
import { type FormProps, type Resource, useList } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';
import { Does } from '../routing/does.js';
import { RulesTrial } from '../routing/rules-trial.js';
import { TicketTrial } from '../routing/ticket-trial.js';
import { PRIORITIES } from '../sla/targets.js';
import { SkillNeeds } from './skill-needs.js';

type Rule = Schemas['RuleAnswer'];
type Actions = Schemas['RuleActionsDto'];

interface Draft {
  readonly name: string;
  readonly enabled: boolean;
  readonly continue: boolean;
  readonly conditions: Condition;
  readonly actions: Actions;
}

const PATH = '/api/v1/routing-rules/{id}';
const NO_ACTIONS: Actions = { teamId: null, priority: null, category: null, language: null, tags: [], skills: [] };
const at = (id: string) => ({ params: { path: { id } } });
const change = ({ id, version }: Rule, body: object) => ask(desk.PATCH(PATH, { ...at(id), body: { ...body, version } as never }));

const rules: Resource<Rule, Draft> = {
  name: 'routing-rules',
  permission: 'routing:write',
  idOf: ({ id }) => id,
  titleOf: ({ name }) => name,
  isOff: ({ enabled }) => !enabled,
  list: (query) => ask(desk.GET('/api/v1/routing-rules', { params: { query } })),
  one: (id) => ask(desk.GET(PATH, at(id))),
  blank: () => ({ name: '', enabled: true, continue: false, conditions: ALWAYS, actions: NO_ACTIONS }),
  draftOf: ({ name, enabled, continue: goesOn, conditions, actions }) => ({
    name,
    enabled,
    continue: goesOn,
    conditions: conditions as unknown as Condition,
    actions: { ...NO_ACTIONS, ...actions },
  }),
  create: (body) => ask(desk.POST('/api/v1/routing-rules', { body: body as never })),
  change,
  remove: ({ id }) => ask(desk.DELETE(PATH, at(id))),
  Form: RuleForm,
};

export function RoutingRules(props: PageProps) {
  const readOnly = !useMay()(rules.permission);
  const { rows = [] } = useList(rules.name, rules.list);
  return (
    <ResourcePage
      {...props}
      resource={rules}
      size={820}
      columns={[
        {
          key: 'order',
          render: (rule) => (
            <Place
              name={rules.name}
              title={rule.name}
              place={rows.indexOf(rule) + 1}
              count={rows.length}
              move={(position) => change(rule, { position })}
              readOnly={readOnly}
            />
          ),
        },
        { key: 'does', render: ({ actions }) => <Does actions={actions} /> },
        {
          key: 'state',
          render: (rule) => (
            <EnabledSwitch
              name={rules.name}
              title={rule.name}
              enabled={rule.enabled}
              change={(enabled) => change(rule, { enabled })}
              readOnly={readOnly}
            />
          ),
        },
      ]}
    />
  );
}

function RuleForm({ draft, set, errorOf, problem, readOnly, row }: FormProps<Rule, Draft>) {
  const { t } = useTranslation('admin');
  const { actions } = draft;
  const act = (part: Partial<Actions>) => set({ actions: { ...actions, ...part } });
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
      <Section title={t('rule.when')} help={t('rule.whenHelp')}>
        <ConditionEditor
          value={draft.conditions}
          onChange={(conditions) => set({ conditions })}
          purpose="routing"
          problems={conditionProblems(problem)}
          label={t('rule.when')}
          disabled={readOnly}
        />
      </Section>
      <Section title={t('rule.then')} help={t('rule.thenHelp')}>
        <Group grow align="flex-start">
          <ChoiceField
            label={t('fields.team')}
            none={t('rule.asIs')}
            choices={useTeams()}
            value={actions.teamId ?? null}
            onChange={(teamId) => act({ teamId })}
          />
          <Select
            label={t('fields.priority')}
            placeholder={t('rule.asIs')}
            clearable={actions.priority !== null}
            clearButtonProps={{ 'aria-label': `${t('fields.priority')}: ×` }}
            data={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
            value={actions.priority ?? null}
            onChange={(priority) => act({ priority: priority as Actions['priority'] })}
            comboboxProps={{ zIndex: 350 }}
          />
        </Group>
        <Group grow align="flex-start">
          <ChoiceField
            label={t('fields.category')}
            none={t('rule.asIs')}
            choices={useCategories()}
            value={actions.category ?? null}
            onChange={(category) => act({ category })}
          />
          <LanguageField
            label={t('fields.language')}
            none={t('rule.asIs')}
            value={actions.language ?? null}
            onChange={(language) => act({ language })}
          />
        </Group>
        <TagsInput
          label={t('rule.tags')}
          data={useTags()}
          value={[...(actions.tags ?? [])]}
          onChange={(tags) => act({ tags })}
          comboboxProps={{ zIndex: 350 }}
        />
        <SkillNeeds
          label={t('rule.skills')}
          help={t('rule.skillsHelp')}
          choices={useSkills()}
          value={actions.skills ?? []}
          onChange={(skills) => act({ skills: [...skills] })}
        />
      </Section>
      <Switch
        label={t('rule.continue')}
        description={t('rule.continueHelp')}
        checked={draft.continue}
        onChange={(e) => set({ continue: e.currentTarget.checked })}
      />
      <Switch label={t('rule.enabled')} checked={draft.enabled} onChange={(e) => set({ enabled: e.currentTarget.checked })} />
      {readOnly ? null : <TicketTrial draft={draft} id={row?.id ?? null} />}
      {readOnly ? null : <RulesTrial draft={draft} id={row?.id ?? null} />}
      <Text size="xs" c="dimmed">
        {t('rule.noSingle')}
      </Text>
    </>
  );
}
