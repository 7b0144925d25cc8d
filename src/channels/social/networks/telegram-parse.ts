import { instantFrom } from '../../../kernel/clock.js';
import {
  contentKey,
  each,
  type InboundAttachment,
  type InboundEvent,
  ignore,
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

/** The Bot API gives no larger files out: https://core.telegram.org/bots/api#getfile */
export const FILE_MAX = 20 * 1024 * 1024;

/** One Update of the Bot API: https://core.telegram.org/bots/api#update */
export function parseTelegram(request: RawRequest): Parsed {
  return total('telegram', request, () => {
    const update = objectOf(parsedJson(request.body));
    const id = textOf(update['update_id']);
    if (id === null)
      return {
        key: contentKey(request),
        events: [],
        refusals: [quarantine('telegram.not-an-update', 'The call is signed but holds no update.')],
      };
    return { key: `update:${id}`, ...each('telegram', [update], (u) => eventOf(u, `update:${id}`)) };
  });
}

function eventOf(update: JsonObject, key: string): InboundEvent | Refusal | null {
  if (update['message'] !== undefined) return messageOf(objectOf(update['message']), key);
  if (update['edited_message'] !== undefined) return editOf(objectOf(update['edited_message']), key);
  if (update['callback_query'] !== undefined) return buttonOf(objectOf(update['callback_query']), key);
  const kind = Object.keys(update).find((name) => name !== 'update_id') ?? 'empty';
  if (NOTICES.has(kind)) return ignore('telegram.other-update', `Updates of kind ${kind} are of no interest to the desk.`);
  if (kind.includes('business_message'))
    return quarantine(
      'telegram.business-message',
      'Somebody wrote to the business account that the bot is connected to; the desk serves the bot only.',
    );
  if (kind.includes('channel_post')) return quarantine('telegram.channel-post', 'A post in a channel; only private chats are served.');
  return quarantine('telegram.unknown-update', `The desk does not know updates of kind ${startOf(textOf(kind) ?? '', 40)}.`);
}

/** Nobody says anything to us in these. What is not listed here may hold a customer's words. */
const NOTICES: ReadonlySet<string> = new Set([
  'business_connection', 'deleted_business_messages', 'message_reaction', 'message_reaction_count', 'inline_query', 'chosen_inline_result',
  'shipping_query', 'pre_checkout_query', 'purchased_paid_media', 'poll', 'poll_answer', 'my_chat_member', 'chat_member',
  'chat_join_request', 'chat_boost', 'removed_chat_boost',
]); // biome-ignore format: one glance

function messageOf(message: JsonObject, key: string): InboundEvent | Refusal {
  const place = placeOf(message);
  if ('severity' in place) return place;
  const { chatId, sender } = place;
  const { attachments, note } = filesOf(message);
  const written = textOf(message['text']) ?? textOf(message['caption']) ?? '';
  const text = written !== '' ? written : (note ?? describe(message));
  return {
    type: 'message',
    key,
    at: atOf(message['date']),
    externalId: `${chatId}:${textOf(message['message_id']) ?? key}`,
    conversation: chatId,
    from: sender,
    kind: written === '' && attachments.length === 0 ? 'unsupported' : 'text',
    subject: null,
    text,
    fullText: text,
    html: null,
    attachments,
    automatic: objectOf(message['from'])['is_bot'] === true,
    thread: noThreadHints,
    details: detailsOf(message, note),
  };
}

function editOf(message: JsonObject, key: string): InboundEvent | Refusal {
  const place = placeOf(message);
  if ('severity' in place) return place;
  const text = textOf(message['text']) ?? textOf(message['caption']);
  if (text === null) return ignore('telegram.edit-without-text', 'A live location or a file was updated.');
  const externalId = `${place.chatId}:${textOf(message['message_id']) ?? ''}`;
  return {
    type: 'revision',
    key,
    at: atOf(message['edit_date'] ?? message['date']),
    externalId,
    change: { kind: 'edited', text },
  };
}

function buttonOf(query: JsonObject, key: string): InboundEvent | Refusal {
  const message = objectOf(query['message']);
  const chosen = textOf(query['data']) ?? '';
  return messageOf(
    { ...message, from: query['from'], message_id: `button-${textOf(query['id']) ?? key}`, text: chosen, caption: undefined },
    key,
  );
}

function placeOf(message: JsonObject): { readonly chatId: string; readonly sender: Sender } | Refusal {
  const chat = objectOf(message['chat']);
  const from = objectOf(message['from']);
  const chatId = textOf(chat['id']);
  const userId = textOf(from['id']) ?? chatId;
  if (chatId === null || userId === null) return quarantine('telegram.no-chat', 'A message names no chat.');
  if (chat['type'] !== 'private') return groupOf(message);
  const name = [from['first_name'], from['last_name']].map(lineOf).filter(Boolean).join(' ') || lineOf(from['username']);
  return {
    chatId,
    sender: { kind: 'telegram', scope: '', value: userId, displayName: name, isOpaque: true, verified: true },
  };
}

/** Joining, leaving, a new title: a group's notices hold neither words nor files. */
function groupOf(message: JsonObject): Refusal {
  const isSaid = (textOf(message['text']) ?? textOf(message['caption'])) !== null || filesOf(message).attachments.length > 0;
  return isSaid
    ? quarantine('telegram.group-chat', 'Somebody wrote in a group that the bot was added to; only private chats are served.')
    : ignore('telegram.group-notice', 'A notice of a group that the bot was added to.');
}

const FILE_FIELDS = ['voice', 'audio', 'video', 'video_note', 'animation', 'document', 'sticker'] as const;
const TYPES: Readonly<Record<string, string>> = {
  voice: 'audio/ogg',
  audio: 'audio/mpeg',
  video: 'video/mp4',
  video_note: 'video/mp4',
  animation: 'video/mp4',
  sticker: 'image/webp',
};

function filesOf(message: JsonObject): { readonly attachments: readonly InboundAttachment[]; readonly note: string | null } {
  const photo = listOf(message['photo']).toSorted((a, b) => (numberOf(b['file_size']) ?? 0) - (numberOf(a['file_size']) ?? 0))[0];
  // An animation is repeated as a document: the first field that is there wins.
  const field = FILE_FIELDS.find((name) => message[name] !== undefined);
  const file = photo ?? (field === undefined ? undefined : objectOf(message[field]));
  const fileId = textOf(file?.['file_id']);
  if (file === undefined || fileId === null) return { attachments: [], note: null };
  if ((numberOf(file['file_size']) ?? 0) > FILE_MAX)
    return { attachments: [], note: '[A file larger than 20 MB, which Telegram does not hand out]' };
  const contentType = textOf(file['mime_type']) ?? (photo === undefined ? (TYPES[field ?? ''] ?? null) : 'image/jpeg');
  return { attachments: [{ filename: textOf(file['file_name']), contentType, media: { fileId } }], note: null };
}

function describe(message: JsonObject): string {
  const location = objectOf(message['location']);
  const contact = objectOf(message['contact']);
  if (numberOf(location['latitude']) !== null) return `[Location ${textOf(location['latitude'])}, ${textOf(location['longitude'])}]`;
  if (textOf(contact['phone_number']) !== null)
    return `[Contact ${textOf(contact['first_name']) ?? ''} ${textOf(contact['phone_number'])}]`;
  const sticker = textOf(objectOf(message['sticker'])['emoji']);
  return sticker ?? (filesOf(message).attachments.length > 0 ? '' : '[A kind of message that the desk cannot show]');
}

function detailsOf(message: JsonObject, note: string | null): Record<string, unknown> {
  const quoted = objectOf(message['reply_to_message']);
  return {
    ...(textOf(message['media_group_id']) === null ? {} : { mediaGroupId: textOf(message['media_group_id']) }),
    ...(textOf(quoted['message_id']) === null ? {} : { quoted: textOf(quoted['message_id']) }),
    ...(note === null ? {} : { note }),
  };
}

function atOf(seconds: unknown): Date {
  const at = instantFrom((numberOf(seconds) ?? 0) * 1000);
  return at ?? EPOCH;
}

const EPOCH = instantFrom(0) as Date;
