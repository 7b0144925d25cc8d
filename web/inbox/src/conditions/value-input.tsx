import { Autocomplete, Group, MultiSelect, NativeSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison, Value } from './condition.js';
import classes from './conditions.module.css';
import { useEditing } from './editing.js';
import { type ConditionField, shapeOf } from './fields.js';
import { choicesOf, suggestionsOf } from './words.js';

interface Props {
  readonly field: ConditionField;
  readonly comparison: Comparison;
  readonly invalid: boolean;
  readonly onChange: (comparison: Comparison) => void;
}

/** The picker that fits the field and the operator. */
export function ValueInput({ field, comparison, invalid, onChange }: Props) {
  const { t } = useTranslation('conditions');
  const { things, disabled } = useEditing();
  const put = (value: Value) => onChange({ ...comparison, value });
  const common = { size: 'xs', 'aria-label': t('value'), error: invalid, disabled, className: classes.value } as const;
  const { value = null } = comparison;
  switch (shapeOf(comparison.operator)) {
    case 'none':
      return <span className={classes.value} />;
    case 'minutes':
      return <SpanInput minutes={typeof value === 'number' ? value : null} invalid={invalid} onChange={put} />;
    case 'many': {
      const given = Array.isArray(value) ? [...value] : [];
      const choices = choicesOf(field, things, t);
      if (choices === null || field.kind === 'list')
        return (
          <TagsInput {...common} value={given} onChange={put} data={(choices ?? suggestionsOf(field.field, t)).map((one) => one.value)} />
        );
      return <MultiSelect {...common} value={given} onChange={put} data={withGiven(choices, given)} searchable hidePickedOptions />;
    }
    case 'one':
      return <OneValue field={field} value={value} onChange={put} common={common} />;
  }
}

interface OneProps {
  readonly field: ConditionField;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly common: { readonly size: 'xs'; readonly 'aria-label': string; readonly error: boolean; readonly className: string | undefined };
}

function OneValue({ field, value, onChange, common }: OneProps) {
  const { t } = useTranslation('conditions');
  const { things } = useEditing();
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'boolean':
      return (
        <NativeSelect
          {...common}
          value={String(value ?? true)}
          data={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          onChange={(event) => onChange(event.currentTarget.value === 'true')}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : null)}
        />
      );
    case 'instant':
      return (
        <TextInput
          {...common}
          type="datetime-local"
          value={localOf(text)}
          onChange={(event) => onChange(instantOf(event.currentTarget.value))}
        />
      );
  }
  const choices = choicesOf(field, things, t);
  if (choices !== null && field.kind !== 'list')
    return (
      <Select
        {...common}
        value={text === '' ? null : text}
        data={withGiven(choices, text === '' ? [] : [text])}
        searchable
        onChange={onChange}
      />
    );
  const suggestions = choices ?? suggestionsOf(field.field, t);
  if (suggestions.length > 0)
    return (
      <Autocomplete
        {...common}
        value={text}
        data={suggestions.map((one) => one.value)}
        renderOption={({ option }) => suggestions.find((one) => one.value === option.value)?.label ?? option.value}
        onChange={onChange}
      />
    );
  return <TextInput {...common} value={text} maxLength={500} onChange={(event) => onChange(event.currentTarget.value)} />;
}

const UNITS = { minutes: 1, hours: 60, days: 1_440 } as const;
type Unit = keyof typeof UNITS;

interface SpanProps {
  readonly minutes: number | null;
  readonly invalid: boolean;
  readonly onChange: (minutes: number | null) => void;
}

function SpanInput({ minutes, invalid, onChange }: SpanProps) {
  const { t } = useTranslation('conditions');
  const { disabled } = useEditing();
  const [unit, setUnit] = useState<Unit>(() => unitOf(minutes));
  return (
    <Group gap={4} wrap="nowrap" className={classes.value}>
      <NumberInput
        size="xs"
        w={80}
        aria-label={t('value')}
        min={0}
        error={invalid}
        disabled={disabled}
        value={minutes === null ? '' : minutes / UNITS[unit]}
        onChange={(next) => onChange(typeof next === 'number' ? Math.round(next * UNITS[unit]) : null)}
      />
      <NativeSelect
        size="xs"
        aria-label={t('unit')}
        value={unit}
        disabled={disabled}
        data={(Object.keys(UNITS) as Unit[]).map((one) => ({ value: one, label: t(`units.${one}`) }))}
        onChange={(event) => {
          const next = event.currentTarget.value as Unit;
          setUnit(next);
          if (minutes !== null) onChange(Math.round((minutes / UNITS[unit]) * UNITS[next]));
        }}
      />
    </Group>
  );
}

function unitOf(minutes: number | null): Unit {
  if (minutes === null || minutes === 0) return 'minutes';
  return minutes % UNITS.days === 0 ? 'days' : minutes % UNITS.hours === 0 ? 'hours' : 'minutes';
}

/** What is chosen stays to be seen although it is offered no longer. */
function withGiven(choices: readonly { readonly value: string; readonly label: string }[], given: readonly string[]) {
  const known = new Set(choices.map(({ value }) => value));
  return [
    ...new Map(choices.map((one) => [one.value, one])).values(),
    ...given.filter((one) => !known.has(one)).map((value) => ({ value, label: value })),
  ];
}

/** As the browser's own picker of day and time wants it, in the time of whoever sits here. */
function localOf(instant: string): string {
  const at = new Date(instant);
  if (instant === '' || Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function instantOf(local: string): string | null {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
