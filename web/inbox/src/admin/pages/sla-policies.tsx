import { Anchor, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ALWAYS, type Condition, conditionProblems } from '../../conditions/condition.js';
import { ConditionEditor } from '../../conditions/condition-editor.js';
import { useMay } from '../../session.js';
import { ChoiceField, Section } from '../common/fields.js';
import { nameIn, useCalendars } from '../common/lookups.js';
import { EnabledSwitch, Place } from '../common/ordered.js';
import type { PageProps } from '../common/page-props.js';
import { type FormProps, type Resource, useList } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';
import { Escalations, Pauses } from '../sla/pauses.js';
import { METRICS, shortTargets, TargetsTable } from '../sla/targets.js';

type Policy = Schemas['SlaPolicyAnswer'];

interface Draft {
  readonly name: string;
  readonly enabled: boolean;
  readonly condition: Condition;
  readonly calendarId: string | null;
  readonly targets: Schemas['TargetsDto'];
  readonly pauses: readonly Schemas['PauseDto'][];
  readonly warnAt: readonly number[];
  readonly escalations: readonly Schemas['EscalationDto'][];
}

const PATH = '/api/v1/sla-policies/{id}';
const at = (id: string) => ({ params: { path: { id } } });
const change = ({ id, version }: Policy, body: object) => ask(desk.PATCH(PATH, { ...at(id), body: { ...body, version } as never }));

/** Whoever sets up a first promise finds sensible ones, and the pauses that the desk would take anyway. */
const blank = (): Draft => ({
  name: '',
  enabled: true,
  condition: ALWAYS,
  calendarId: null,
  targets: {
    'first-response': { urgent: 15, high: 60, normal: 240, low: 480 },
    resolution: { urgent: 240, high: 480, normal: 1440, low: 2880 },
  },
  pauses: [
    { statusCategory: 'pending', reason: 'waiting for the customer', metrics: [...METRICS] },
    { statusCategory: 'on_hold', reason: 'waiting for a third party', metrics: ['resolution'] },
  ],
  warnAt: [75],
  escalations: [],
});

const policies: Resource<Policy, Draft> = {
  name: 'sla-policies',
  permission: 'sla:write',
  idOf: ({ id }) => id,
  titleOf: ({ name }) => name,
  isOff: ({ enabled }) => !enabled,
  list: (query) => ask(desk.GET('/api/v1/sla-policies', { params: { query } })),
  one: (id) => ask(desk.GET(PATH, at(id))),
  blank,
  draftOf: ({ name, enabled, condition, calendarId, targets, pauses, warnAt, escalations }) => ({
    name,
    enabled,
    condition: condition as unknown as Condition,
    calendarId,
    targets,
    pauses,
    warnAt,
    escalations,
  }),
  create: (body) => ask(desk.POST('/api/v1/sla-policies', { body: body as never })),
  change,
  Form: PolicyForm,
};

export function SlaPolicies(props: PageProps) {
  const readOnly = !useMay()(policies.permission);
  const calendars = useCalendars();
  const { rows = [] } = useList(policies.name, policies.list);
  return (
    <ResourcePage
      {...props}
      resource={policies}
      size={920}
      columns={[
        {
          key: 'order',
          render: (policy) => (
            <Place
              name={policies.name}
              title={policy.name}
              place={rows.indexOf(policy) + 1}
              count={rows.length}
              move={(position) => change(policy, { position })}
              readOnly={readOnly}
            />
          ),
        },
        { key: 'firstResponse', render: ({ targets }) => shortTargets(targets, 'first-response') },
        { key: 'resolution', render: ({ targets }) => shortTargets(targets, 'resolution') },
        { key: 'calendar', render: ({ calendarId }) => (calendarId === null ? '–' : nameIn(calendars, calendarId)) },
        {
          key: 'state',
          render: (policy) => (
            <EnabledSwitch
              name={policies.name}
              title={policy.name}
              enabled={policy.enabled}
              change={(enabled) => change(policy, { enabled })}
              readOnly={readOnly}
            />
          ),
        },
      ]}
    />
  );
}

function PolicyForm({ draft, set, errorOf, problem, readOnly }: FormProps<Policy, Draft>) {
  const { t } = useTranslation('admin');
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
      <Section title={t('sla.for')} help={t('sla.forHelp')}>
        <ConditionEditor
          value={draft.condition}
          onChange={(condition) => set({ condition })}
          purpose="sla"
          problems={conditionProblems(problem)}
          label={t('sla.for')}
          disabled={readOnly}
        />
      </Section>
      <Section title={t('sla.targets')} help={t('sla.targetsHelp')}>
        <TargetsTable value={draft.targets} onChange={(targets) => set({ targets })} />
      </Section>
      <ChoiceField
        label={t('fields.calendar')}
        help={t('sla.calendarHelp')}
        none={t('sla.noCalendar')}
        choices={useCalendars()}
        value={draft.calendarId}
        onChange={(calendarId) => set({ calendarId })}
        error={errorOf('calendarId')}
      />
      <Section title={t('sla.pauses')} help={t('sla.pausesHelp')}>
        <Pauses value={draft.pauses} onChange={(pauses) => set({ pauses })} />
      </Section>
      <TagsInput
        label={t('sla.warnAt')}
        description={t('sla.warnAtHelp')}
        value={draft.warnAt.map(String)}
        onChange={(values) => set({ warnAt: values.map(Number).filter((n) => Number.isInteger(n) && n > 0 && n < 100) })}
        error={errorOf('warnAt')}
      />
      <Section title={t('sla.escalations')} help={t('sla.escalationsHelp')}>
        <Escalations value={draft.escalations} onChange={(escalations) => set({ escalations })} />
      </Section>
      <Switch label={t('sla.enabled')} checked={draft.enabled} onChange={(e) => set({ enabled: e.currentTarget.checked })} />
      <Text size="xs" c="dimmed">
        {t('sla.whatIf')}{' '}
        <Anchor component={Link} to={'/supervisor' as never} size="xs">
          {t('sla.whatIfLink')}
        </Anchor>
      </Text>
    </>
  );
}
