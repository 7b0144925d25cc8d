import { instantFrom } from '../../../kernel/clock.js';
import type { MessageKind } from '../../../kernel/message.js';
import {
  contentKey,
  each,
  type Identity,
  type InboundAttachment,
  type InboundEvent,
  ignore,
  isNoList,
  type JsonObject,
  lineOf,
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
  startOf,
  textOf,
  total,
} from '../../contract/index.js';

const PROVIDER = 'whatsapp';
const EPOCH = instantFrom(0) as Date;

/** Webhooks of the WhatsApp Cloud API: every entry × change × message × status, because Meta batches. */
export function parseWhatsapp(request: RawRequest, settings: { readonly phoneNumberId?: string }): Parsed {
  return total(PROVIDER, request, () => {
    const body = objectOf(parsedJson(request.body));
    const key = contentKey(request);
    if (body['object'] !== 'whatsapp_business_account')
      return { key, events: [], refusals: [quarantine('whatsapp.not-an-event', 'The call is signed but is no WhatsApp event.')] };
    const entries = listOf(body['entry']);
    const parts = entries.flatMap((entry) => listOf(entry['changes']).map((change) => changeOf(change, settings)));
    const isShaped = entries.length > 0 && entries.every((entry) => Array.isArray(entry['changes']));
    if (!isShaped) parts.push({ events: [], refusals: [misshapen] });
    return { key, events: parts.flatMap((p) => p.events), refusals: parts.flatMap((p) => p.refusals) };
  });
}

const misshapen = quarantine('whatsapp.misshapen', 'The call is signed and of WhatsApp, but its events are in no known shape.');

function changeOf(change: JsonObject, settings: { readonly phoneNumberId?: string }): Pick<Parsed, 'events' | 'refusals'> {
  const field = textOf(change['field']) ?? '';
  const value = objectOf(change['value']);
  if (field !== 'messages')
    return {
      events: [],
      refusals: [ignore('whatsapp.other-field', `Events of the field "${startOf(field, 60)}" are of no interest to the desk.`)],
    };
  const number = textOf(objectOf(value['metadata'])['phone_number_id']);
  if (number !== settings.phoneNumberId)
    return { events: [], refusals: [quarantine('whatsapp.other-number', 'The event belongs to another phone number than this inbox.')] };
  const contacts = listOf(value['contacts']);
  const messages = each(PROVIDER, listOf(value['messages']), (m) => messageOf(m, contacts));
  const statuses = each(PROVIDER, listOf(value['statuses']), statusOf);
  return { events: [...messages.events, ...statuses.events], refusals: [...messages.refusals, ...statuses.refusals, ...othersOf(value)] };
}

/** What of a change is neither a message nor a status. */
function othersOf(value: JsonObject): readonly Refusal[] {
  const isShaped = !isNoList(value['messages']) && !isNoList(value['statuses']);
  if (isShaped && (value['messages'] ?? value['statuses']) !== undefined) return [];
  if (isShaped && Array.isArray(value['errors']))
    return [ignore('whatsapp.account-error', 'WhatsApp reports a fault of the account, not of a message.')];
  return [misshapen];
}

function messageOf(message: JsonObject, contacts: readonly JsonObject[]): InboundEvent | Refusal {
  const id = textOf(message['id']);
  const type = textOf(message['type']) ?? 'unknown';
  if (id === null) return quarantine('whatsapp.no-id', 'A message has no id.');
  const at = atOf(message['timestamp']);
  if (type === 'system' || type === 'request_welcome' || type === 'ephemeral')
    return ignore(`whatsapp.${type.replaceAll('_', '-')}`, 'A notice of the network, not something the customer said.');
  if (type === 'edit') return revision(message, { id, at, text: bodyOf(objectOf(objectOf(message['edit'])['message'])) });
  if (type === 'revoke') return revision(message, { id, at, text: null });
  const sender = senderOf(message, contacts);
  if (sender === null) return quarantine('whatsapp.no-sender', 'A message names neither a phone number nor a user id.');
  const content = contentOf(message, type);
  return {
    type: 'message',
    key: id,
    at,
    externalId: id,
    conversation: conversationOf(message, contacts),
    from: sender,
    kind: content.kind,
    subject: null,
    text: content.text,
    fullText: content.text,
    html: null,
    attachments: content.attachments,
    automatic: false,
    thread: noThreadHints,
    details: detailsOf(message, type),
  };
}

function revision(
  message: JsonObject,
  to: { readonly id: string; readonly at: Date; readonly text: string | null },
): InboundEvent | Refusal {
  const target = textOf(objectOf(message['edit'])['original_message_id']) ?? textOf(objectOf(message['revoke'])['original_message_id']);
  if (target === null) return quarantine('whatsapp.no-target', 'A change of a message names no message.');
  const change = to.text === null ? ({ kind: 'withdrawn' } as const) : ({ kind: 'edited', text: to.text } as const);
  return { type: 'revision', key: to.id, at: to.at, externalId: target, change };
}

/**
 * Phone number first: it is the identity that the hotline and SMS share. Since 2026 a user with a username may come
 * without one; then the business-scoped user id (BSUID) stands for the person. Where both come, each is kept, so that
 * later messages with only one of them find the same contact.
 */
function senderOf(message: JsonObject, contacts: readonly JsonObject[]): Sender | null {
  const contact = contactOf(message, contacts);
  const phone = textOf(message['from']) ?? textOf(contact['wa_id']);
  const userId = textOf(message['from_user_id']) ?? textOf(contact['user_id']);
  const displayName = lineOf(objectOf(contact['profile'])['name']);
  const identities: Identity[] = [];
  if (phone !== null && /^\d+$/.test(phone)) identities.push({ kind: 'phone', scope: '', value: `+${phone}` });
  if (userId !== null) identities.push({ kind: 'whatsapp', scope: '', value: userId });
  const [main, ...also] = identities;
  return main === undefined ? null : { ...main, displayName, isOpaque: main.kind !== 'phone', verified: true, also };
}

