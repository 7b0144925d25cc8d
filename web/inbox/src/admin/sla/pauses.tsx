import { ActionIcon, Button, Group, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from '../admin.module.css';
import { useTeams } from '../common/lookups.js';
import { METRICS, type Metric } from './targets.js';

type Pause = Schemas['PauseDto'];
type Escalation = Schemas['EscalationDto'];
type Action = Schemas['EscalationActionDto'];

const ON_TOP = { zIndex: 350 };
const PAUSING = ['new', 'open', 'pending', 'on_hold'] as const;

interface ListProps<One> {
  readonly value: readonly One[];
  readonly onChange: (value: readonly One[]) => void;
}

function MetricsField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: readonly Metric[] | undefined;
  readonly onChange: (value: Metric[]) => void;
}) {
  const { t } = useTranslation('admin');
  return (
    <MultiSelect
      size="xs"
      style={{ flex: '1 1 200px' }}
      label={label}
      data={METRICS.map((metric) => ({ value: metric, label: t(`metric.${metric}.name`) }))}
      value={[...(value ?? METRICS)]}
      onChange={(next) => onChange(next as Metric[])}
      comboboxProps={ON_TOP}
    />
  );
}

/** In which status which promises stand still. */
export function Pauses({ value, onChange }: ListProps<Pause>) {
  const { t } = useTranslation('admin');
  const change = (at: number, part: Partial<Pause>) => onChange(value.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return (
    <Stack gap="xs">
      {value.map((pause, at) => (
        <Group key={`${at} ${value.length}`} className={classes.rule} gap="xs" align="flex-end" wrap="wrap">
          <Select
            size="xs"
            w={170}
            label={t('sla.pauseStatus')}
            allowDeselect={false}
            data={PAUSING.map((category) => ({ value: category, label: t(`statusCategory.${category}`) }))}
            value={pause.statusCategory}
            onChange={(statusCategory) => change(at, { statusCategory: (statusCategory ?? 'pending') as Pause['statusCategory'] })}
            comboboxProps={ON_TOP}
          />
          <TextInput
            size="xs"
            style={{ flex: '1 1 180px' }}
            label={t('sla.pauseReason')}
            value={pause.reason}
            onChange={(e) => change(at, { reason: e.currentTarget.value })}
          />
          <MetricsField label={t('sla.pauseMetrics')} value={pause.metrics} onChange={(metrics) => change(at, { metrics })} />
          <ActionIcon aria-label={t('removeOne', { name: pause.reason })} onClick={() => onChange(value.filter((_, i) => i !== at))}>
            <IconX size={15} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <AddButton
        label={t('sla.addPause')}
        onClick={() => onChange([...value, { statusCategory: 'pending', reason: t('sla.pauseDefault'), metrics: [...METRICS] }])}
      />
    </Stack>
  );
}

/** What happens when a promise is broken and stays so. */
export function Escalations({ value, onChange }: ListProps<Escalation>) {
  const { t } = useTranslation('admin');
  const change = (at: number, part: Partial<Escalation>) => onChange(value.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return (
    <Stack gap="xs">
      {value.map((escalation, at) => (
        <Stack key={`${at} ${value.length}`} className={classes.rule} gap="xs">
          <Group gap="xs" align="flex-end" wrap="wrap">
            <NumberInput
              size="xs"
              w={150}
              min={0}
              label={t('sla.afterMinutes')}
              value={escalation.afterMinutes}
              onChange={(minutes) => change(at, { afterMinutes: typeof minutes === 'number' ? minutes : 0 })}
            />
            <MetricsField label={t('sla.escalationMetrics')} value={escalation.metrics} onChange={(metrics) => change(at, { metrics })} />
            <ActionIcon aria-label={t('sla.removeEscalation')} onClick={() => onChange(value.filter((_, i) => i !== at))}>
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </Group>
          {escalation.actions.map((action, i) => (
            <EscalationAction
              key={`${i} ${escalation.actions.length}`}
              action={action}
              onChange={(next) =>
                change(at, {
                  actions:
                    next === null
                      ? escalation.actions.filter((_, j) => j !== i)
                      : escalation.actions.map((one, j) => (j === i ? next : one)),
                })
              }
            />
          ))}
          <AddButton
            label={t('sla.addAction')}
            onClick={() => change(at, { actions: [...escalation.actions, { type: 'raise-priority' }] })}
          />
        </Stack>
      ))}
      <AddButton
        label={t('sla.addEscalation')}
        onClick={() => onChange([...value, { afterMinutes: 0, metrics: [...METRICS], actions: [{ type: 'notify', to: 'supervisors' }] }])}
      />
    </Stack>
  );
}

function EscalationAction({ action, onChange }: { readonly action: Action; readonly onChange: (action: Action | null) => void }) {
  const { t } = useTranslation('admin');
  const teams = useTeams();
  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        size="xs"
        aria-label={t('sla.action')}
        allowDeselect={false}
        data={(['notify', 'raise-priority', 'reassign'] as const).map((type) => ({ value: type, label: t(`escalate.${type}`) }))}
        value={action.type}
        onChange={(type) =>
          onChange(type === 'notify' ? { type, to: 'supervisors' } : { type: (type ?? 'raise-priority') as Action['type'] })
        }
        comboboxProps={ON_TOP}
      />
      {action.type === 'notify' ? (
        <Select
          size="xs"
          aria-label={t('sla.notifyWhom')}
          allowDeselect={false}
          data={(['assignee', 'team', 'supervisors'] as const).map((to) => ({ value: to, label: t(`notify.${to}`) }))}
          value={action.to ?? 'supervisors'}
          onChange={(to) => onChange({ type: 'notify', to: (to ?? 'supervisors') as NonNullable<Action['to']> })}
          comboboxProps={ON_TOP}
        />
      ) : null}
      {action.type === 'reassign' ? (
        <Select
          size="xs"
          aria-label={t('fields.team')}
          placeholder={t('fields.team')}
          data={[...teams]}
          value={action.teamId ?? null}
          onChange={(teamId) => onChange({ type: 'reassign', ...(teamId === null ? {} : { teamId }) })}
          comboboxProps={ON_TOP}
        />
      ) : null}
      <ActionIcon aria-label={t('removeOne', { name: t(`escalate.${action.type}`) })} onClick={() => onChange(null)}>
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

export function AddButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button size="compact-sm" variant="default" w="fit-content" leftSection={<IconPlus size={14} aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  );
}
