import { tokensOf } from './tokenise.js';

/** Further text is not searched. */
export const TEXT_MAX = 32_768;
const POSITIONS_PER_LEXEME = 60;
const POSITION_MAX = 16_383;
/** Between two parts, so that no phrase reaches from one into the other. */
const GAP = 10;

/** What of a message can be found, by weight: A subject and number, B who said it, C custom fields, D the text. */
export interface Findable {
  readonly subjects: readonly string[];
  readonly people: readonly string[];
  readonly fields: readonly string[];
  readonly text: string;
}

export interface IndexedText {
  /** The text form of a tsvector. Lexemes are letters, marks and digits only: nothing in them needs to be escaped. */
  readonly tsv: string;
  readonly lexemes: ReadonlySet<string>;
}

export function indexed(found: Findable): IndexedText {
  const places = new Map<string, string[]>();
  let offset = 0;
  const note = (text: string, weight: string) => {
    let last = 0;
    for (const { lexeme, position } of tokensOf(text)) {
      last = position;
      const known = places.get(lexeme) ?? [];
      if (known.length < POSITIONS_PER_LEXEME) known.push(`${Math.min(POSITION_MAX, offset + position)}${weight}`);
      places.set(lexeme, known);
    }
    offset += last + GAP;
  };
  for (const text of found.subjects) note(text, 'A');
  for (const text of found.people) note(text, 'B');
  for (const text of found.fields) note(text, 'C');
  note(found.text.slice(0, TEXT_MAX), '');
  return { tsv: [...places].map(([lexeme, at]) => `'${lexeme}':${at.join(',')}`).join(' '), lexemes: new Set(places.keys()) };
}