/** Replies go to what names the conversation: the phone number where there is one, else the BSUID. */
function conversationOf(message: JsonObject, contacts: readonly JsonObject[]): string {
  const contact = contactOf(message, contacts);
  return textOf(message['from']) ?? textOf(contact['wa_id']) ?? textOf(message['from_user_id']) ?? textOf(contact['user_id']) ?? '';
}

function contactOf(message: JsonObject, contacts: readonly JsonObject[]): JsonObject {
  const same = (contact: JsonObject) =>
    (textOf(contact['wa_id']) !== null && textOf(contact['wa_id']) === textOf(message['from'])) ||
    (textOf(contact['user_id']) !== null && textOf(contact['user_id']) === textOf(message['from_user_id']));
  return contacts.find(same) ?? (contacts.length === 1 ? objectOf(contacts[0]) : {});
}

interface Content {
  readonly kind: MessageKind;
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
}

const MEDIA = new Set(['image', 'video', 'audio', 'document', 'sticker']);

function contentOf(message: JsonObject, type: string): Content {
  const part = objectOf(message[type]);
  const mediaId = textOf(part['id']);
  if (MEDIA.has(type) && mediaId !== null) {
    const attachment = { filename: textOf(part['filename']), contentType: textOf(part['mime_type']), media: { mediaId } };
    return { kind: 'text', text: textOf(part['caption']) ?? '', attachments: [attachment] };
  }
  if (type === 'reaction') return { kind: 'reaction', text: textOf(part['emoji']) || '[Reaction removed]', attachments: [] };
  const text = bodyOf(message);
  if (text !== null) return { kind: 'text', text, attachments: [] };
  return { kind: 'unsupported', text: `[A message of kind "${startOf(type, 40)}" that WhatsApp does not hand out]`, attachments: [] };
}

/** The words of a message whatever its type; null when it has none. */
function bodyOf(message: JsonObject): string | null {
  const interactive = objectOf(message['interactive']);
  const answer = objectOf(interactive['button_reply'] ?? interactive['list_reply']);
  const location = objectOf(message['location']);
  const found =
    textOf(objectOf(message['text'])['body']) ??
    textOf(objectOf(message['button'])['text']) ??
    textOf(answer['title']) ??
    textOf(objectOf(interactive['nfm_reply'])['body']) ??
    textOf(objectOf(message['order'])['text']) ??
    (numberOf(location['latitude']) === null ? null : placeOf(location)) ??
    contactsOf(message) ??
    textOf(objectOf(message['image'])['caption']);
  return found;
}

function placeOf(location: JsonObject): string {
  const words = [location['name'], location['address']].map(textOf).filter(Boolean).join(', ');
  return `[Location ${textOf(location['latitude'])}, ${textOf(location['longitude'])}${words === '' ? '' : ` · ${words}`}]`;
}

function contactsOf(message: JsonObject): string | null {
  const cards = listOf(message['contacts']).map((card) => {
    const phones = listOf(card['phones']).map((p) => textOf(p['phone']));
    return [textOf(objectOf(card['name'])['formatted_name']), ...phones].filter(Boolean).join(' ');
  });
  return cards.length === 0 ? null : `[Contact ${cards.join('; ')}]`;
}

function detailsOf(message: JsonObject, type: string): Record<string, unknown> {
  const context = objectOf(message['context']);
  const target = textOf(objectOf(message['reaction'])['message_id']);
  return {
    ...(type === 'text' ? {} : { whatsappType: type }),
    ...(textOf(context['id']) === null ? {} : { quoted: textOf(context['id']) }),
    ...(context['forwarded'] === true ? { forwarded: true } : {}),
    ...(target === null ? {} : { reactionTo: target }),
    ...(message['referral'] === undefined ? {} : { referral: textOf(objectOf(message['referral'])['source_url']) }),
    ...(textOf(objectOf(message['audio'])['voice']) === null && objectOf(message['audio'])['voice'] !== true ? {} : { voice: true }),
  };
}

const STATES: ReadonlyMap<string, 'accepted' | 'delivered' | 'read' | 'failed'> = new Map([
  ['sent', 'accepted'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['played', 'read'],
  ['failed', 'failed'],
]);

function statusOf(status: JsonObject): InboundEvent | Refusal {
  const id = textOf(status['id']);
  const name = textOf(status['status']) ?? '';
  const state = STATES.get(name);
  if (id === null) return quarantine('whatsapp.no-id', 'A status names no message.');
  if (state === undefined) return ignore('whatsapp.other-status', `A status "${startOf(name, 40)}" is of no interest to the desk.`);
  const [error] = listOf(status['errors']);
  const words =
    textOf(objectOf(error?.['error_data'])['details']) ??
    textOf(error?.['title']) ??
    textOf(error?.['message']) ??
    'WhatsApp could not deliver it.';
  const fault = state === 'failed' ? { code: `whatsapp.${textOf(error?.['code']) ?? 'failed'}`, message: startOf(words, 300) } : null;
  const recipient = textOf(status['recipient_id']) ?? textOf(status['recipient_user_id']) ?? '';
  const of = { externalId: id, reference: textOf(status['biz_opaque_callback_data']) };
  return { type: 'delivery', key: `${id}:${name}:${recipient}`, at: atOf(status['timestamp']), state, fault, of };
}

/** Seconds, as text. */
function atOf(seconds: unknown): Date {
  return instantFrom((numberOf(seconds) ?? 0) * 1000) ?? EPOCH;
}
