import { createHmac } from 'node:crypto';
import { instantFrom } from '../../kernel/clock.js';
import { isUuid } from '../../kernel/id.js';
import { storableText } from '../../kernel/message.js';
import { sameSecret } from '../../platform/crypto/vault.js';
import {
  contentKey,
  type InboundAttachment,
  type InboundEvent,
  type Inbox,
  listOf,
  noThreadHints,
  numberOf,
  objectOf,
  type Parsed,
  parsedJson,
  quarantine,
  type RawRequest,
  type Refusal,
  type Sender,
  textOf,
  total,
  unverified,
  type Verdict,
  verified,
} from '../contract/index.js';
import type { ChatPerson } from './identity.js';
import type { WidgetSettings } from './widget-settings.js';

export const MAC_HEADER = 'x-chat-mac';

/** A frame as it is kept: what the customer sent, with who it was, sealed by us so that a receipt can be checked again. */
export function frameRequest(
  kind: 'message' | 'receipt',
  content: Readonly<Record<string, unknown>>,
  from: { readonly person: ChatPerson; readonly inbox: Inbox<WidgetSettings>; readonly at: Date },
): RawRequest {
  const body = Buffer.from(
    JSON.stringify({ ...content, conversation: from.person.conversation, from: from.person.from, at: from.at.getTime() }),
  );
  return { method: 'FRAME', path: kind, url: '', query: {}, headers: { [MAC_HEADER]: macOf(body, from.inbox) }, body, receivedAt: from.at };
}

export function verifyFrame(request: RawRequest, inbox: Inbox<WidgetSettings>): Verdict {
  const given = request.headers[MAC_HEADER];
  if (!inbox.settings.identitySecret || given === undefined) return unverified('no seal');
  return sameSecret(given, macOf(request.body, inbox)) ? verified : unverified('wrong seal');
}

export function parseFrame(request: RawRequest): Parsed {
  return total('chat', request, () => {
    const frame = objectOf(parsedJson(request.body));
    const outcome = request.path === 'message' ? messageOf(frame) : receiptOf(frame);
    const key = 'severity' in outcome ? contentKey(request) : outcome.key;
    return 'severity' in outcome ? { key, events: [], refusals: [outcome] } : { key, events: [outcome], refusals: [] };
  });
}

function messageOf(frame: Readonly<Record<string, unknown>>): InboundEvent | Refusal {
  const conversation = textOf(frame['conversation']);
  const clientId = textOf(frame['clientId']);
  const text = textOf(frame['text']);
  const from = senderOf(frame['from']);
  if (conversation === null || clientId === null || text === null || from === null)
    return quarantine('chat.malformed-frame', 'A chat frame lacks a part.');
  const key = `${conversation}:${clientId}`;
  const words = storableText(text);
  return {
    type: 'message',
    key,
    at: atOf(frame['at']),
    externalId: key,
    conversation,
    from,
    kind: 'text',
    subject: null,
    text: words,
    fullText: words,
    html: null,
    attachments: filesOf(frame['files']),
    automatic: false,
    thread: noThreadHints,
    details: {},
  };
}

/** They were uploaded before; the session has checked that they are this customer's. */
function filesOf(value: unknown): readonly InboundAttachment[] {
  return listOf(value).flatMap((file) => {
    const [uploadId, filename, contentType] = [file['id'], file['filename'], file['contentType']].map((part) => textOf(part));
    return uploadId && isUuid(uploadId) ? [{ uploadId, filename: filename ?? null, contentType: contentType ?? null }] : [];
  });
}

function receiptOf(frame: Readonly<Record<string, unknown>>): InboundEvent | Refusal {
  const messageId = textOf(frame['messageId']);
  const state = frame['state'] === 'read' ? 'read' : 'delivered';
  if (messageId === null || !isUuid(messageId)) return quarantine('chat.malformed-frame', 'A chat receipt names no message.');
  const of = { externalId: messageId, reference: messageId };
  return { type: 'delivery', key: `${state}:${messageId}`, at: atOf(frame['at']), state, fault: null, of };
}

function senderOf(value: unknown): Sender | null {
  const from = objectOf(value);
  const [kind, scope, id] = [from['kind'], from['scope'], from['value']].map(textOf);
  if (!kind || scope === null || scope === undefined || !id) return null;
  const also = listOf(from['also']).flatMap((other) => {
    const [otherKind, otherScope, otherValue] = [other['kind'], other['scope'], other['value']].map(textOf);
    return otherKind && otherScope && otherValue ? [{ kind: otherKind, scope: otherScope, value: otherValue }] : [];
  });
  return {
    kind,
    scope,
    value: id,
    displayName: textOf(from['displayName']),
    isOpaque: kind === 'visitor',
    verified: from['verified'] === true,
    also,
  };
}

const EPOCH = instantFrom(0) as Date;

function atOf(value: unknown): Date {
  return instantFrom(numberOf(value) ?? 0) ?? EPOCH;
}

function macOf(body: Buffer, inbox: Inbox<WidgetSettings>): string {
  return createHmac('sha256', `frame ${inbox.settings.identitySecret ?? ''}`)
    .update(`${inbox.id}\n`)
    .update(body)
    .digest('hex');
}
