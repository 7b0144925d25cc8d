import { instantFrom } from '../../kernel/clock.js';
import {
  type InboundAttachment,
  type InboundEvent,
  type MessageReceived,
  noThreadHints,
  type RawRequest,
  type Sender,
} from '../contract/index.js';
import { isAuthenticated, isAutomatic } from './automatic.js';
import type { Origin } from './mail-origin.js';
import type { MimeFile, MimeMail, MimeResult } from './mime-types.js';
import { unknownSender } from './no-address.js';
import { withoutQuote } from './quote.js';
import { reportEvents } from './report-events.js';

/** `+t<number>.<mac>` in an address of ours; the mac is 26 letters of base32. */
const TOKEN = /\+t(\d{1,15}\.[a-z2-7]{26})@/gi;
const FUTURE_MS = 24 * 3_600_000;

/** What a mail says to the desk. Every mail says something: one that cannot be read arrives as a placeholder with the raw mail attached. */
export function parsedMail(result: MimeResult, origin: Origin): readonly InboundEvent[] {
  if (result.kind === 'unreadable') return [placeholder(result, origin)];
  const { mail } = result;
  const message = messageEvent(mail, origin);
  return mail.report === null ? [message] : reportEvents(mail.report, mail, { message, origin });
}

function messageEvent(mail: MimeMail, { key, request, settings }: Origin): MessageReceived {
  const attachments = mail.attachments.map(attachmentOf);
  const missing = whatIsMissing(mail);
  const said = mail.text.trim();
  return {
    type: 'message',
    key,
    at: saidAt(mail.date, request.receivedAt),
    externalId: mail.messageId ?? key,
    conversation: null,
    from: senderOf(mail, { key, settings }),
    kind: missing === null ? 'text' : 'unsupported',
    subject: mail.subject,
    text: missing?.text ?? withoutQuote(said, mail.subject),
    // Of rubbish too, a number may be legible.
    fullText: missing === null ? said : `${missing.text}\n\n${said}`.trim(),
    html: missing === null ? mail.html : null,
    attachments: missing === null ? attachments : [...attachments, rawMail(request)],
    automatic: isAutomatic(mail),
    thread: { tokens: tokensIn(mail), references: [...mail.inReplyTo, ...mail.references.toReversed()].slice(0, 50) },
    details: { ...detailsOf(mail, request), ...(missing === null ? {} : { unreadable: missing.code }) },
  };
}

/** A mail without anything to see in it may still say something to whoever opens it as it came. */
function whatIsMissing(mail: MimeMail): { readonly code: string; readonly text: string } | null {
  if (mail.garbled) return { code: 'mail.garbled', text: 'The text of this mail could not be read. It is attached as it came.' };
  const isEmpty = mail.text.trim() === '' && mail.html === null && mail.attachments.length === 0;
  return isEmpty ? { code: 'mail.empty', text: 'This mail shows no text. It is attached as it came.' } : null;
}

function attachmentOf({ filename, contentType, contentId, content }: MimeFile): InboundAttachment {
  return { filename, contentType, contentId, content: Buffer.from(content.buffer, content.byteOffset, content.byteLength) };
}

function rawMail(request: RawRequest): InboundAttachment {
  return { filename: 'message.eml', contentType: 'message/rfc822', content: request.body };
}

/** Small facts worth showing. */
function detailsOf(mail: MimeMail, request: RawRequest): Readonly<Record<string, unknown>> {
  const truncated = request.headers['x-truncated'];
  const [replyTo] = mail.replyTo;
  const isEncrypted = /^(application\/pgp-encrypted|multipart\/encrypted|application\/(x-)?pkcs7-mime)/.test(mail.contentType);
  return {
    ...(mail.to.length > 0 ? { to: mail.to.slice(0, 20) } : {}),
    ...(mail.cc.length > 0 ? { cc: mail.cc.slice(0, 20) } : {}),
    ...(replyTo && replyTo.address !== mail.from[0]?.address ? { replyTo: replyTo.address } : {}),
    ...(isEncrypted ? { encrypted: true } : {}),
    ...(truncated === undefined
      ? {}
      : { truncated: { bytes: Number(truncated), note: 'The mail is too large; it is whole in the mailbox.' } }),
  };
}

function senderOf(mail: MimeMail, { key, settings }: Pick<Origin, 'key' | 'settings'>): Sender {
  const [from] = mail.from;
  if (from === undefined) return unknownSender(key);
  return {
    kind: 'email',
    scope: '',
    value: from.address,
    displayName: from.name.trim() || null,
    verified: isAuthenticated(mail, settings.trustedAuthservId),
  };
}

function tokensIn(mail: MimeMail): readonly string[] {
  const fields = [
    ...(mail.headers['delivered-to'] ?? []),
    ...(mail.headers['x-original-to'] ?? []),
    ...(mail.headers['envelope-to'] ?? []),
    ...mail.to,
    ...mail.cc,
  ];
  const found = fields.flatMap((field) => [...field.slice(0, 2000).matchAll(TOKEN)].flatMap((m) => m[1]?.toLowerCase() ?? []));
  return [...new Set(found)].slice(0, 20);
}

/** The mail's own date orders the conversation, unless it lies in the future or before mail existed. */
function saidAt(date: number | null, receivedAt: Date): Date {
  const at = date === null ? null : instantFrom(date);
  return at === null || at.getTime() > receivedAt.getTime() + FUTURE_MS || at.getTime() < 315_532_800_000 ? receivedAt : at;
}

function placeholder(result: Extract<MimeResult, { kind: 'unreadable' }>, { key, request }: Origin): InboundEvent {
  const text = 'This mail could not be read. It is attached as it came.';
  return {
    type: 'message',
    key,
    at: request.receivedAt,
    externalId: result.messageId ?? key,
    conversation: null,
    from: result.from === '' ? unknownSender(key) : { kind: 'email', scope: '', value: result.from, displayName: null, verified: false },
    kind: 'unsupported',
    subject: result.subject === '' ? 'Unreadable mail' : result.subject,
    text,
    fullText: text,
    html: null,
    attachments: [rawMail(request)],
    automatic: true,
    thread: noThreadHints,
    details: { unreadable: result.code },
  };
}
