import type { FieldCatalogue, FieldType } from '../../kernel/condition.js';
import { DomainError } from '../../kernel/domain-error.js';

export type CustomFieldKind = 'text' | 'number' | 'date' | 'list' | 'checkbox';
export const CUSTOM_FIELD_KINDS: readonly CustomFieldKind[] = ['text', 'number', 'date', 'list', 'checkbox'];

/** A fact that this company keeps of its tickets. */
export interface CustomField {
  readonly key: string;
  readonly kind: CustomFieldKind;
  /** What people read, by language. */
  readonly labels: Readonly<Record<string, string>>;
  /** What a `list` may be; empty for every other kind. */
  readonly options: readonly string[];
  readonly requiredOnResolve: boolean;
  readonly enabled: boolean;
  readonly position: number;
}

export type CustomValues = Readonly<Record<string, unknown>>;

const TEXT_MAX = 2_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The values of a ticket after a change: what is given replaces, null takes away, the rest stays.
 * @throws DomainError `ticket.custom-field-invalid` (422) that names every field that is wrong
 */
export function withCustomValues(before: CustomValues, given: CustomValues, fields: readonly CustomField[]): CustomValues {
  const problems = Object.entries(given).flatMap(([key, value]) => {
    const problem = problemOf(
      fields.find((f) => f.key === key && f.enabled),
      value,
    );
    return problem === null ? [] : [{ field: key.slice(0, 60), problem }];
  });
  if (problems.length > 0) {
    const [first] = problems;
    throw new DomainError('unprocessable', 'ticket.custom-field-invalid', `${first?.field ?? ''}: ${first?.problem ?? ''}`, { problems });
  }
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== null));
}

/** Keys that must be known before a ticket may be resolved, and are not. */
export function missingOnResolve(values: CustomValues, fields: readonly CustomField[]): readonly string[] {
  return fields.filter((f) => f.enabled && f.requiredOnResolve && (values[f.key] ?? '') === '').map((f) => f.key);
}

/** A value as a filter of the address bar gives it; null: this field can never be that. */
export function readCustomValue(field: CustomField, text: string): string | number | boolean | null {
  const value = field.kind === 'number' ? Number(text) : field.kind === 'checkbox' ? truthOf(text) : text;
  return text === '' || problemOf(field, value) !== null ? null : (value as string | number | boolean);
}

/** How conditions ask of these fields: `custom.<key>`. */
export function customCatalogue(fields: readonly CustomField[]): FieldCatalogue {
  return Object.fromEntries(fields.filter((f) => f.enabled).map((f) => [`custom.${f.key}`, typeOf(f)]));
}

function typeOf({ kind, options }: CustomField): FieldType {
  switch (kind) {
    case 'text':
      return { kind: 'text' };
    case 'number':
      return { kind: 'number' };
    case 'date':
      return { kind: 'instant' };
    case 'list':
      return { kind: 'choice', values: options };
    case 'checkbox':
      return { kind: 'boolean' };
  }
}

function problemOf(field: CustomField | undefined, value: unknown): string | null {
  if (field === undefined) return 'there is no such field.';
  if (value === null) return null;
  switch (field.kind) {
    case 'text':
      return typeof value === 'string' && value.length <= TEXT_MAX ? null : `a text of at most ${TEXT_MAX} characters.`;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'a number.';
    case 'date':
      return isDate(value) ? null : 'a date (YYYY-MM-DD).';
    case 'list':
      return typeof value === 'string' && field.options.includes(value) ? null : `one of: ${field.options.join(', ')}.`;
    case 'checkbox':
      return typeof value === 'boolean' ? null : 'true or false.';
  }
}

/** A day of the calendar: the 31st of February is none. */
function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !DATE.test(value)) return false;
  const [year, month, day] = value.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function truthOf(text: string): boolean | string {
  return text === 'true' ? true : text === 'false' ? false : text;
}
