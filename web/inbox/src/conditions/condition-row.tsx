import { ActionIcon, Select, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Comparison, isIncomplete } from './condition.js';
import classes from './conditions.module.css';
import { useEditing } from './editing.js';
import { type ConditionField, firstComparison, withOperator } from './fields.js';
import { ValueInput } from './value-input.js';
import { fieldGroup, fieldLabel, operatorLabel } from './words.js';

interface Props {
  readonly comparison: Comparison;
  readonly path: string;
  readonly onChange: (comparison: Comparison) => void;
  readonly onRemove: () => void;
}

export function ConditionRow({ comparison, path, onChange, onRemove }: Props) {
  const { t } = useTranslation('conditions');
  const { byName, problems, disabled } = useEditing();
  const problemId = useId();
  const field = byName.get(comparison.field);
  const problem = problems.find((one) => one.path === path);
  const said = problem === undefined ? null : isIncomplete(comparison) ? t('valueMissing') : problem.message;
  return (
    <div className={classes.row} role="group" aria-label={t('one')} aria-describedby={said === null ? undefined : problemId}>
      <FieldSelect
        value={comparison.field}
        onChange={(name) => {
          const next = byName.get(name);
          if (next !== undefined) onChange(firstComparison(next));
        }}
      />
      {field === undefined ? (
        <Text size="sm" c="var(--mantine-color-error)" className={classes.unknown}>
          {t('unknownField', { field: comparison.field })}
        </Text>
      ) : (
        <>
          <OperatorSelect field={field} comparison={comparison} onChange={onChange} />
          <ValueInput key={comparison.field} field={field} comparison={comparison} invalid={said !== null} onChange={onChange} />
        </>
      )}
      {disabled ? null : (
        <ActionIcon aria-label={t('remove')} onClick={onRemove} className={classes.remove}>
          <IconX size={15} />
        </ActionIcon>
      )}
      {said === null ? null : (
        <Text size="xs" c="var(--mantine-color-error)" id={problemId} role="alert" className={classes.problem}>
          {said}
        </Text>
      )}
    </div>
  );
}

function FieldSelect({ value, onChange }: { readonly value: string; readonly onChange: (field: string) => void }) {
  const { t } = useTranslation('conditions');
  const { fields, byName, disabled } = useEditing();
  const data = useMemo(() => {
    const groups = Map.groupBy(fields, ({ field }) => fieldGroup(field, t));
    return [...groups].map(([group, members]) => ({
      group,
      items: members.map((member) => ({ value: member.field, label: fieldLabel(member, t) })),
    }));
  }, [fields, t]);
  return (
    <Select
      size="xs"
      aria-label={t('field')}
      className={classes.field}
      data={byName.has(value) ? data : [...data, { group: t('groups.unknown'), items: [{ value, label: value }] }]}
      value={value}
      disabled={disabled}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('nothingFound')}
      comboboxProps={{ width: 230, position: 'bottom-start' }}
      maxDropdownHeight={320}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}

interface OperatorProps {
  readonly field: ConditionField;
  readonly comparison: Comparison;
  readonly onChange: (comparison: Comparison) => void;
}

function OperatorSelect({ field, comparison, onChange }: OperatorProps) {
  const { t } = useTranslation('conditions');
  const { disabled } = useEditing();
  return (
    <Select
      size="xs"
      aria-label={t('operator')}
      className={classes.operator}
      data={field.operators.map((operator) => ({ value: operator, label: operatorLabel(operator, field.kind, t) }))}
      value={comparison.operator}
      disabled={disabled}
      allowDeselect={false}
      comboboxProps={{ width: 210, position: 'bottom-start' }}
      onChange={(next) => next !== null && onChange(withOperator(comparison, field, next))}
    />
  );
}
