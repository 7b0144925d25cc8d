/** PostgreSQL keeps positions up to 16,383. */
const POSITIONS_MAX = 16_000;
const LEXEME_MAX = 64;

/** A stretch of letters and digits of scripts that are written alike. */
export interface Run {
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
  /** Written without spaces between words, as Chinese is. */
  readonly unspaced: boolean;
}

export interface Token {
  readonly lexeme: string;
  /** From 1. A word takes one place, a text without spaces one for each character. */
  readonly position: number;
}

const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const RUN = new RegExp(`([${UNSPACED}]+)|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');

/** Compatibility forms, case and accents do not matter: `Ｒéfund` is `refund`. */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

export function* runsOf(text: string): Generator<Run> {
  for (const match of text.matchAll(RUN)) yield { text: match[0], start: match.index, unspaced: match[1] !== undefined };
}

/**
 * The lexemes of a text: words as they are (no stemming, so no surprises), and of unspaced scripts every character and every
 * pair of neighbours. Whoever looks for a word of three characters asks for its two pairs, one beside the other, and so finds
 * exactly that word wherever it stands; no dictionary has to agree where words end.
 */
export function* tokensOf(text: string): Generator<Token> {
  let position = 1;
  for (const run of runsOf(foldForSearch(text))) {
    if (position > POSITIONS_MAX) return;
    if (!run.unspaced) {
      yield { lexeme: run.text.slice(0, LEXEME_MAX).toWellFormed(), position };
      position += 1;
      continue;
    }
    const characters = Array.from(run.text);
    for (const [i, character] of characters.entries()) {
      const next = characters[i + 1];
      yield { lexeme: character, position: position + i };
      if (next !== undefined) yield { lexeme: character + next, position: position + i };
    }
    position += characters.length;
  }
}
