import { Readable } from 'node:stream';
import { convert } from 'html-to-text';
import { type AddressObject, type Attachment, simpleParser } from 'mailparser';
import { storableText } from '../../kernel/message.js';
import { bounceIn } from './bounce.js';
import { sanitizedMailHtml } from './mail-html.js';
import type { MimeAddress, MimeFile, MimeMail } from './mime-types.js';

const TEXT_MAX = 500_000;
const REFERENCES_MAX = 100;
const PIECE_BYTES = 64 * 1024;
/** What the adapter asks about. */
const HEADERS = [
  'auto-submitted', 'precedence', 'x-auto-response-suppress', 'x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-loop', 'list-id', 'list-unsubscribe', 'list-post',
  'return-path', 'x-failed-recipients', 'feedback-id', 'authentication-results', 'delivered-to', 'x-original-to', 'envelope-to', 'x-parley-ticket',
]; // biome-ignore format: one glance

/** Reads a whole mail. Runs in the worker thread. @throws what mailparser throws at hostile structures. */
export async function readMail(raw: Buffer): Promise<MimeMail> {
  const mail = await simpleParser(Readable.from(piecesOf(raw), { objectMode: false }), {
    skipImageLinks: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipHtmlToText: true,
    keepDeliveryStatus: true,
    maxHtmlLengthToParse: 2_000_000,
  } as object);
  const html = typeof mail.html === 'string' && mail.html.trim() !== '' ? mail.html : null;
  const sanitized = html === null ? null : sanitizedMailHtml(html);
  const text = clean(mail.text?.trim() ? mail.text : sanitized === null ? '' : textOfHtml(sanitized));
  const lines = mail.headerLines.filter((line) => HEADERS.includes(line.key));
  const contentType = mail.headers.get('content-type') as { readonly value?: string } | undefined;
  return {
    subject: clean(mail.subject ?? ''),
    from: addresses(mail.from),
    replyTo: addresses(mail.replyTo),
    to: addresses(mail.to).map((a) => a.address),
    cc: addresses(mail.cc).map((a) => a.address),
    messageId: idsIn(mail.messageId)[0] ?? null,
    inReplyTo: idsIn(mail.inReplyTo),
    references: idsIn(Array.isArray(mail.references) ? mail.references.join(' ') : mail.references).slice(-REFERENCES_MAX),
    date: mail.date === undefined || Number.isNaN(mail.date.getTime()) ? null : mail.date.getTime(),
    text,
    html: sanitized,
    attachments: mail.attachments.filter((a) => !isStatusPart(a)).map(file),
    headers: Object.fromEntries(
      HEADERS.map((name) => [
        name,
        lines
          .filter((l) => l.key === name)
          .map((l) =>
            l.line
              .slice(name.length + 1)
              .replaceAll(/\s+/g, ' ')
              .trim()
              .slice(0, 2000),
          ),
      ]),
    ),
    bounce: bounceIn(mail.attachments, { contentType: contentType?.value ?? '', text }),
    contentType: contentType?.value ?? '',
  };
}

/** Given at once, a large mail would be cut into all of its lines before the first is looked at. */
function* piecesOf(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += PIECE_BYTES) yield raw.subarray(at, at + PIECE_BYTES);
}

function addresses(field: AddressObject | AddressObject[] | undefined): readonly MimeAddress[] {
  const objects = field === undefined ? [] : [field].flat();
  return objects
    .flatMap((o) => o.value)
    .flatMap((a) => a.group ?? [a])
    .slice(0, 100)
    .flatMap((a) => (a.address ? [{ name: clean(a.name), address: clean(a.address) }] : []));
}

function file(a: Attachment): MimeFile {
  // The memory is handed to the main thread, so it must hold nothing else.
  const isAlone = a.content.byteLength === a.content.buffer.byteLength;
  const content = isAlone ? a.content : new Uint8Array(a.content);
  return {
    filename: a.filename ? clean(a.filename) : nameOf(a),
    contentType: a.contentType || 'application/octet-stream',
    contentId: a.cid ?? null,
    content,
  };
}

/** A mail inside a mail is kept whole, under its subject. */
function nameOf(a: Attachment): string | null {
  if (a.contentType !== 'message/rfc822') return null;
  const subject = /^subject:(.{1,100})/im.exec(a.content.subarray(0, 8192).toString('utf8'))?.[1]?.trim();
  return `${subject ? clean(subject) : 'message'}.eml`;
}

function isStatusPart(a: Attachment): boolean {
  return a.contentType === 'message/delivery-status' || a.contentType === 'message/disposition-notification';
}

function idsIn(text: string | undefined): string[] {
  return [...(text ?? '').slice(0, 50_000).matchAll(/<([^<>\s]{1,500})>/g)].flatMap((m) => m[1] ?? []);
}

function textOfHtml(html: string): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxInputLength: 2_000_000, maxDepth: 200 },
    selectors: [
      { selector: 'a', options: { ignoreHref: false, hideLinkHrefIfSameAsText: true } },
      { selector: 'img', format: 'skip' },
    ],
  });
}

function clean(text: string): string {
  return storableText(text.slice(0, TEXT_MAX));
}
