import { DomainError } from '../../kernel/domain-error.js';

export const FILTERS = [
  'after',
  'assignee',
  'before',
  'category',
  'channel',
  'from',
  'has',
  'language',
  'priority',
  'status',
  'tag',
  'team',
] as const;
export type FilterName = (typeof FILTERS)[number];

export interface Filter {
  readonly name: FilterName;
  readonly value: string;
  /** `-status:closed` */
  readonly negative: boolean;
}

export interface Term {
  readonly text: string;
  /** Given in quotation marks: these words, one after the other. */
  readonly phrase: boolean;
  /** `refun*`, and the last word while it is being typed. */
  readonly prefix: boolean;
  readonly negative: boolean;
}

export interface ParsedQuery {
  readonly terms: readonly Term[];
  readonly filters: readonly Filter[];
}

const PARTS_MAX = 30;
const PART = /(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))/gu;

/**
 * What somebody typed: `refund "not arrived" -spam channel:email before:2026-11-01`.
 * @throws DomainError `search.unknown-filter`, `search.too-long`
 */
export function parseQuery(q: string): ParsedQuery {
  const terms: Term[] = [];
  const filters: Filter[] = [];
  for (const match of q.matchAll(PART)) {
    const [whole, minus = '', key, quoted, bare = ''] = match;
    const value = quoted ?? bare;
    const unfinished = FILTERS.find((name) => quoted === undefined && bare.toLowerCase() === `${name}:`);
    const filter = key === undefined || value.startsWith('//') ? null : filterOf(key, value, minus === '-');
    if (unfinished !== undefined) throw valueless(unfinished);
    if (filter !== null) filters.push(filter);
    else
      terms.push(termOf(key === undefined ? value : whole.slice(minus.length), { phrase: quoted !== undefined, negative: minus === '-' }));
  }
  if (terms.length + filters.length > PARTS_MAX)
    throw new DomainError('unprocessable', 'search.too-long', `A search has ${PARTS_MAX} words and filters at most.`);
  return { terms: lastAsPrefix(terms, q), filters };
}

function filterOf(key: string, value: string, negative: boolean): Filter {
  const name = FILTERS.find((known) => known === key.toLowerCase());
  if (name !== undefined) return { name, value, negative };
  throw new DomainError(
    'unprocessable',
    'search.unknown-filter',
    `There is no filter "${key}". There are: ${FILTERS.join(', ')}. Put it in quotation marks to look for the text.`,
    { filter: key },
  );
}

function valueless(name: FilterName): DomainError {
  return new DomainError('unprocessable', 'search.bad-filter', `The filter "${name}" needs a value, without a space before it.`, {
    filter: name,
    value: '',
  });
}

function termOf(text: string, how: { readonly phrase: boolean; readonly negative: boolean }): Term {
  const prefix = !how.phrase && text.endsWith('*');
  return { ...how, text: prefix ? text.replace(/\*+$/, '') : text, prefix };
}

/** The last word may still be growing, unless a space follows it. */
function lastAsPrefix(terms: readonly Term[], q: string): readonly Term[] {
  const last = terms.at(-1);
  if (last === undefined || last.phrase || last.negative || !q.endsWith(last.text)) return terms;
  return [...terms.slice(0, -1), { ...last, prefix: true }];
}
