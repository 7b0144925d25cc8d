import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { named } from '../directory.js';

interface Props {
  readonly field: Schemas['CustomFieldAnswer'];
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

export function CustomFieldInput({ field, value, onChange }: Props) {
  const label = named(field.labels, field.key);
  switch (field.kind) {
    case 'checkbox':
      return <Checkbox label={label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} mt="xl" />;
    case 'number':
      return (
        <NumberInput
          label={label}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : null)}
        />
      );
    case 'list':
      return (
        <Select
          label={label}
          data={[...field.options]}
          value={typeof value === 'string' ? value : null}
          clearable
          clearButtonProps={{ 'aria-label': label }}
          onChange={onChange}
        />
      );
    default:
      return (
        <TextInput
          label={label}
          type={field.kind === 'date' ? 'date' : 'text'}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
