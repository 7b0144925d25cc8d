import { Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { inWords, useAgents, useCategories, useCustomFields, useStatuses, useTags, useTeams } from '../common/lookups.js';
import { PRIORITIES } from '../sla/targets.js';
import type { Action } from './action.js';
import { CustomValue } from './custom-value.js';
import { TemplateField, TemplateTexts, type TextsByLanguage } from './templates.js';

interface ActionFieldsProps {
  readonly action: Action;
  readonly onChange: (action: Action) => void;
  readonly knowsMe: boolean;
}

const NOBODY = 'nobody';

export function ActionFields({ action, onChange, knowsMe }: ActionFieldsProps) {
  const { t } = useTranslation('admin');
  const set = (change: Readonly<Record<string, unknown>>) => onChange({ ...action, ...change });
  switch (action.type) {
    case 'reply':
      return (
        <TemplateTexts label={t('action.reply')} value={(action['texts'] ?? {}) as TextsByLanguage} onChange={(texts) => set({ texts })} />
      );
    case 'add-note':
      return <TemplateField label={t('action.add-note')} value={String(action['text'] ?? '')} onChange={(text) => set({ text })} />;
    case 'set-priority':
    case 'escalate':
      return (
        <Choice
          label={t('fields.priority')}
          choices={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
          value={String(action['priority'] ?? '')}
          onChange={(priority) => set({ priority })}
        />
      );
    case 'set-status':
      return <StatusFields action={action} onChange={onChange} />;
    case 'set-category':
      return <CategoryChoice value={String(action['category'] ?? '')} onChange={(category) => set({ category })} />;
    case 'set-team':
      return <TeamChoice value={action['teamId'] as string | null} onChange={(teamId) => set({ teamId })} />;
    case 'set-assignee':
      return <AgentChoice value={action['assigneeId'] as string | null} onChange={(assigneeId) => set({ assigneeId })} knowsMe={knowsMe} />;
    case 'add-tags':
    case 'remove-tags':
      return <TagsChoice value={(action['tags'] ?? []) as string[]} onChange={(tags) => set({ tags })} />;
    case 'set-custom-field':
      return <CustomFieldValue action={action} onChange={onChange} />;
    case 'webhook':
      return (
        <TextInput
          label={t('actions.topic')}
          description={t('actions.topicHelp')}
          value={String(action['topic'] ?? '')}
          onChange={(e) => set({ topic: e.currentTarget.value })}
        />
      );
    default:
      return null;
  }
}

interface ChoiceProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Choice({ label, choices, value, onChange }: ChoiceProps) {
  return (
    <Select
      label={label}
      data={[...choices]}
      value={value}
      onChange={(next) => (next === null ? undefined : onChange(next))}
      allowDeselect={false}
      searchable={choices.length > 7}
      comboboxProps={{ zIndex: 350 }}
      maw={360}
    />
  );
}

function StatusFields({ action, onChange }: Omit<ActionFieldsProps, 'knowsMe'>) {
  const { t } = useTranslation('admin');
  const statuses = useStatuses();
  const status = String(action['status'] ?? '');
  const isHold = statuses.find(({ name }) => name === status)?.category === 'on_hold';
  return (
    <Stack gap="xs">
      <Choice
        label={t('fields.status')}
        choices={statuses.map(({ name, names }) => ({ value: name, label: inWords(names, name) }))}
        value={status}
        onChange={(next) => onChange({ type: 'set-status', status: next })}
      />
      {isHold ? (
        <TextInput
          label={t('actions.holdReason')}
          value={String(action['holdReason'] ?? '')}
          onChange={(e) =>
            onChange({ type: 'set-status', status, ...(e.currentTarget.value === '' ? {} : { holdReason: e.currentTarget.value }) })
          }
        />
      ) : null}
    </Stack>
  );
}

function CategoryChoice(props: Pick<ChoiceProps, 'value' | 'onChange'>) {
  const { t } = useTranslation('admin');
  return <Choice label={t('fields.category')} choices={useCategories()} {...props} />;
}

function TeamChoice({ value, onChange }: { readonly value: string | null; readonly onChange: (value: string | null) => void }) {
  const { t } = useTranslation('admin');
  const choices = [{ value: NOBODY, label: t('actions.noTeam') }, ...useTeams()];
  return (
    <Choice
      label={t('fields.team')}
      choices={choices}
      value={value ?? NOBODY}
      onChange={(next) => onChange(next === NOBODY ? null : next)}
    />
  );
}

function AgentChoice({
  value,
  onChange,
  knowsMe,
}: {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly knowsMe: boolean;
}) {
  const { t } = useTranslation('admin');
  const choices = [
    { value: NOBODY, label: t('actions.noAgent') },
    ...(knowsMe ? [{ value: 'me', label: t('actions.me') }] : []),
    ...useAgents(),
  ];
  return (
    <Choice
      label={t('fields.assignee')}
      choices={choices}
      value={value ?? NOBODY}
      onChange={(next) => onChange(next === NOBODY ? null : next)}
    />
  );
}

function TagsChoice({ value, onChange }: { readonly value: readonly string[]; readonly onChange: (value: readonly string[]) => void }) {
  const { t } = useTranslation('admin');
  return <TagsInput label={t('fields.tags')} data={useTags()} value={[...value]} onChange={onChange} comboboxProps={{ zIndex: 350 }} />;
}

function CustomFieldValue({ action, onChange }: Omit<ActionFieldsProps, 'knowsMe'>) {
  const { t } = useTranslation('admin');
  const fields = useCustomFields();
  const field = fields.find(({ key }) => key === action['key']);
  return (
    <Stack gap="xs">
      <Choice
        label={t('actions.field')}
        choices={fields.map(({ key, labels }) => ({ value: key, label: inWords(labels, key) }))}
        value={String(action['key'] ?? '')}
        onChange={(key) => onChange({ type: 'set-custom-field', key, value: null })}
      />
      {field === undefined ? null : (
        <CustomValue field={field} value={action['value']} onChange={(value) => onChange({ ...action, value })} />
      )}
    </Stack>
  );
}
