import { convert } from 'html-to-text';

const LENGTH_MAX = 2_000_000;
/** No text is kept longer than this. */
const WORDS_MAX = 500_000;

/** The words of sanitised HTML, laid out as a reader would see them. */
export function textOfHtml(html: string): string {
  return convert(html.slice(0, LENGTH_MAX), {
    wordwrap: false,
    limits: { maxInputLength: LENGTH_MAX, maxDepth: 200 },
    selectors: [
      { selector: 'a', options: { ignoreHref: false, hideLinkHrefIfSameAsText: true } },
      { selector: 'img', format: 'skip' },
    ],
  }).trim();
}

/** Content that no reader sees. */
const UNSEEN = new Set(['script', 'style', 'head', 'title', 'textarea', 'noscript', 'xml']);
const INLINE = new Set('a abbr b bdi bdo em font i mark s small span strong sub sup tt u'.split(' '));

/** The words of HTML that is too deeply nested to be understood: one pass, tags cut out, no tree. */
export function wordsOfHtml(html: string): string {
  const source = html.slice(0, LENGTH_MAX);
  const words: string[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open < 0) break;
    const end = endOfTag(source, open);
    if (end === null) break;
    words.push(source.slice(at, open));
    const name = /^<\/?([a-z][a-z0-9]*)/i.exec(source.slice(open, open + 40))?.[1]?.toLowerCase() ?? '';
    words.push(INLINE.has(name) ? '' : '\n');
    at = UNSEEN.has(name) && source[open + 1] !== '/' ? afterElement(source, name, end) : end;
  }
  // A tag that was cut off at the end is none of the words; one that was never closed may be a "<" of theirs.
  const rest = source.length < html.length ? '' : source.slice(at);
  return textOf([...words, rest.replaceAll('<', '&lt;')]);
}

/** Null: it never ends. */
function endOfTag(source: string, open: number): number | null {
  const mark = source.startsWith('<!--', open) ? '-->' : '>';
  const end = source.indexOf(mark, open);
  return end < 0 ? null : end + mark.length;
}

function afterElement(source: string, name: string, from: number): number {
  const pattern = new RegExp(`</${name}\\b`, 'gi');
  pattern.lastIndex = from;
  return pattern.exec(source)?.index ?? source.length;
}

/** Without tags there is no tree to build: what is left to do is to decode `&amp;` and its like. */
function textOf(words: readonly string[]): string {
  const lines = words
    .join('')
    .slice(0, WORDS_MAX)
    .split('\n')
    .map((line) => line.trim());
  const html = lines.filter((line) => line !== '').join('<br>');
  return convert(html.slice(0, LENGTH_MAX), { wordwrap: false, limits: { maxInputLength: LENGTH_MAX } }).trim();
}
