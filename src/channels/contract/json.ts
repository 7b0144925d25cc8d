import { storableText } from '../../kernel/message.js';

/** Careful reading of JSON that somebody else wrote: nothing here throws, what is missing is null or empty. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

/** Something stands where a list was to be: somebody said something, in a shape that nobody knows. */
export function isNoList(value: unknown): boolean {
  return value !== undefined && !Array.isArray(value);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Ids may come as numbers; they are kept as text because some do not fit a double. What cannot be stored is left out. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return storableText(value);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** A name or title: one line, because a line break in it would pass for another row. */
export function lineOf(value: unknown): string | null {
  const line = textOf(value)
    ?.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  return line ? line : null;
}

/** The beginning of a text, never half a character. */
export function startOf(text: string, length: number): string {
  return text.slice(0, length).toWellFormed();
}

export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** undefined when the bytes are not JSON. */
export function parsedJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
