import { decodedWords, folded, idOf } from './mail-words.js';

const HEAD_MAX = 64 * 1024;

/** Who and what, of a mail that could not be parsed: a bounded look at its first header lines. */
export function salvage(raw: Buffer): { readonly subject: string; readonly from: string; readonly messageId: string | null } {
  const head = raw.subarray(0, HEAD_MAX).toString('latin1');
  const block = head.slice(0, endOfHead(head)).replaceAll(/\r?\n[ \t]+/g, ' ');
  return {
    subject: folded(decodedWords(fieldOf(block, 'subject') ?? ''))
      .slice(0, 500)
      .toWellFormed(),
    from: idOf(addressIn(fieldOf(block, 'from') ?? '')),
    messageId: idOf(/<([^<>\s]{1,400})>/.exec(fieldOf(block, 'message-id') ?? '')?.[1] ?? '') || null,
  };
}

function endOfHead(head: string): number {
  const ends = [head.indexOf('\r\n\r\n'), head.indexOf('\n\n')].filter((at) => at >= 0);
  return ends.length === 0 ? head.length : Math.min(...ends);
}

function fieldOf(block: string, name: string): string | null {
  const line = block.split(/\r?\n/, 500).find((l) => l.slice(0, name.length + 1).toLowerCase() === `${name}:`);
  return line === undefined ? null : line.slice(name.length + 1, name.length + 2000).trim();
}

function addressIn(field: string): string {
  return /([^\s<>"(),;:]{1,64}@[^\s<>"(),;:]{1,255})/.exec(field)?.[1] ?? '';
}
