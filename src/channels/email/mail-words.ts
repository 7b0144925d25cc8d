import libmime from 'libmime';
import { storableText } from '../../kernel/message.js';

const TEXT_MAX = 500_000;
const ID_MAX = 500;

/** A text of the mail as it can be stored. */
export function clean(text: string): string {
  return storableText(text.slice(0, TEXT_MAX));
}

/** Names and subjects are one line; an encoded word may hold a line break, which would begin another header or row. */
export function folded(text: string): string {
  return clean(text)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

/** Encoded words (RFC 2047) in a field that no parser has read. */
export function decodedWords(field: string): string {
  try {
    return libmime.decodeWords(field);
  } catch {
    return field;
  }
}

/** A Message-ID or Content-ID without its brackets. */
export function idOf(given: string): string {
  return clean(given)
    .replaceAll(/[\p{Cc}\s<>]+/gu, '')
    .slice(0, ID_MAX)
    .toWellFormed();
}

export function idsIn(text: string | undefined): string[] {
  return [...(text ?? '').slice(0, 50_000).matchAll(/<([^<>\s]{1,500})>/g)].map((m) => idOf(m[1] ?? '')).filter((id) => id !== '');
}

/** Of bytes that were no text: what no decoder could read, and controls that nobody types. */
const RUBBISH = /\uFFFD|(?!\s)\p{Cc}/gu;
const SAMPLE = 20_000;

/** One character in five is no character: the mail says something else than it shows. */
export function isGarbled(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const rubbish = sample.match(RUBBISH)?.length ?? 0;
  return rubbish >= 3 && rubbish * 5 > sample.length;
}
