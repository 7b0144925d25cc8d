import type { ParsedQuery, Term } from './query.js';
import { foldForSearch, runsOf, tokensOf } from './tokenise.js';

/** Shorter beginnings fit too many words. */
const PREFIX_MIN = 2;

/** Lexemes that must stand in this order, each so many places behind the one before. */
export interface Clause {
  readonly lexemes: readonly { readonly lexeme: string; readonly distance: number }[];
  /** The last lexeme is the beginning of a word. */
  readonly prefix: boolean;
}

/** A piece of text to be marked where it was found. */
export interface Marked {
  readonly text: string;
  readonly prefix: boolean;
  readonly unspaced: boolean;
}

export interface Clauses {
  readonly must: readonly Clause[];
  readonly mustNot: readonly Clause[];
  /** Said by, or about, these people. */
  readonly from: readonly Clause[];
  readonly notFrom: readonly Clause[];
  readonly marks: readonly Marked[];
}

export function clausesOf({ terms, filters }: ParsedQuery): Clauses {
  const positive = terms.filter((term) => !term.negative);
  const people = filters.filter((filter) => filter.name === 'from');
  const named = (negative: boolean) => people.filter((f) => f.negative === negative).flatMap((f) => phrase(f.value, false));
  return {
    must: positive.flatMap(clausesOfTerm),
    mustNot: terms.filter((term) => term.negative).flatMap((term) => phrase(term.text, false)),
    from: named(false),
    notFrom: named(true),
    marks: positive.flatMap(marksOf),
  };
}

/** Parts of one word (`INV-2026/42`) stay beside each other; Chinese that was typed without spaces is parted into its words. */
function clausesOfTerm(term: Term): readonly Clause[] {
  if (term.phrase) return phrase(term.text, false);
  const clauses: Clause[] = [];
  for (const piece of pieces(term.text)) {
    if (piece.unspaced) clauses.push(...wordsOf(piece.text).flatMap((word) => phrase(word, false)));
    else clauses.push(...phrase(piece.text, term.prefix));
  }
  return clauses;
}

function marksOf(term: Term): readonly Marked[] {
  const marks: Marked[] = [];
  for (const { text, unspaced } of runsOf(foldForSearch(term.text))) {
    const words = unspaced && !term.phrase ? wordsOf(text) : [text];
    marks.push(...words.map((word) => ({ text: word, unspaced, prefix: term.prefix && word.length >= PREFIX_MIN })));
  }
  return marks;
}

interface Piece {
  readonly text: string;
  readonly unspaced: boolean;
}

/** Stretches of a term that are unspaced, and those between them with their punctuation. */
function pieces(term: string): readonly Piece[] {
  const found: Piece[] = [];
  for (const { text, unspaced } of runsOf(term)) {
    const last = found.at(-1);
    if (last !== undefined && !last.unspaced && !unspaced) found[found.length - 1] = { text: `${last.text} ${text}`, unspaced };
    else found.push({ text, unspaced });
  }
  return found;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The words of an unspaced text. Single characters beside longer words are particles as a rule, and asked for only on their own. */
function wordsOf(text: string): readonly string[] {
  const words = [...segmenter.segment(foldForSearch(text))].map(({ segment }) => segment);
  const long = words.filter((word) => Array.from(word).length > 1);
  return long.length > 0 ? long : [text];
}

/** @returns no clause for a text without letters and digits */
function phrase(text: string, prefix: boolean): readonly Clause[] {
  const longest = new Map<number, string>();
  for (const { lexeme, position } of tokensOf(text)) longest.set(position, lexeme); // the pair comes after its first character
  const places = [...longest].filter(([position, lexeme], i, all) => !isCovered(lexeme, all[i - 1], position));
  const lexemes = places.map(([position, lexeme], i) => ({ lexeme, distance: position - (places[i - 1]?.[0] ?? position) }));
  const last = lexemes.at(-1)?.lexeme ?? '';
  return lexemes.length === 0 ? [] : [{ lexemes, prefix: prefix && last.length >= PREFIX_MIN }];
}

/** The last character of an unspaced stretch is in the pair before it. */
function isCovered(lexeme: string, before: readonly [number, string] | undefined, position: number): boolean {
  if (before === undefined || before[0] !== position - 1) return false;
  const [first, second, ...rest] = Array.from(before[1]);
  return rest.length === 0 && first !== undefined && second === lexeme && [...runsOf(before[1])].every((run) => run.unspaced);
}
