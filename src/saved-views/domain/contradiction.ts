import { instantAt } from '../../kernel/clock.js';
import {
  type Comparison,
  type Condition,
  type FactValue,
  type FieldCatalogue,
  fold,
  holds,
  isComparison,
  type Operator,
  valuesWithin,
} from '../../kernel/condition.js';
import { isOwn } from './placeholders.js';

/** What holds of every ticket beside the types of its fields. */
export interface Truths {
  /** Fields that no ticket is without. */
  readonly always: readonly string[];
  /** The category of each status. */
  readonly categoryOf: Readonly<Record<string, string>>;
}

interface Known extends Truths {
  readonly catalogue: FieldCatalogue;
}

export interface Contradiction {
  readonly field: string;
  readonly message: string;
}

/**
 * Why no ticket can ever meet a checked condition; null when nothing speaks against it. Never refuses what could hold;
 * what it cannot judge (pieces of texts, spans of time) it lets pass.
 */
export function contradictionIn(condition: Condition, catalogue: FieldCatalogue, truths: Truths): Contradiction | null {
  return inAny(condition, { ...truths, catalogue });
}

function inAny(condition: Condition, known: Known): Contradiction | null {
  const alternatives = 'any' in condition ? condition.any : [condition];
  if (alternatives.length === 0) return { field: '', message: 'A list "any" without members is met by no ticket.' };
  const found = alternatives.map((one) => within(one, known));
  return found.every((one) => one !== null) ? (found[0] ?? null) : null;
}

function within(condition: Condition, known: Known): Contradiction | null {
  if ('any' in condition) return inAny(condition, known);
  const { comparisons, others } = conjuncts(condition);
  for (const field of new Set(comparisons.map((one) => one.field))) {
    const message = clash(
      comparisons.filter((one) => one.field === field),
      field,
      known,
    );
    if (message !== null) return { field, message };
  }
  const standing = clashOfStanding(comparisons, known);
  if (standing !== null) return standing;
  for (const other of others) {
    const deeper = inAny(other, known);
    if (deeper !== null) return deeper;
  }
  return null;
}

interface Conjuncts {
  readonly comparisons: readonly Comparison[];
  /** Alternatives that must hold as well. */
  readonly others: readonly Condition[];
}

function conjuncts(condition: Condition): Conjuncts {
  if (isComparison(condition)) return { comparisons: [condition], others: [] };
  if ('any' in condition) return { comparisons: [], others: [condition] };
  if ('not' in condition) return negation(condition.not);
  const parts = condition.all.map(conjuncts);
  return { comparisons: parts.flatMap((p) => p.comparisons), others: parts.flatMap((p) => p.others) };
}

const OPPOSITE: Readonly<Partial<Record<Operator, Operator>>> = {
  'is': 'is-not', 'is-not': 'is', 'in': 'not-in', 'not-in': 'in', 'contains': 'not-contains', 'not-contains': 'contains', 'exists': 'missing', 'missing': 'exists',
}; // biome-ignore format: pairs

function negation(condition: Condition): Conjuncts {
  if (isComparison(condition)) {
    const operator = OPPOSITE[condition.operator];
    return { comparisons: operator === undefined ? [] : [{ ...condition, operator }], others: [] };
  }
  if ('not' in condition) return conjuncts(condition.not);
  if ('all' in condition) return { comparisons: [], others: [{ any: condition.all.map((part) => ({ not: part })) }] };
  return conjuncts({ all: condition.any.map((part) => ({ not: part })) });
}

/** Comparisons of one field that must all hold. */
function clash(asked: readonly Comparison[], field: string, { catalogue, always }: Known): string | null {
  const has = (operator: Operator) => asked.some((one) => one.operator === operator);
  const demands = asked.filter((one) => one.operator !== 'missing' && !NEGATIVE.includes(one.operator));
  if (has('missing') && always.includes(field)) return `"${field}" is never missing.`;
  if (has('missing') && demands.length > 0) return `"${field}" cannot be missing and meet another comparison.`;
  return (
    clashOfValues(asked, field, catalogue) ??
    clashOfGiven(asked, field, catalogue) ??
    clashOfPieces(asked, field) ??
    clashOfBounds(asked, field)
  );
}

const NEGATIVE: readonly Operator[] = ['is-not', 'not-in', 'not-contains'];

