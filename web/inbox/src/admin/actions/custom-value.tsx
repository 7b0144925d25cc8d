import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';

interface CustomValueProps {
  readonly field: Schemas['CustomFieldAnswer'];
  readonly value: unknown;
  readonly onChange: (value: string | number | boolean | null) => void;
}

/** A value of a custom field, entered as its kind asks. Empty: it is taken away. */
export function CustomValue({ field, value, onChange }: CustomValueProps) {
  const { t } = useTranslation('admin');
  const label = t('actions.value');
  if (field.kind === 'checkbox')
    return <Checkbox label={label} checked={value === true} onChange={(e) => onChange(e.currentTarget.checked)} />;
  if (field.kind === 'number')
    return (
      <NumberInput
        label={label}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      />
    );
  if (field.kind === 'list')
    return (
      <Select
        label={label}
        data={[...field.options]}
        value={typeof value === 'string' ? value : null}
        onChange={onChange}
        clearable={typeof value === 'string'}
        clearButtonProps={{ 'aria-label': `${label}: ×` }}
        comboboxProps={{ zIndex: 350 }}
      />
    );
  return (
    <TextInput
      label={label}
      type={field.kind === 'date' ? 'date' : 'text'}
      value={typeof value === 'string' ? value : ''}
      onChange={(e) => onChange(e.currentTarget.value === '' ? null : e.currentTarget.value)}
    />
  );
}
