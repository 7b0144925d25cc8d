import { createHash } from 'node:crypto';
import type { Glance, RawRequest } from '../contract/index.js';

const HEAD_BYTES = 64 * 1024;
const FROM_CHARS = 1_000;
const REFERENCES_MAX = 10;

/**
 * The same bytes are the same mail: a crash before the cursor moved, or a server that numbered its mailbox anew
 * (UIDVALIDITY), reads it again and is recognised. Two mails of a person never agree in every byte: each has its own
 * Message-ID, Date and Received lines.
 */
export function mailKey(request: RawRequest): string {
  return `sha256:${createHash('sha256').update(request.body).digest('hex')}`;
}

/**
 * Who wrote a mail and which ones it answers, by its headers alone (RFC 5322 §3.6.2, §3.6.4): a mail must not be made into
 * a message before the one that it answers, and reading one takes from a millisecond to seconds.
 */
export function mailGlance(request: RawRequest): Glance {
  const [head = ''] = request.body
    .subarray(0, HEAD_BYTES)
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1);
  const headers = head.replace(/\r?\n[ \t]+/g, ' '); // folded lines, §2.2.3
  const from = /^from:(.*)$/im.exec(headers)?.[1]?.slice(-FROM_CHARS) ?? '';
  const sender = from.match(/[^\s<>"(),:;]{1,250}@[^\s<>"(),:;]{1,250}/g)?.at(-1);
  const ids = (name: string) => new RegExp(`^${name}:(.*)$`, 'im').exec(headers)?.[1]?.match(/<[^<>\s]+>/g) ?? [];
  const mails = [...ids('message-id'), ...ids('in-reply-to'), ...ids('references').slice(-REFERENCES_MAX)];
  return { key: mailKey(request), turns: [...(sender === undefined ? [] : [sender.toLowerCase()]), ...mails] };
}
