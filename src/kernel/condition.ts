/**
 * One language of conditions for routing rules, SLA policies, automations and views: a tree of comparisons of facts.
 * `{ all: [] }` holds always. Evaluated here over plain facts, and compiled to SQL by views/.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

export interface Comparison {
  /** A name of the {@link FieldCatalogue}: `priority`, `contact.tier`, `custom.orderNumber` … */
  readonly field: string;
  readonly operator: Operator;
  /** Absent for `exists` and `missing`. */
  readonly value?: FactValue;
}

export type FactValue = string | number | boolean | null | readonly string[];

/** What conditions are asked about. Instants are ISO 8601 in UTC; a missing fact is null. */
export type Facts = Readonly<Record<string, FactValue>>;

export type Operator =
  | 'is' | 'is-not' | 'in' | 'not-in'
  | 'contains' | 'not-contains' | 'contains-any' | 'contains-all'
  | 'at-least' | 'at-most'
  | 'before' | 'after'
  | 'older-than-minutes' | 'newer-than-minutes'
  | 'exists' | 'missing'; // biome-ignore format: one family a line

/** `ordered` is a choice whose order means something, lowest first. `list` is a set of texts, as tags are. */
export type FieldType =
  | { readonly kind: 'text' }
  | { readonly kind: 'id' }
  | { readonly kind: 'number' }
  | { readonly kind: 'instant' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'list'; readonly values?: readonly string[] }
  | { readonly kind: 'choice'; readonly values?: readonly string[] }
  | { readonly kind: 'ordered'; readonly values: readonly string[] };

export type FieldCatalogue = Readonly<Record<string, FieldType>>;

export const ALWAYS: Condition = { all: [] };

export function isComparison(condition: Condition): condition is Comparison {
  return 'field' in condition;
}

export interface Asking {
  readonly now: Date;
  /** Knows the order of `ordered` fields. */
  readonly catalogue: FieldCatalogue;
}

/** Does it hold of these facts? A condition that was validated never throws. */
export function holds(condition: Condition, facts: Facts, asking: Asking): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, facts, asking));
  if ('any' in condition) return condition.any.some((part) => holds(part, facts, asking));
  if ('not' in condition) return !holds(condition.not, facts, asking);
  return compares(condition, facts[condition.field] ?? null, asking);
}

/** The values of a comparison of an `ordered` field that satisfy `at-least` or `at-most`. */
export function valuesWithin({ operator, value }: Comparison, order: readonly string[]): readonly string[] {
  const at = order.indexOf(String(value));
  return operator === 'at-least' ? order.slice(at) : order.slice(0, at + 1);
}

/** Every field that a condition looks at, for telling what a decision depended on. */
export function fieldsOf(condition: Condition): ReadonlySet<string> {
  if ('all' in condition) return new Set(condition.all.flatMap((part) => [...fieldsOf(part)]));
  if ('any' in condition) return new Set(condition.any.flatMap((part) => [...fieldsOf(part)]));
  if ('not' in condition) return fieldsOf(condition.not);
  return new Set([condition.field]);
}

function compares(comparison: Comparison, fact: FactValue, { now, catalogue }: Asking): boolean {
  const { field, operator, value = null } = comparison;
  switch (operator) {
    case 'exists':
      return !isEmpty(fact);
    case 'missing':
      return isEmpty(fact);
    case 'is':
      return same(fact, value);
    case 'is-not':
      return !same(fact, value);
    case 'in':
      return listOf(value).some((one) => same(fact, one));
    case 'not-in':
      return !listOf(value).some((one) => same(fact, one));
    case 'contains':
      return contains(fact, value);
    case 'not-contains':
      return !contains(fact, value);
    case 'contains-any':
      return listOf(value).some((one) => contains(fact, one));
    case 'contains-all':
      return listOf(value).every((one) => contains(fact, one));
    case 'at-least':
    case 'at-most': {
      const type = catalogue[field];
      if (type?.kind === 'ordered') return valuesWithin(comparison, type.values).includes(String(fact));
      if (typeof fact !== 'number' || typeof value !== 'number') return false;
      return operator === 'at-least' ? fact >= value : fact <= value;
    }
    case 'before':
      return isEarlier(fact, value);
    case 'after':
      return isEarlier(value, fact);
    case 'older-than-minutes':
      return minutesSince(fact, now) > Number(value);
    case 'newer-than-minutes':
      return minutesSince(fact, now) <= Number(value);
  }
}

function isEmpty(fact: FactValue): boolean {
  return fact === null || fact === '' || (Array.isArray(fact) && fact.length === 0);
}

function same(a: FactValue, b: FactValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one) => b.includes(one));
  return typeof a === 'string' && typeof b === 'string' ? fold(a) === fold(b) : a === b;
}

/** A list contains an element, a text a piece of it; case does not matter. */
function contains(fact: FactValue, part: FactValue): boolean {
  if (typeof part !== 'string') return false;
  if (typeof fact === 'string') return foldedFact(fact).includes(fold(part));
  return listOf(fact).some((one) => fold(one) === fold(part));
}

function listOf(value: FactValue): readonly string[] {
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
}

function isEarlier(a: FactValue, b: FactValue): boolean {
  return typeof a === 'string' && typeof b === 'string' && Date.parse(a) < Date.parse(b);
}

/** NaN, and so false in every comparison, when there is no such instant. */
function minutesSince(fact: FactValue, now: Date): number {
  return typeof fact === 'string' ? (now.getTime() - Date.parse(fact)) / 60_000 : Number.NaN;
}

let lastFact = { text: '', folded: '' };

/** One text is asked for many words, one after the other, and may be long. */
function foldedFact(text: string): string {
  if (lastFact.text !== text) lastFact = { text, folded: fold(text) };
  return lastFact.folded;
}

/**
 * How texts are compared: compatibility forms and case do not matter. The dotted İ and the final ς are the two letters whose
 * lower case depends on the letters around them; taken out, PostgreSQL's lower() says the same (views/condition-sql.ts).
 */
export function fold(text: string): string {
  return text.normalize('NFKC').replaceAll('İ', 'i').toLowerCase().replaceAll('ς', 'σ');
}
