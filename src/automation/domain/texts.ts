/** What is said in one language; the HTML is for channels that show it. */
export interface TextBody {
  readonly text: string;
  readonly html: string | null;
}

/** By language tag (BCP 47): `en`, `id`, `zh-TW`. */
export type Texts = Readonly<Record<string, TextBody>>;

/** Who else may use a macro or a canned text. */
export type Visibility = 'personal' | 'team' | 'shared';
export const VISIBILITIES: readonly Visibility[] = ['personal', 'team', 'shared'];

/** The language asked for, else its base language (`zh` for `zh-TW`), else English, else the first one. */
export function languageFor(texts: Texts, wanted: string | null): string {
  const known = Object.keys(texts);
  const find = (tag: string) => known.find((k) => k.toLowerCase() === tag.toLowerCase());
  const tag = wanted ?? '';
  return find(tag) ?? find(tag.split('-')[0] ?? '') ?? find('en') ?? known[0] ?? '';
}
