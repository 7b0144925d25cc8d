import type { Condition, FactValue, FieldCatalogue, FieldType, Operator } from './condition.js';
import { DomainError } from './domain-error.js';

const DEPTH_MAX = 4;
const COMPARISONS_MAX = 50;
const TEXT_MAX = 500;
const LIST_MAX = 100;

const OPERATORS: Readonly<Record<FieldType['kind'], readonly Operator[]>> = {
  text: ['is', 'is-not', 'in', 'not-in', 'contains', 'not-contains', 'contains-any', 'exists', 'missing'],
  id: ['is', 'is-not', 'in', 'not-in', 'exists', 'missing'],
  number: ['is', 'is-not', 'at-least', 'at-most', 'exists', 'missing'],
  instant: ['before', 'after', 'older-than-minutes', 'newer-than-minutes', 'exists', 'missing'],
  boolean: ['is', 'is-not'],
  list: ['contains', 'not-contains', 'contains-any', 'contains-all', 'exists', 'missing'],
  choice: ['is', 'is-not', 'in', 'not-in', 'exists', 'missing'],
  ordered: ['is', 'is-not', 'in', 'not-in', 'at-least', 'at-most'],
};

const LISTED: readonly Operator[] = ['in', 'not-in', 'contains-any', 'contains-all'];
const SPANS: readonly Operator[] = ['older-than-minutes', 'newer-than-minutes'];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** How a field of this type can be compared. */
export function operatorsOf({ kind }: FieldType): readonly Operator[] {
  return OPERATORS[kind];
}

export interface ConditionProblem {
  /** Where in the tree: `all[0].any[1]`. */
  readonly path: string;
  readonly message: string;
}

/**
 * A condition as somebody gave it, checked against the fields there are.
 * @throws DomainError `condition.invalid` (422) that names every problem
 */
export function parseCondition(given: unknown, catalogue: FieldCatalogue): Condition {
  const problems: ConditionProblem[] = [];
  const reading: Reading = { catalogue, problems, comparisons: 0 };
  const condition = read(given, '', { reading, depth: 0 });
  if (problems.length === 0) return condition;
  const [first] = problems;
  throw new DomainError('unprocessable', 'condition.invalid', `The conditions are not right: ${first?.message ?? ''}`, { problems });
}

interface Reading {
  readonly catalogue: FieldCatalogue;
  readonly problems: ConditionProblem[];
  comparisons: number;
}

interface Place {
  readonly reading: Reading;
  readonly depth: number;
}

const NONE: Condition = { all: [] };

function read(given: unknown, path: string, place: Place): Condition {
  const { reading, depth } = place;
  const wrong = (message: string): Condition => {
    reading.problems.push({ path, message });
    return NONE;
  };
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return wrong('A condition is an object.');
  if (depth > DEPTH_MAX) return wrong(`Conditions nest ${DEPTH_MAX} deep at most.`);
  const keys = Object.keys(given);
  const inside = { reading, depth: depth + 1 };
  const node = given as Readonly<Record<string, unknown>>;
  if (keys.length === 1 && keys[0] === 'not') return { not: read(node['not'], join(path, 'not'), inside) };
  if (keys.length === 1 && (keys[0] === 'all' || keys[0] === 'any')) {
    const parts = node[keys[0]];
    if (!Array.isArray(parts)) return wrong(`"${keys[0]}" is a list.`);
    if (parts.length > COMPARISONS_MAX) return wrong(`At most ${COMPARISONS_MAX} comparisons.`);
    const members = parts.map((part, i) => read(part, `${join(path, keys[0] ?? '')}[${i}]`, inside));
    return keys[0] === 'all' ? { all: members } : { any: members };
  }
  return comparison(node, path, reading);
}

function comparison(node: Readonly<Record<string, unknown>>, path: string, reading: Reading): Condition {
  const wrong = (message: string): Condition => {
    reading.problems.push({ path, message });
    return NONE;
  };
  reading.comparisons += 1;
  if (reading.comparisons > COMPARISONS_MAX) return wrong(`At most ${COMPARISONS_MAX} comparisons.`);
  const { field, operator, value, ...unknown } = node;
  const [extra] = Object.keys(unknown);
  if (extra !== undefined) return wrong(`Unknown part "${extra.slice(0, 60)}"; a comparison has field, operator and value.`);
  if (typeof field !== 'string') return wrong('A comparison needs a field.');
  const type = Object.hasOwn(reading.catalogue, field) ? reading.catalogue[field] : undefined;
  if (type === undefined) return wrong(`There is no field "${field.slice(0, 60)}".`);
  const allowed = OPERATORS[type.kind];
  const known = allowed.find((o) => o === operator);
  if (known === undefined) return wrong(`"${field}" can be asked: ${allowed.join(', ')}.`);
  if (known === 'exists' || known === 'missing') return { field, operator: known };
  const accepted = valueFor(type, known, value);
  return 'refused' in accepted ? wrong(`"${field}": ${accepted.refused}`) : { field, operator: known, value: accepted.value };
}

type Accepted = { readonly value: FactValue } | { readonly refused: string };

function valueFor(type: FieldType, operator: Operator, value: unknown): Accepted {
  if (SPANS.includes(operator)) return isSpan(value) ? { value } : { refused: 'the value is a number of minutes.' };
  if (!LISTED.includes(operator)) return single(type, value);
  if (!Array.isArray(value) || value.length === 0 || value.length > LIST_MAX)
    return { refused: `the value is a list of 1 to ${LIST_MAX}.` };
  const accepted = value.map((one) => single(type, one));
  const refused = accepted.find((one) => 'refused' in one);
  if (refused !== undefined) return refused;
  return { value: accepted.map((one) => String('value' in one ? one.value : '')) };
}

function single(type: FieldType, value: unknown): Accepted {
  switch (type.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? { value } : { refused: 'the value is a number.' };
    case 'boolean':
      return typeof value === 'boolean' ? { value } : { refused: 'the value is true or false.' };
    case 'instant':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
        ? { value: value.slice(0, 40) }
        : { refused: 'the value is an instant (ISO 8601).' };
    case 'id':
      return typeof value === 'string' && UUID.test(value) ? { value: value.toLowerCase() } : { refused: 'the value is an id.' };
    case 'ordered':
    case 'choice':
    case 'list':
    case 'text':
      return text(type, value);
  }
}

function text(type: FieldType, value: unknown): Accepted {
  if (typeof value !== 'string' || value === '' || value.length > TEXT_MAX) return { refused: `the value is a text of 1 to ${TEXT_MAX}.` };
  const values = 'values' in type ? type.values : undefined;
  return values === undefined || values.includes(value) ? { value } : { refused: `the value is one of: ${values.join(', ')}.` };
}

function isSpan(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 5_256_000;
}

function join(path: string, step: string): string {
  return path === '' ? step : `${path}.${step}`;
}
