import type { Clause, Clauses } from './clauses.js';

/** Beginning of a word → the words there are that begin so. */
export type Expansions = ReadonlyMap<string, readonly string[]>;

/** The beginnings that must be looked up before {@link tsQuery}. */
export function prefixesOf({ must, from }: Clauses): readonly string[] {
  return [...must, ...from].flatMap(({ lexemes, prefix }) => (prefix ? [lexemes.at(-1)?.lexeme ?? ''] : []));
}

/**
 * The text form of a tsquery; null when no words are asked for. A beginning is asked for as the words it stands for: GIN
 * would read the whole list of every word in a range before it looked at anything else.
 */
export function tsQuery({ must, mustNot, from, notFrom }: Clauses, expansions: Expansions): string | null {
  const parts = [
    ...must.map((clause) => one(clause, expansions, '')),
    ...from.map((clause) => one(clause, expansions, ':B')),
    ...mustNot.map((clause) => `!${one(clause, expansions, '')}`),
    ...notFrom.map((clause) => `!${one(clause, expansions, ':B')}`),
  ];
  return parts.length === 0 ? null : parts.join(' & ');
}

/** Lexemes are letters, marks and digits only (tokenise.ts). */
function one({ lexemes, prefix }: Clause, expansions: Expansions, weight: string): string {
  const operands = lexemes.map(({ lexeme, distance }, i) => {
    const words = prefix && i === lexemes.length - 1 ? new Set([lexeme, ...(expansions.get(lexeme) ?? [])]) : new Set([lexeme]);
    const choice = [...words].map((word) => `'${word}'${weight}`).join(' | ');
    return `${i === 0 ? '' : ` <${distance}> `}${words.size > 1 ? `(${choice})` : choice}`;
  });
  return `(${operands.join('')})`;
}
