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
import type { ImapSettings } from './imap-settings.js';
import type { MimeBounce, MimeMail, MimeResult } from './mime-types.js';
import { withoutQuote } from './quote.js';

interface Origin {
  readonly key: string;
  readonly request: RawRequest;
  readonly settings: ImapSettings;
}

/** `+t<number>.<mac>` in an address of ours; the mac is 26 letters of base32. */
const TOKEN = /\+t(\d{1,15}\.[a-z2-7]{26})@/gi;
const FUTURE_MS = 24 * 3_600_000;

/** What a mail says to the desk. Every mail says something: one that cannot be read arrives as a placeholder with the raw mail attached. */
export function parsedMail(result: MimeResult, origin: Origin): InboundEvent {
  if (result.kind === 'unreadable') return placeholder(result, origin);
  const { mail } = result;
  const returned = mail.bounce;
  if (returned !== null && returned.originalMessageId !== null && isFinal(returned)) {
    return bounceEvent(mail, { bounce: returned, externalId: returned.originalMessageId, origin });
  }
  return messageEvent(mail, origin);
}

function messageEvent(mail: MimeMail, { key, request, settings }: Origin): MessageReceived {
  const truncated = request.headers['x-truncated'];
  const fullText = mail.text.trim();
  const attachments = mail.attachments.map(
    (file): InboundAttachment => ({
      filename: file.filename,
      contentType: file.contentType,
      contentId: file.contentId,
      content: Buffer.from(file.content.buffer, file.content.byteOffset, file.content.byteLength),
    }),
  );
  return {
    type: 'message',
    key,
    at: saidAt(mail.date, request.receivedAt),
    externalId: mail.messageId ?? key,
    conversation: null,
    from: senderOf(mail, settings),
    kind: 'text',
    subject: mail.subject,
    text: withoutQuote(fullText, mail.subject),
    fullText,
    html: mail.html,
    attachments,
    automatic: isAutomatic(mail),
    thread: { tokens: tokensIn(mail), references: [...mail.inReplyTo, ...mail.references.toReversed()].slice(0, 50) },
    details: {
      ...(mail.to.length > 0 ? { to: mail.to.slice(0, 20) } : {}),
      ...(mail.cc.length > 0 ? { cc: mail.cc.slice(0, 20) } : {}),
      ...(mail.replyTo[0] && mail.replyTo[0].address !== mail.from[0]?.address ? { replyTo: mail.replyTo[0].address } : {}),
      ...(/^(application\/pgp-encrypted|multipart\/encrypted|application\/(x-)?pkcs7-mime)/.test(mail.contentType)
        ? { encrypted: true }
        : {}),
      ...(truncated === undefined
        ? {}
        : { truncated: { bytes: Number(truncated), note: 'The mail is too large; it is whole in the mailbox.' } }),
    },
  };
}

/** A soft report ("delayed", "relayed") changes nothing yet. */
function isFinal(bounce: MimeBounce): boolean {
  return bounce.action === 'failed' || bounce.action === '';
}

function bounceEvent(
  mail: MimeMail,
  returned: { readonly bounce: MimeBounce; readonly externalId: string; readonly origin: Origin },
): InboundEvent {
  const { bounce, externalId, origin } = returned;
  const { key, request } = origin;
  const reason = bounce.diagnostic || bounce.status || 'no reason given';
  const fault = {
    code: `mail.bounced${bounce.status === '' ? '' : `.${bounce.status}`}`,
    message: `The mail came back: ${reason.slice(0, 250)}`,
  };
  return {
    type: 'delivery',
    key,
    at: request.receivedAt,
    state: 'failed',
    fault,
    of: { externalId },
    otherwise: { ...messageEvent(mail, origin), attachments: [], automatic: true },
  };
}

function senderOf(mail: MimeMail, settings: ImapSettings): Sender {
  const from = mail.from[0];
  if (from === undefined) return nobody;
  return {
    kind: 'email',
    scope: '',
    value: from.address,
    displayName: from.name.trim() || null,
    verified: isAuthenticated(mail, settings.trustedAuthservId),
  };
}

/** RFC 2606 keeps `.invalid` for addresses that cannot exist. */
const nobody: Sender = { kind: 'email', scope: '', value: 'unknown@sender.invalid', displayName: 'Unknown sender', verified: false };

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
  const from = result.from === '' ? nobody : { kind: 'email', scope: '', value: result.from, displayName: null, verified: false };
  return {
    type: 'message',
    key,
    at: request.receivedAt,
    externalId: result.messageId ?? key,
    conversation: null,
    from,
    kind: 'unsupported',
    subject: result.subject === '' ? 'Unreadable mail' : result.subject,
    text,
    fullText: text,
    html: null,
    attachments: [{ filename: 'message.eml', contentType: 'message/rfc822', content: request.body }],
    automatic: true,
    thread: noThreadHints,
    details: { unreadable: result.code },
  };
}
