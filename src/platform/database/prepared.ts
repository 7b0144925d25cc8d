import type { ClientBase, Pool } from 'pg';

const names = new Map<string, string>();
/** Each prepared statement costs memory on every connection. */
const NAMES_MAX = 400;

/** Known already, or one of the first. */
export function isPreparable(text: string): boolean {
  return names.has(text) || names.size < NAMES_MAX;
}

/** Runs a constant statement under a name, so that PostgreSQL parses it once per connection. */
export async function runPrepared<Row extends object>(on: ClientBase | Pool, text: string, values: readonly unknown[]): Promise<Row[]> {
  const result = await on.query<Row>({ name: nameOf(text), text, values: [...values] });
  return result.rows;
}

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `parley_${names.size + 1}`;
  names.set(text, name);
  return name;
}
