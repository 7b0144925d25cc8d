import { Badge, Checkbox, Group, NumberInput, SegmentedControl, SimpleGrid, Switch, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import { ALWAYS, type Condition, conditionProblems } from '../../conditions/condition.js';
import { ConditionEditor } from '../../conditions/condition-editor.js';
import { useEventName } from '../../conditions/event-name.js';
import { useMay } from '../../session.js';
import { type Action, RULE_ACTIONS } from '../actions/action.js';
import { ActionsEditor } from '../actions/actions-editor.js';
import { type AutomationDraft, ruleOf, TRIGGERS, type Trigger } from '../automations/draft.js';
import { DryRun } from '../automations/dry-run.js';
import { Runs } from '../automations/runs.js';
import { Section } from '../common/fields.js';
import { EnabledSwitch } from '../common/ordered.js';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';

type Automation = Schemas['AutomationAnswer'];
const PATH = '/api/v1/automations/{id}';
const at = (id: string) => ({ params: { path: { id } } });

const automations: Resource<Automation, AutomationDraft> = {
  name: 'automations',
  permission: 'automation:write',
  idOf: ({ id }) => id,
  titleOf: ({ name }) => name,
  isOff: ({ enabled }) => !enabled,
  list: (query) => ask(desk.GET('/api/v1/automations', { params: { query } })),
  one: (id) => ask(desk.GET(PATH, at(id))),
  blank: () => ({ name: '', enabled: true, position: 100, events: ['ticket.opened'], everyMinutes: null, condition: ALWAYS, actions: [] }),
  draftOf: ({ name, enabled, position, events, everyMinutes, condition, actions }) => ({
    name,
    enabled,
    position,
    events,
    everyMinutes,
    condition: condition as unknown as Condition,
    actions: actions as unknown as readonly Action[],
  }),
  create: ({ name, enabled, position, ...rule }) =>
    ask(desk.POST('/api/v1/automations', { body: { name, enabled, position, ...ruleOf(rule) } as never })),
  change: ({ id, version }, { name, enabled, position, ...rule }) =>
    ask(
      desk.PATCH(PATH, {
        ...at(id),
        body: {
          name,
          enabled,
          position,
          events: rule.everyMinutes === null ? rule.events : [],
          everyMinutes: rule.everyMinutes,
          condition: rule.condition,
          actions: rule.actions,
          version,
        } as never,
      }),
    ),
  remove: ({ id }) => ask(desk.DELETE(PATH, at(id))),
  Form: AutomationForm,
};

export function Automations(props: PageProps) {
  const { t } = useTranslation('admin');
  const eventName = useEventName();
  const readOnly = !useMay()(automations.permission);
  return (
    <ResourcePage
      {...props}
      resource={automations}
      size={880}
      extra={(automation) => <Runs automationId={automation.id} />}
      columns={[
        {
          key: 'when',
          render: ({ events, everyMinutes }) => (
            <Group gap={4}>
              {(everyMinutes === null ? events.map((event) => eventName(event)) : [t('automation.every', { count: everyMinutes })]).map(
                (one) => (
                  <Badge key={one} variant="default" radius="sm" tt="none" fw={500}>
                    {one}
                  </Badge>
                ),
              )}
            </Group>
          ),
        },
        {
          key: 'does',
          render: ({ actions }) =>
            (actions as unknown as readonly Action[]).map(({ type }) => t(`action.${type}`, { defaultValue: type })).join(' · '),
        },
        { key: 'position', render: ({ position }) => position },
        {
          key: 'state',
          render: (automation) => (
            <EnabledSwitch
              name={automations.name}
              title={automation.name}
              enabled={automation.enabled}
              change={(enabled) => ask(desk.PATCH(PATH, { ...at(automation.id), body: { enabled, version: automation.version } as never }))}
              readOnly={readOnly}
            />
          ),
        },
      ]}
    />
  );
}

function AutomationForm({ draft, set, errorOf, problem, readOnly }: FormProps<Automation, AutomationDraft>) {
  const { t } = useTranslation('admin');
  const eventName = useEventName();
  const byTime = draft.everyMinutes !== null;
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
      <Section title={t('automation.when')}>
        <SegmentedControl
          w="fit-content"
          size="xs"
          aria-label={t('automation.when')}
          data={[
            { value: 'events', label: t('automation.byEvent') },
            { value: 'time', label: t('automation.byTime') },
          ]}
          value={byTime ? 'time' : 'events'}
          onChange={(value) =>
            set(
              value === 'time'
                ? { everyMinutes: 60 }
                : { everyMinutes: null, events: draft.events.length === 0 ? ['ticket.opened'] : draft.events },
            )
          }
        />
        {byTime ? (
          <NumberInput
            label={t('automation.everyMinutes')}
            description={t('automation.everyHelp')}
            min={1}
            max={10080}
            w={220}
            value={draft.everyMinutes ?? ''}
            onChange={(value) => set({ everyMinutes: typeof value === 'number' ? value : 60 })}
            error={errorOf('everyMinutes')}
          />
        ) : (
          <Checkbox.Group
            aria-label={t('automation.byEvent')}
            value={[...draft.events]}
            onChange={(events) => set({ events: events as Trigger[] })}
            error={errorOf('events')}
          >
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={6} verticalSpacing={6}>
              {TRIGGERS.map((event) => (
                <Checkbox key={event} size="sm" value={event} label={eventName(event)} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
        )}
      </Section>
      <Section title={t('automation.if')} help={t('automation.ifHelp')}>
        <ConditionEditor
          value={draft.condition}
          onChange={(condition) => set({ condition })}
          purpose={byTime ? 'automation-by-time' : 'automation'}
          problems={conditionProblems(problem)}
          label={t('automation.if')}
          disabled={readOnly}
        />
      </Section>
      <Section title={t('automation.then')} help={t('automation.thenHelp')}>
        <ActionsEditor value={draft.actions} onChange={(actions) => set({ actions })} types={RULE_ACTIONS} knowsMe={false} />
      </Section>
      <NumberInput
        label={t('fields.position')}
        description={t('automation.positionHelp')}
        w={160}
        value={draft.position}
        onChange={(value) => set({ position: typeof value === 'number' ? value : 100 })}
        error={errorOf('position')}
      />
      <Switch label={t('automation.enabled')} checked={draft.enabled} onChange={(e) => set({ enabled: e.currentTarget.checked })} />
      <DryRun draft={draft} />
    </>
  );
}
