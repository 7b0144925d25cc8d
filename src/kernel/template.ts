import { DomainError } from './domain-error.js';

/** Stands where a value is missing, so that whoever reads the text sees the gap. */
export const MISSING = '–';

const CUSTOM = /^custom\.[A-Za-z][A-Za-z0-9_-]{0,59}$/;
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** What `{{…}}` may name: a fixed set, and `custom.<key>`. */
export interface TemplateFields {
  readonly names: readonly string[];
  isCustomField(key: string): boolean;
}

/** Values by field; null, empty and absent are missing. */
export type TemplateValues = Readonly<Record<string, string | null | undefined>>;

export interface Rendered {
  readonly text: string;
  /** Fields that had no value; {@link MISSING} stands in their place. */
  readonly missing: readonly string[];
}

/** The fields a template names, in order, each once. */
export function placeholdersOf(template: string): readonly string[] {
  return [...new Set([...template.matchAll(PLACEHOLDER)].map((found) => nameOf(found[1])))];
}

/**
 * Nothing but `{{field}}`: no expressions, no loops, no nesting.
 * @throws DomainError `template.malformed`, `template.unknown-placeholder` (422) naming what is wrong
 */
export function checkTemplate(template: string, fields: TemplateFields): void {
  const rest = template.replaceAll(PLACEHOLDER, '');
  const stray = rest.indexOf('{{') >= 0 ? '{{' : rest.indexOf('}}') >= 0 ? '}}' : null;
  if (stray !== null)
    throw new DomainError('unprocessable', 'template.malformed', `A "${stray}" has no partner; placeholders look like {{ticket.number}}.`);
  const unknown = placeholdersOf(template).filter((name) => !isKnown(name, fields));
  if (unknown.length === 0) return;
  const named = unknown.map((name) => `{{${name.slice(0, 60)}}}`);
  throw new DomainError('unprocessable', 'template.unknown-placeholder', `There is no placeholder ${named.join(', ')}.`, {
    placeholders: unknown.slice(0, 20).map((name) => name.slice(0, 60)),
  });
}

/** Puts the values in. In HTML they are escaped: a value is never markup, and never a template. */
export function renderTemplate(template: string, values: TemplateValues, body: 'text' | 'html'): Rendered {
  const missing = new Set<string>();
  const text = template.replaceAll(PLACEHOLDER, (_, inner: string) => {
    const name = nameOf(inner);
    const value = Object.hasOwn(values, name) ? values[name] : null;
    if (value === null || value === undefined || value === '') {
      missing.add(name);
      return MISSING;
    }
    return body === 'html' ? escapeHtml(value) : value;
  });
  return { text, missing: [...missing] };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(value: string): string {
  return value.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign).replaceAll(/\r?\n/g, '<br>');
}

function isKnown(name: string, fields: TemplateFields): boolean {
  return fields.names.includes(name) || (CUSTOM.test(name) && fields.isCustomField(name.slice('custom.'.length)));
}

function nameOf(inner: string | undefined): string {
  return (inner ?? '').trim();
}
