import { Readable } from 'node:stream';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { storableText } from '../../kernel/message.js';
import { textOfHtml, wordsOfHtml } from './html-words.js';
import { filesOf } from './mail-files.js';
import { sanitizedMailHtml } from './mail-html.js';
import { clean, folded, idOf, idsIn, isGarbled } from './mail-words.js';
import type { MimeAddress, MimeFile, MimeMail } from './mime-types.js';
import { withTrueEncoding } from './mislabelled.js';
import { reportIn } from './report.js';

const REFERENCES_MAX = 100;
const PIECE_BYTES = 64 * 1024;
/** What the adapter asks about. */
const HEADERS = [
  'auto-submitted', 'precedence', 'x-auto-response-suppress', 'x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-loop', 'list-id', 'list-unsubscribe', 'list-post',
  'return-path', 'x-failed-recipients', 'feedback-id', 'authentication-results', 'delivered-to', 'x-original-to', 'envelope-to', 'x-parley-ticket',
]; // biome-ignore format: one glance

/** Reads a whole mail. Runs in the worker thread. @throws what mailparser throws at hostile structures. */
export async function readMail(raw: Buffer): Promise<MimeMail> {
  const mail = await simpleParser(Readable.from(piecesOf(withTrueEncoding(raw)), { objectMode: false }), {
    skipImageLinks: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipHtmlToText: true,
    keepDeliveryStatus: true,
    maxHtmlLengthToParse: 2_000_000,
  } as object);
  const headers = headersOf(mail);
  const type = mail.headers.get('content-type') as { readonly value?: string; readonly params?: Record<string, string> } | undefined;
  const contentType = clean(type?.value ?? '').toLowerCase();
  const from = addresses(mail.from);
  const { text, html, files } = wordsOf(mail);
  return {
    subject: folded(mail.subject ?? ''),
    from,
    replyTo: addresses(mail.replyTo),
    to: addresses(mail.to).map((a) => a.address),
    cc: addresses(mail.cc).map((a) => a.address),
    messageId: idsIn(mail.messageId)[0] ?? null,
    inReplyTo: idsIn(mail.inReplyTo),
    references: idsIn(Array.isArray(mail.references) ? mail.references.join(' ') : mail.references).slice(-REFERENCES_MAX),
    date: mail.date === undefined || Number.isNaN(mail.date.getTime()) ? null : mail.date.getTime(),
    text,
    html,
    attachments: [...filesOf(mail.attachments), ...files],
    headers,
    report: reportIn(
      {
        contentType,
        subject: mail.subject ?? '',
        reportType: (type?.params?.['report-type'] ?? '').toLowerCase(),
        from: from[0]?.address ?? '',
        text,
        returnPath: headers['return-path']?.[0] ?? null,
        failedRecipients: (headers['x-failed-recipients'] ?? []).join(','),
      },
      mail.attachments,
    ),
    contentType,
    garbled: isGarbled(text),
  };
}

interface Words {
  readonly text: string;
  /** Null as well where there is nothing to see in it. */
  readonly html: string | null;
  readonly files: readonly MimeFile[];
}

function wordsOf(mail: ParsedMail): Words {
  const plain = mail.text?.trim() ? clean(mail.text) : '';
  const source = typeof mail.html === 'string' && mail.html.trim() !== '' ? mail.html : null;
  if (source === null) return { text: plain, html: null, files: [] };
  const sanitized = sanitizedMailHtml(source);
  if (sanitized === null) return { text: plain || clean(wordsOfHtml(source)), html: null, files: [original(source)] };
  const seen = textOfHtml(sanitized);
  const shows = seen !== '' || sanitized.includes('<img');
  return { text: plain || clean(seen), html: shows ? storableText(sanitized) : null, files: [] };
}

/** HTML that is not shown is kept as it came. */
function original(html: string): MimeFile {
  return { filename: 'message.html', contentType: 'text/html', contentId: null, content: new TextEncoder().encode(html) };
}

function headersOf(mail: ParsedMail): Readonly<Record<string, readonly string[]>> {
  const valueOf = (line: string, name: string) =>
    clean(line.slice(name.length + 1))
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, 2000)
      .toWellFormed();
  return Object.fromEntries(
    HEADERS.map((name) => [name, mail.headerLines.filter((line) => line.key === name).map((l) => valueOf(l.line, name))]),
  );
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
    .flatMap((a) => (a.address ? [{ name: folded(a.name), address: idOf(a.address) }] : []));
}
