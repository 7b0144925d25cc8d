const PREVIEW_MAX = 140;
const SUBJECT_MAX = 250;

/** One line for the list. */
export function previewOf(text: string): string {
  return cut(text.replaceAll(/\s+/g, ' ').trim(), PREVIEW_MAX);
}

/** The subject of a ticket whose medium has none: its first line. */
export function subjectOf(subject: string | null, text: string): string {
  const given = (subject ?? '').replaceAll(/\s+/g, ' ').trim();
  return cut(given === '' ? previewOf(text) : given, SUBJECT_MAX);
}

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text
    .slice(0, max - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}
