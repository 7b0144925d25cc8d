import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Comparison } from './condition.js';

export type ConditionField = Schemas['ConditionFieldAnswer'];
export type ConditionPurpose = 'view' | 'routing' | 'sla' | 'automation' | 'automation-by-time' | 'webhook';

export const conditionFieldsQuery = (purpose: ConditionPurpose) =>
  queryOptions({
    queryKey: ['directory', 'condition-fields', purpose],
    queryFn: () => ask(desk.GET('/api/v1/condition-fields', { params: { query: { for: purpose } } })),
    staleTime: 60_000,
  });

export function useConditionFields(purpose: ConditionPurpose): readonly ConditionField[] | null {
  return useQuery(conditionFieldsQuery(purpose)).data?.items ?? null;
}

const LISTED: ReadonlySet<string> = new Set(['in', 'not-in', 'contains-any', 'contains-all']);
const SPANS: ReadonlySet<string> = new Set(['older-than-minutes', 'newer-than-minutes']);

/** What is entered for an operator. */
export function shapeOf(operator: string): 'none' | 'one' | 'many' | 'minutes' {
  if (operator === 'exists' || operator === 'missing') return 'none';
  return LISTED.has(operator) ? 'many' : SPANS.has(operator) ? 'minutes' : 'one';
}

/** A comparison to begin with. */
export function firstComparison(field: ConditionField): Comparison {
  return withOperator({ field: field.field, operator: '' }, field, field.operators[0] ?? 'is');
}

/** Another operator keeps the value where it still makes sense. */
export function withOperator(before: Comparison, field: ConditionField, operator: string): Comparison {
  const shape = shapeOf(operator);
  if (shape === 'none') return { field: field.field, operator };
  const wasShape = shapeOf(before.operator);
  const { value = null } = before;
  if (shape === 'many') {
    const many = Array.isArray(value) ? value : typeof value === 'string' && value !== '' && wasShape === 'one' ? [value] : [];
    return { field: field.field, operator, value: many };
  }
  if (shape === 'minutes') return { field: field.field, operator, value: typeof value === 'number' ? value : 60 };
  if (wasShape === 'many') return { field: field.field, operator, value: Array.isArray(value) ? (value[0] ?? null) : null };
  if (wasShape === 'minutes') return { field: field.field, operator, value: null };
  return { field: field.field, operator, value: field.kind === 'boolean' ? (value ?? true) : value };
}
