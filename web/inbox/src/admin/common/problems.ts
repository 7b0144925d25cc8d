import { Problem } from '@parley/kit/desk';
import type { TFunction } from 'i18next';

export interface Told {
  /** By field: what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;
  /** What belongs to no field; null: the fields say it all. */
  readonly general: string | null;
  /** Lines that tell more of it: a condition's or an action's faults. */
  readonly lines: readonly string[];
  /** Somebody else saved it in between. */
  readonly isStale: boolean;
}

const TAKEN = /\.(name|email|key|shortcut)-taken$/;

/** What the desk refused, told where it belongs. */
export function tell(error: unknown, t: TFunction): Told | null {
  if (error === null || error === undefined) return null;
  if (!(error instanceof Problem)) return { fields: {}, general: t('problems.other'), lines: [], isStale: false };
  const fields = fieldsOf(error, t);
  // What is wrong with conditions is shown where it is, by their editor.
  const lines = error.code === 'condition.invalid' ? [] : listed(error.details['problems'], 'message');
  const isStale = error.code.endsWith('version-conflict');
  const isTold = Object.keys(fields).length > 0;
  return { fields, lines, isStale, general: isStale ? null : isTold ? t('problems.fields') : saying(error, t) };
}

/** One sentence, for a place that has no fields. */
export function saying(error: unknown, t: TFunction): string {
  if (!(error instanceof Problem)) return t('problems.other');
  return t([`problems.${error.code.replaceAll('.', '_')}`, 'problems.said'], { message: error.message });
}

function fieldsOf({ code, message, details }: Problem, t: TFunction): Readonly<Record<string, string>> {
  if (code === 'request.invalid') return invalid(details['errors'], t);
  const taken = TAKEN.exec(code)?.[1];
  if (taken !== undefined) return { [taken]: t('problems.taken') };
  const { field, fields } = details;
  if (code === 'inbox.incomplete' && Array.isArray(fields))
    return Object.fromEntries(fields.map((name) => [`settings.${String(name)}`, t('problems.needed')]));
  return typeof field === 'string' ? { [field]: message } : {};
}

function invalid(errors: unknown, t: TFunction): Readonly<Record<string, string>> {
  if (!Array.isArray(errors)) return {};
  return Object.fromEntries(
    errors.map((one: { readonly field?: unknown; readonly problem?: unknown }) => {
      const field = String(one.field ?? '');
      return [field, inWords(String(one.problem ?? ''), field, t)];
    }),
  );
}

/** The sentences of the validator, in the words of people. */
function inWords(problem: string, field: string, t: TFunction): string {
  const longer = /longer than or equal to (\d+)/.exec(problem);
  if (longer !== null && longer[1] !== '1') return t('problems.tooShort', { count: Number(longer[1]) });
  const shorter = /shorter than or equal to (\d+)/.exec(problem);
  if (shorter !== null && longer === null) return t('problems.tooLong', { count: Number(shorter[1]) });
  if (longer !== null || /not be empty|not be null/.test(problem)) return t('problems.needed');
  if (/must be an email/.test(problem)) return t('problems.email');
  const name = field.split('.').at(-1) ?? '';
  return t('problems.value', { problem: problem.replace(`${name} `, '').replace(`each value in `, '') });
}

function listed(given: unknown, key: string): readonly string[] {
  if (!Array.isArray(given)) return [];
  return given.map((one: Readonly<Record<string, unknown>>) => `${one['path'] ? `${String(one['path'])}: ` : ''}${String(one[key] ?? '')}`);
}
