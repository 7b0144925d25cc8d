import { DomainError } from './domain-error.js';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export const PAGE_LIMIT_DEFAULT = 50;
export const PAGE_LIMIT_MAX = 200;

/** Position after which the next page begins: the sort keys of the last row shown. */
export type CursorKeys = readonly (string | number | null)[];

/** Opaque for clients; carries the sort so that a cursor of one order is refused in another. */
export function encodeCursor(sort: string, keys: CursorKeys): string {
  return toBase64Url(JSON.stringify([sort, ...keys]));
}

/** @throws DomainError `page.bad-cursor` when the text is not a cursor of this sort with this many keys. */
export function decodeCursor(sort: string, cursor: string, length: number): CursorKeys {
  const parsed = parseJson(fromBase64Url(cursor));
  const isKey = (k: unknown): k is string | number | null => k === null || typeof k === 'string' || typeof k === 'number';
  if (!Array.isArray(parsed) || parsed[0] !== sort || parsed.length !== length + 1 || !parsed.every(isKey)) {
    throw new DomainError('invalid', 'page.bad-cursor', 'The cursor does not belong to this list; start again without it.');
  }
  return parsed.slice(1);
}

/** How a list is ordered and shown: `sort` names the order, `keysOf` gives its keys, `map` the item shown. */
export interface PageShape<Row, Item> {
  readonly limit: number;
  readonly sort: string;
  readonly keysOf: (row: Row) => CursorKeys;
  readonly map: (row: Row) => Item;
}

/** Cuts a result of `limit + 1` rows to a page and says where the next one starts. */
export function pageOf<Row, Item>(rows: readonly Row[], shape: PageShape<Row, Item>): Page<Item> {
  const shown = rows.slice(0, shape.limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > shape.limit && last !== undefined ? encodeCursor(shape.sort, shape.keysOf(last)) : null;
  return { items: shown.map(shape.map), nextCursor };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toBase64Url(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (b) => String.fromCharCode(b)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): string {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
  } catch {
    return '';
  }
}
