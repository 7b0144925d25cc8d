import type { Marked } from './clauses.js';
import { foldForSearch, type Run, runsOf } from './tokenise.js';

const LENGTH = 180;
const BEFORE = 50;
const RANGES_MAX = 20;

export interface Snippet {
  /** Plain text, never markup: whoever shows it escapes it. */
  readonly text: string;
  /** What was found, as [start, end) in UTF-16 units of `text`. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** The part of a text around what was found first; the beginning where nothing was. */
export function snippetOf(text: string, marks: readonly Marked[]): Snippet {
  const first = ranges(text, marks).next();
  const found = first.done === true ? 0 : first.value[0];
  const start = found <= BEFORE ? 0 : wordStart(text, found - BEFORE, found);
  const cut = text.slice(start, start + LENGTH).replaceAll(/\s/g, ' ');
  const shown = cut.toWellFormed() === cut ? cut : cut.slice(0, -1);
  return { text: shown, ranges: [...ranges(shown, marks)].slice(0, RANGES_MAX) };
}

function* ranges(text: string, marks: readonly Marked[]): Generator<readonly [number, number]> {
  for (const run of runsOf(text)) {
    if (run.unspaced) yield* within(run, marks);
    else if (marks.some((mark) => isWord(run, mark))) yield [run.start, run.start + run.text.length];
  }
}

function isWord(run: Run, { text, prefix, unspaced }: Marked): boolean {
  if (unspaced) return false;
  const folded = foldForSearch(run.text);
  return prefix ? folded.startsWith(text) : folded === text;
}

/** Overlapping finds are one. */
function* within(run: Run, marks: readonly Marked[]): Generator<readonly [number, number]> {
  const characters = Array.from(run.text);
  const folded = characters.map(foldForSearch);
  const isMarked = characters.map(() => false);
  for (const mark of marks.filter(({ unspaced }) => unspaced)) {
    const wanted = Array.from(mark.text);
    for (let i = 0; i + wanted.length <= folded.length; i++)
      if (wanted.every((character, k) => folded[i + k] === character)) isMarked.fill(true, i, i + wanted.length);
  }
  let at = run.start;
  let from = -1;
  for (const [i, character] of characters.entries()) {
    if (isMarked[i] === true && from < 0) from = at;
    at += character.length;
    if (from < 0 || isMarked[i + 1] === true) continue;
    yield [from, at];
    from = -1;
  }
}

/** The first word that begins in a stretch; its start where there is none, but never the middle of a character. */
function wordStart(text: string, from: number, to: number): number {
  const space = text.slice(from, to).search(/\s\S/u);
  if (space >= 0) return from + space + 1;
  return /[\udc00-\udfff]/.test(text.charAt(from)) ? from + 1 : from;
}