function clashOfValues(asked: readonly Comparison[], field: string, catalogue: FieldCatalogue): string | null {
  const own = asked.flatMap(keysOf).map((value) => isOwn(field, value));
  if (own.includes(true) && own.includes(false)) return null; // "me" may be anybody
  const type = catalogue[field];
  const order = type?.kind === 'ordered' ? type.values : [];
  const known = type !== undefined && 'values' in type && type.kind !== 'list' ? (type.values ?? null) : null;
  let left: readonly string[] | null = type?.kind === 'ordered' ? order.map(keyOf) : null;
  for (const one of asked) {
    const allowed = allowedBy(one, order);
    if (allowed !== null) left = left === null ? allowed : left.filter((value) => allowed.includes(value));
  }
  const refused = new Set(asked.flatMap((one) => (one.operator === 'is-not' || one.operator === 'not-in' ? keysOf(one) : [])));
  const open = left === null && asked.some((one) => one.operator === 'exists') && known !== null ? known.map(keyOf) : left;
  if (open === null || open.some((value) => !refused.has(value))) return null;
  return `"${field}" cannot be all of that at once: ${asked.map(spoken).join(' and ')}.`;
}

/** One of the values asked for must meet everything else that is asked of the field. */
function clashOfGiven(asked: readonly Comparison[], field: string, catalogue: FieldCatalogue): string | null {
  const given = asked.find((one) => one.operator === 'is' || one.operator === 'in');
  if (given === undefined || asked.length < 2 || asked.flatMap(keysOf).some((value) => isOwn(field, value))) return null;
  const { value = null } = given;
  const asking = { now: instantAt(0), catalogue };
  const fits = (one: FactValue) => asked.every((comparison) => holds(comparison, { [field]: one }, asking));
  if ((Array.isArray(value) ? value : [value]).some(fits)) return null;
  return `"${field}" cannot be all of that at once: ${asked.map(spoken).join(' and ')}.`;
}

/** A status has one category: some status must meet what is asked of both. */
function clashOfStanding(comparisons: readonly Comparison[], { catalogue, categoryOf }: Known): Contradiction | null {
  const asked = comparisons.filter(({ field }) => field === 'status' || field === 'statusCategory');
  if (new Set(asked.map(({ field }) => field)).size < 2) return null;
  const asking = { now: instantAt(0), catalogue };
  const stands = Object.entries(categoryOf).map(([status, statusCategory]) => ({ status, statusCategory }));
  if (stands.some((facts) => asked.every((one) => holds(one, facts, asking)))) return null;
  const said = asked.map((one) => `${one.field} ${spoken(one)}`).join(' and ');
  return { field: 'statusCategory', message: `No status is all of that at once: ${said}.` };
}

/** Null when the comparison leaves the values open. */
function allowedBy(one: Comparison, order: readonly string[]): readonly string[] | null {
  if (one.operator === 'is' || one.operator === 'in') return keysOf(one);
  if ((one.operator === 'at-least' || one.operator === 'at-most') && order.length > 0) return valuesWithin(one, order).map(keyOf);
  return null;
}

function clashOfPieces(asked: readonly Comparison[], field: string): string | null {
  const without = new Set(asked.filter((one) => one.operator === 'not-contains').flatMap(keysOf));
  const wanted = asked.filter((one) => one.operator === 'contains' || one.operator === 'contains-all').flatMap(keysOf);
  const both = wanted.find((key) => without.has(key));
  return both === undefined ? null : `"${field}" cannot contain and not contain the same: ${asked.map(spoken).join(' and ')}.`;
}

function clashOfBounds(asked: readonly Comparison[], field: string): string | null {
  const bounds = (low: Operator, high: Operator, read: (one: Comparison) => number) => ({
    least: Math.max(...asked.filter((one) => one.operator === low).map(read)),
    most: Math.min(...asked.filter((one) => one.operator === high).map(read)),
  });
  const numeric = asked.every((one) => typeof one.value === 'number' || one.value === undefined);
  const numbers = numeric ? bounds('at-least', 'at-most', (one) => Number(one.value)) : { least: 0, most: 0 };
  const instants = bounds('after', 'before', (one) => Date.parse(String(one.value)));
  const ages = bounds('older-than-minutes', 'newer-than-minutes', (one) => Number(one.value));
  const empty = numbers.least > numbers.most || instants.least >= instants.most || ages.least >= ages.most;
  return empty ? `Nothing lies between the bounds of "${field}": ${asked.map(spoken).join(' and ')}.` : null;
}

function keysOf({ value = null }: Comparison): readonly string[] {
  return Array.isArray(value) ? value.map(keyOf) : [keyOf(value)];
}

function keyOf(value: unknown): string {
  return typeof value === 'string' ? fold(value) : JSON.stringify(value);
}

function spoken({ operator, value }: Comparison): string {
  return value === undefined ? operator : `${operator} ${JSON.stringify(value)}`;
}
