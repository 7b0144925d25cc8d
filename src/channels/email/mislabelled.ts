const HEAD_MAX = 64 * 1024;
const LABEL = /^content-transfer-encoding:[ \t]*base64[ \t]*\r?$/im;

/**
 * Plain words labelled as base64 would be decoded to rubbish. Where the body of a mail holds what base64 has no letters
 * for, its label is taken for the mistake that it is. The bytes of the mail given stay as they are.
 */
export function withTrueEncoding(raw: Buffer): Buffer {
  const head = raw.subarray(0, HEAD_MAX).toString('latin1');
  const end = /\r?\n\r?\n/.exec(head);
  if (end === null) return raw;
  const label = LABEL.exec(head.slice(0, end.index));
  if (label === null || !saysOtherwise(head.slice(end.index + end[0].length))) return raw;
  const at = label.index + label[0].toLowerCase().indexOf('base64');
  const mended = Buffer.from(raw);
  mended.write('8bit  ', at, 'latin1');
  return mended;
}

/** Words between spaces, or letters outside the alphabet, in the first line that holds anything. */
function saysOtherwise(body: string): boolean {
  const line = body.split(/\r?\n/, 100).find((l) => l.trim() !== '') ?? '';
  return /[^A-Za-z0-9+/=_-]/.test(line.trim());
}
