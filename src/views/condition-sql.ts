import { type Comparison, type Condition, type FieldCatalogue, fold, isComparison } from '../kernel/condition.js';
import { jsonComparison } from './condition-json.js';
import { type ConditionPlace, epochOf, folded, sqlInstant, sqlSpan } from './condition-parts.js';

type Stored = 'text' | 'key' | 'choice' | 'id' | 'rank' | 'instant' | 'list';

interface StoredField {
  readonly column: string;
  /** `key`: a choice whose stored names are the catalogue's, guarded by a foreign key or a check: compared as it is, for indexes. */
  readonly as: Stored;
}

/** Field → column of `ticket t`. Identifiers come from here only, never from input. */
const FIELDS: Readonly<Record<string, StoredField>> = {
  subject: { column: 't.subject', as: 'text' },
  status: { column: 't.status', as: 'key' },
  statusCategory: { column: 't.status_category', as: 'key' },
  priority: { column: 't.priority', as: 'rank' },
  category: { column: 't.category', as: 'key' },
  channel: { column: 't.channel', as: 'choice' },
  inboxId: { column: 't.inbox_id', as: 'id' },
  teamId: { column: 't.team_id', as: 'id' },
  assigneeId: { column: 't.assignee_id', as: 'id' },
  language: { column: 't.language', as: 'choice' },
  tags: { column: 't.tags', as: 'list' },
  createdAt: { column: 't.created_at', as: 'instant' },
  lastMessageAt: { column: 't.last_message_at', as: 'instant' },
  waitingSince: { column: 't.waiting_since', as: 'instant' },
  dueAt: { column: 't.due_at', as: 'instant' },
  resolvedAt: { column: 't.resolved_at', as: 'instant' },
  'contact.id': { column: 't.contact_id', as: 'id' },
  'contact.name': { column: 't.contact_name', as: 'text' },
  'contact.tier': { column: 't.contact_tier', as: 'choice' },
};

const CUSTOM = 'custom.';

/**
 * A checked condition as part of a WHERE over `ticket t`, with the very meaning of kernel `holds()`: a comparison that is
 * null counts as false, and `is not true` turns it round.
 */
export function conditionSql(condition: Condition, place: ConditionPlace): string {
  if (isComparison(condition)) return comparisonSql(condition, place);
  if ('not' in condition) return negated(conditionSql(condition.not, place));
  const [parts, by, none] = 'all' in condition ? [condition.all, ' and ', 'true'] : [condition.any, ' or ', 'false'];
  return parts.length === 0 ? none : `(${parts.map((part) => conditionSql(part, place)).join(by)})`;
}

function comparisonSql(comparison: Comparison, place: ConditionPlace): string {
  const { field, operator } = comparison;
  if (operator === 'is-not') return negated(comparisonSql({ ...comparison, operator: 'is' }, place));
  if (operator === 'not-in') return negated(comparisonSql({ ...comparison, operator: 'in' }, place));
  if (operator === 'not-contains') return negated(comparisonSql({ ...comparison, operator: 'contains' }, place));
  if (field.startsWith(CUSTOM))
    return jsonComparison(`t.custom_fields -> ${place.bind(field.slice(CUSTOM.length))}::text`, comparison, place);
  const stored = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
  if (stored === undefined) throw new Error(`no column for the field "${field}"`);
  return columnSql(stored, comparison, place);
}

function columnSql({ column, as }: StoredField, comparison: Comparison, place: ConditionPlace): string {
  const { operator, value = null } = comparison;
  if (operator === 'exists' || operator === 'missing') {
    const exists = EXISTS[as](column);
    return operator === 'exists' ? exists : negated(exists);
  }
  const wanted: readonly string[] = Array.isArray(value) ? value : [String(value)];
  switch (as) {
    case 'text':
    case 'choice':
      return operator === 'is' || operator === 'in'
        ? `${folded(column)} = any(${place.bind(wanted.map(fold))}::text[])`
        : `exists (select from unnest(${place.bind(wanted.map(fold))}::text[]) part where strpos(${folded(column)}, part) > 0)`;
    case 'key':
      return keySql(column, { field: comparison.field, wanted }, place);
    case 'id':
      return `${column} = any(${place.bind(wanted)}::uuid[])`;
    case 'rank':
      return rankSql(column, comparison, place);
    case 'instant':
      return instantSql(column, comparison, place);
    case 'list':
      return listSql(column, operator, place.bind(wanted.map(fold)));
  }
}

function keySql(column: string, asked: { readonly field: string; readonly wanted: readonly string[] }, place: ConditionPlace): string {
  const keys = valuesOf(place.catalogue, asked.field);
  const folds = asked.wanted.map(fold);
  if (keys === null) return `${folded(column)} = any(${place.bind(folds)}::text[])`;
  return `${column} = any(${place.bind(keys.filter((key) => folds.includes(fold(key))))}::text[])`;
}

/** Stored as the place in the order, from 1. */
function rankSql(column: string, { field, operator, value = null }: Comparison, { catalogue, bind }: ConditionPlace): string {
  const order = valuesOf(catalogue, field) ?? [];
  const rankOf = (one: unknown) => order.findIndex((v) => fold(v) === fold(String(one))) + 1;
  if (operator === 'at-least') return `${column} >= ${bind(order.indexOf(String(value)) + 1)}::smallint`;
  if (operator === 'at-most') return `${column} <= ${bind(order.indexOf(String(value)) + 1)}::smallint`;
  const wanted: readonly unknown[] = Array.isArray(value) ? value : [value];
  return `${column} = any(${bind(wanted.map(rankOf))}::smallint[])`;
}

function instantSql(column: string, { operator, value = null }: Comparison, place: ConditionPlace): string {
  switch (operator) {
    case 'before':
      return `${column} < ${sqlInstant(place.bind(epochOf(value)))}`;
    case 'after': // facts are whole milliseconds
      return `${column} >= ${sqlInstant(place.bind(epochOf(value)))} + interval '1 millisecond'`;
    case 'older-than-minutes':
      return `${column} < ${place.now} - ${sqlSpan(place.bind(Number(value)))}`;
    default:
      return `${column} >= ${place.now} - ${sqlSpan(place.bind(Number(value)))}`;
  }
}

function listSql(column: string, operator: Comparison['operator'], wanted: string): string {
  const elements = `array(select ${folded('element')} from unnest(${column}) element)`;
  return `(${column} <> '{}' and ${wanted}::text[] ${operator === 'contains-all' ? '<@' : '&&'} ${elements})`;
}

const EXISTS: Readonly<Record<Stored, (column: string) => string>> = {
  text: (column) => `${column} <> ''`,
  key: (column) => `${column} <> ''`,
  choice: (column) => `${column} <> ''`,
  id: (column) => `${column} is not null`,
  rank: (column) => `${column} is not null`,
  instant: (column) => `${column} is not null`,
  list: (column) => `${column} <> '{}'`,
};

function valuesOf(catalogue: FieldCatalogue, field: string): readonly string[] | null {
  const type = Object.hasOwn(catalogue, field) ? catalogue[field] : undefined;
  return type !== undefined && 'values' in type ? (type.values ?? null) : null;
}

function negated(sql: string): string {
  return `(${sql}) is not true`;
}
