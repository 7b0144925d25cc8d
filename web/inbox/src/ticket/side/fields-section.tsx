import { Checkbox, NumberInput, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery, named } from '../../directory.js';
import { usePane } from '../data/pane-context.js';

type Field = Schemas['CustomFieldAnswer'];
type Value = string | number | boolean | null;

/** The facts the desk asks for, each with an editor of its kind; saved when one leaves it. */
export function FieldsSection() {
  const { t } = useTranslation('ticket');
  const { ticket } = usePane();
  const { data } = useQuery(customFieldsQuery);
  if (data === undefined) return <Skeleton height={60} />;
  const values = ticket.customFields as Readonly<Record<string, Value | undefined>>;
  const shown = data.filter(({ enabled, key }) => enabled || values[key] !== undefined).toSorted((a, b) => a.position - b.position);
  if (shown.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('customFields.none')}
      </Text>
    );
  return (
    <Stack gap="xs">
      {shown.map((field) => (
        <OneField key={field.key} field={field} value={values[field.key] ?? null} />
      ))}
    </Stack>
  );
}

function OneField({ field, value }: { readonly field: Field; readonly value: Value }) {
  const { t } = useTranslation('ticket');
  const { changing, mayWrite, ticket } = usePane();
  const [typed, setTyped] = useState<Value>(value);
  useEffect(() => setTyped(value), [value]);
  const save = (next: Value) => {
    if (next === value) return;
    setTyped(next);
    // What the desk refuses stays in the field, beside what it said above.
    void changing.change({ customFields: { [field.key]: next } as object as Record<string, never> });
  };
  const isDone = ticket.statusCategory === 'resolved' || ticket.statusCategory === 'closed';
  const common = {
    label: named(field.labels, field.key),
    size: 'xs' as const,
    disabled: !mayWrite || !field.enabled,
    description: field.requiredOnResolve && value === null && !isDone ? t('customFields.required') : undefined,
  };
  const onKeyDown = (event: { readonly key: string; readonly currentTarget: EventTarget }) => {
    if (event.key === 'Enter' && event.currentTarget instanceof HTMLElement) event.currentTarget.blur();
  };
  const text = typed === null ? '' : String(typed);
  switch (field.kind) {
    case 'checkbox':
      return <Checkbox {...common} checked={typed === true} onChange={(event) => save(event.currentTarget.checked)} />;
    case 'list':
      return <Select {...common} clearable data={field.options} value={text === '' ? null : text} onChange={(chosen) => save(chosen)} />;
    case 'number':
      return (
        <NumberInput
          {...common}
          hideControls
          value={typeof typed === 'number' ? typed : text}
          onChange={(next) => setTyped(next === '' ? null : Number(next))}
          onBlur={() => save(typed)}
          onKeyDown={onKeyDown}
        />
      );
    case 'date':
      return (
        <TextInput
          {...common}
          type="date"
          value={text}
          onChange={(event) => setTyped(event.currentTarget.value || null)}
          onBlur={() => save(typed)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          value={text}
          maxLength={1_000}
          onChange={(event) => setTyped(event.currentTarget.value === '' ? null : event.currentTarget.value)}
          onBlur={() => save(typed)}
          onKeyDown={onKeyDown}
        />
      );
  }
}
