import { headingAt, isForwardedSubject, isForwardMark, isQuoted } from './quote-lines.js';

/** Quoted history is looked for in at most this much of a mail; what is beyond stays as it is. */
const SCAN_MAX = 64 * 1024;

/**
 * The new words of a mail, without the quoted history below or above them. Answers between quoted lines keep the
 * quotation (they need it), forwards stay whole (they are what the customer wants to show), and nothing is ever stripped
 * down to nothing. What was quoted is never lost: the whole text is kept beside this one.
 */
export function withoutQuote(fullText: string, subject: string | null = null): string {
  const whole = fullText.trim();
  if (isForwardedSubject(subject)) return whole;
  const lines = fullText
    .slice(0, SCAN_MAX)
    .split('\n')
    .map((line) => line.trimEnd());
  const cut = firstHeading(lines);
  // Its own mark may be what looks like the heading.
  const isForward = lines.slice(0, cut === null ? lines.length : cut.at + 1).some(isForwardMark);
  if (isForward) return whole;
  const kept = cut === null ? withoutTrailingQuote(lines) : aroundHeading(lines, cut);
  if (kept === null || kept.length === lines.length) return whole;
  const text = kept.join('\n').trim();
  return text === '' ? whole : text;
}

interface Heading {
  readonly at: number;
  readonly length: number;
}

function firstHeading(lines: readonly string[]): Heading | null {
  for (let at = 0; at < lines.length; at++) {
    const length = headingAt(lines, at);
    if (length > 0) return { at, length };
  }
  return null;
}

/** Null: the mail answers within the quotation, so all of it is kept. */
function aroundHeading(lines: readonly string[], { at, length }: Heading): readonly string[] | null {
  const above = lines.slice(0, at);
  const below = lines.slice(at + length);
  const firstQuoted = below.findIndex(isQuoted);
  // Not marked line by line: everything below the heading is the earlier mail.
  if (firstQuoted < 0 || below.slice(0, firstQuoted).some(isFilled)) return withoutTrailingQuote(above);
  const lastQuoted = below.findLastIndex(isQuoted);
  const between = below.slice(firstQuoted, lastQuoted).filter((line, i, all) => isOwn(all, i));
  if (between.length > 0) return null;
  const after = below.slice(lastQuoted + 1);
  if (!saysSomething(after)) return withoutTrailingQuote(above);
  return above.some(isFilled) ? null : after;
}

/** Quotation without any heading. */
function withoutTrailingQuote(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && (isQuoted(lines[end - 1] ?? '') || !isFilled(lines[end - 1] ?? ''))) end -= 1;
  // A text that merely ends in empty lines is left to trim().
  return lines.slice(end).some(isQuoted) ? lines.slice(0, end) : lines;
}

function isFilled(line: string): boolean {
  return line.trim() !== '';
}

/** A line of the writer's own; not so the end of a long quoted line that a mail server wrapped. */
function isOwn(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (!isFilled(line) || isQuoted(line)) return false;
  const before = lines[at - 1] ?? '';
  const isWrapped = isQuoted(before) && before.length >= 60 && line.length <= 40 && isQuoted(lines[at + 1] ?? '>');
  return !isWrapped;
}

/** More than a signature or the foot of a mailing list. */
function saysSomething(lines: readonly string[]): boolean {
  const first = lines.findIndex(isFilled);
  if (first < 0) return false;
  return !/^(--|__|—|–|[-_=*]{5,}|sent from|get outlook|发自我的|發自我的|dikirim dari|terkirim dari)/i.test(lines[first]?.trim() ?? '');
}
