import { Alert, Skeleton, Stack } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useThings } from '../directory.js';
import { type Condition, type ConditionProblem, conditionOf, groupOf, isGroup, type Part, stepTo } from './condition.js';
import { ConditionGroup } from './condition-group.js';
import { type Editing, EditingContext } from './editing.js';
import { type ConditionPurpose, useConditionFields } from './fields.js';

const NONE: readonly ConditionProblem[] = [];

interface Props {
  readonly value: Condition;
  readonly onChange: (value: Condition) => void;
  /** What it is for: each purpose may ask of other fields. */
  readonly purpose: ConditionPurpose;
  /** What the desk found wrong: `conditionProblems(error)`. Each is shown where it is. */
  readonly problems?: readonly ConditionProblem[];
  readonly label?: string;
  readonly disabled?: boolean;
}

/** Edits a tree of conditions: groups of all, any, none, and comparisons of typed fields. */
export function ConditionEditor({ value, onChange, purpose, problems = NONE, label, disabled = false }: Props) {
  const { t } = useTranslation('conditions');
  const fields = useConditionFields(purpose);
  const things = useThings();
  const group = useMemo(() => groupOf(value), [value]);
  const editing = useMemo<Editing | null>(
    () => (fields === null ? null : { fields, byName: new Map(fields.map((field) => [field.field, field])), things, problems, disabled }),
    [fields, things, problems, disabled],
  );
  if (editing === null) return <EditorSkeleton label={t('loading')} />;
  const general = problems.filter(({ path }) => !isShownInside(path, group));
  return (
    <EditingContext value={editing}>
      <Stack gap="xs" role="group" aria-label={label ?? t('label')}>
        {general.map(({ path, message }) => (
          <Alert key={`${path} ${message}`} color="red" variant="light" icon={<IconAlertCircle size={16} />} role="alert">
            {message}
          </Alert>
        ))}
        <ConditionGroup group={group} path="" depth={0} onChange={(next) => onChange(conditionOf(next))} />
      </Stack>
    </EditingContext>
  );
}

/** A problem of the whole, or of a place that is not there any more, is shown above. */
function isShownInside(path: string, group: Part, at = ''): boolean {
  if (!isGroup(group)) return path === at;
  return group.parts.some((part, i) => isShownInside(path, part, stepTo(at, group.mode, i)));
}

function EditorSkeleton({ label }: { readonly label: string }) {
  return (
    <Stack gap={8} aria-busy aria-label={label} role="group">
      <Skeleton h={30} w={220} />
      <Skeleton h={36} />
      <Skeleton h={36} />
    </Stack>
  );
}
