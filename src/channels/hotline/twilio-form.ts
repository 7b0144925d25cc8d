import { storableText } from '../../kernel/message.js';

export type Form = Readonly<Record<string, string | string[]>>;

/** The parameters of a form post as Twilio signs them: decoded, empty ones kept, repeated ones all there. */
export function formOf(body: Buffer): Form {
  const form: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    const known = form[name];
    form[name] = known === undefined ? value : [known, value].flat();
  }
  return form;
}

/** A parameter's first value, without what cannot be stored; null when it is missing or empty. */
export function valueOf(form: Form, name: string): string | null {
  const value = form[name];
  const first = Array.isArray(value) ? value[0] : value;
  const text = storableText(first ?? '');
  return text === '' ? null : text;
}

/** The first of the parameters that holds an id of Twilio's (two letters and 32 hexadecimal digits; any letters and digits are taken). */
export function sidOf(form: Form, ...names: readonly string[]): string | null {
  const sids = names.map((name) => valueOf(form, name)).filter((value) => value !== null && /^[A-Za-z0-9]{1,64}$/.test(value));
  return sids[0] ?? null;
}

/** A whole number of at most nine digits; null for anything else. */
export function countOf(form: Form, name: string): number | null {
  const value = valueOf(form, name);
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null;
}
