import { NumberInput, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextsField } from '../common/fields.js';

interface WordDraft {
  readonly names: Readonly<Record<string, string>>;
  readonly position: number;
  readonly enabled: boolean;
}

interface WordFieldsProps {
  readonly draft: WordDraft;
  readonly set: (change: Partial<WordDraft>) => void;
  readonly errorOf: (field: string) => string | undefined;
  readonly isNew: boolean;
  readonly namesLabel: string;
}

/** What categories, statuses and custom fields have in common. */
export function WordFields({ draft, set, errorOf, isNew, namesLabel }: WordFieldsProps) {
  const { t } = useTranslation('admin');
  return (
    <>
      <TextsField
        label={namesLabel}
        help={t('word.namesHelp')}
        value={draft.names}
        onChange={(names) => set({ names })}
        error={errorOf('names') ?? errorOf('labels')}
      />
      <NumberInput
        label={t('fields.position')}
        description={t('word.positionHelp')}
        w={160}
        value={draft.position}
        onChange={(value) => set({ position: typeof value === 'number' ? value : 100 })}
        error={errorOf('position')}
      />
      {isNew ? null : (
        <Switch
          label={t('word.enabled')}
          description={t('word.enabledHelp')}
          checked={draft.enabled}
          onChange={(e) => set({ enabled: e.currentTarget.checked })}
        />
      )}
    </>
  );
}

interface KeyFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
  readonly isNew: boolean;
  readonly help: string;
}

export function KeyField({ value, onChange, error, isNew, help }: KeyFieldProps) {
  const { t } = useTranslation('admin');
  return (
    <TextInput
      label={t('fields.key')}
      description={help}
      required
      disabled={!isNew}
      data-autofocus
      value={value}
      onChange={(e) => onChange(e.currentTarget.value)}
      error={error}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
    />
  );
}
