import { instantFrom } from '../../../kernel/clock.js';
import {
  contentKey,
  each,
  type InboundAttachment,
  type InboundEvent,
  ignore,
  isNoList,
  type JsonObject,
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
} from '../../contract/index.js';

const PROVIDER = 'messenger';
const EPOCH = instantFrom(0) as Date;

/** Webhooks of a Facebook page: every entry × messaging or standby event. */
export function parseMessenger(request: RawRequest, settings: { readonly pageId?: string }): Parsed {
  return total(PROVIDER, request, () => {
    const body = objectOf(parsedJson(request.body));
    const key = contentKey(request);
    if (body['object'] !== 'page')
      return { key, events: [], refusals: [quarantine('messenger.not-an-event', 'The call is signed but is no page event.')] };
    const entries = listOf(body['entry']);
    if (entries.length === 0) return { key, events: [], refusals: [misshapen] };
    const parts = entries.map((entry) => entryOf(entry, settings));
    return { key, events: parts.flatMap((p) => p.events), refusals: parts.flatMap((p) => p.refusals) };
  });
}

function entryOf(entry: JsonObject, settings: { readonly pageId?: string }): Pick<Parsed, 'events' | 'refusals'> {
  const pageId = textOf(entry['id']) ?? '';
  if (pageId !== settings.pageId)
    return { events: [], refusals: [quarantine('messenger.other-page', 'The event belongs to another page than this inbox.')] };
  const isShaped = LISTS.some((name) => Array.isArray(entry[name])) && !LISTS.some((name) => isNoList(entry[name]));
  const spoken = each(PROVIDER, listOf(entry['messaging']), (item) => itemOf(item, pageId, {}));
  // Another app owns the thread (handover protocol): what is said there is kept too.
  const overheard = each(PROVIDER, listOf(entry['standby']), (item) => itemOf(item, pageId, { standby: true }));
  const changes = listOf(entry['changes']).map(() =>
    ignore('messenger.page-change', 'Page changes and dashboard tests are of no interest to the desk.'),
  );
  return {
    events: [...spoken.events, ...overheard.events],
    refusals: [...spoken.refusals, ...overheard.refusals, ...changes, ...(isShaped ? [] : [misshapen])],
  };
}

const LISTS = ['messaging', 'standby', 'changes'] as const;
const misshapen = quarantine('messenger.misshapen', 'The call is signed and names a page, but its events are in no known shape.');

/** Of no interest: opt-ins, referrals, handover, payments. What is not listed here may hold a customer's words. */
const NOTICES = [
  'optin', 'referral', 'pass_thread_control', 'take_thread_control', 'request_thread_control', 'app_roles', 'account_linking',
  'policy_enforcement', 'policy-enforcement', 'game_play', 'payment', 'pre_checkout', 'checkout_update',
]; // biome-ignore format: one glance

function itemOf(item: JsonObject, pageId: string, extra: Record<string, unknown>): InboundEvent | Refusal {
  const at = instantFrom(numberOf(item['timestamp']) ?? 0) ?? EPOCH;
  const message = objectOf(item['message']);
  if (message['is_echo'] === true) return echoOf(item, message, { pageId, at });
  const user = textOf(objectOf(item['sender'])['id']);
  if (user === null) return quarantine('messenger.no-sender', 'An event names no sender.');
  const who: Who = { user, pageId, at, extra };
  if (item['message'] !== undefined) return messageOf(message, who);
  if (item['postback'] !== undefined) return postbackOf(objectOf(item['postback']), who);
  if (item['reaction'] !== undefined) return reactionOf(objectOf(item['reaction']), who);
  if (item['message_edit'] !== undefined) return editOf(objectOf(item['message_edit']), who);
  if (item['read'] !== undefined) return watermarkOf(objectOf(item['read']), who, 'read');
  if (item['delivery'] !== undefined) return watermarkOf(objectOf(item['delivery']), who, 'delivered');
  if (NOTICES.some((name) => item[name] !== undefined))
    return ignore('messenger.other-event', 'An event that says nothing to the desk (opt-in, referral, handover).');
  return quarantine('messenger.unknown-event', 'An event of a kind that this desk does not know.');
}

interface Who {
  readonly user: string;
  readonly pageId: string;
  readonly at: Date;
  readonly extra: Record<string, unknown>;
}

function messageOf(message: JsonObject, who: Who): InboundEvent | Refusal {
  const mid = textOf(message['mid']);
  if (mid === null) return quarantine('messenger.no-id', 'A message has no id.');
  if (message['is_deleted'] === true)
    return { type: 'revision', key: `${mid}:deleted`, at: who.at, externalId: mid, change: { kind: 'withdrawn' } };
  const attachments = filesOf(message);
  const links = linksOf(message);
  const text = [textOf(message['text']) ?? '', ...links].filter((part) => part !== '').join('\n');
  const quoted = textOf(objectOf(message['reply_to'])['mid']);
  const payload = textOf(objectOf(message['quick_reply'])['payload']);
  const isEmpty = text === '' && attachments.length === 0;
  return said(who, {
    key: mid,
    kind: isEmpty ? 'unsupported' : 'text',
    text: isEmpty ? '[A kind of message that Messenger does not hand out]' : text,
    attachments,
    details: { ...(quoted === null ? {} : { quoted }), ...(payload === null ? {} : { payload }) },
  });
}

function postbackOf(postback: JsonObject, who: Who): InboundEvent {
  const payload = textOf(postback['payload']);
  const key = textOf(postback['mid']) ?? `postback:${who.user}:${who.at.getTime()}:${payload ?? ''}`;
  return said(who, { key, kind: 'text', text: textOf(postback['title']) ?? payload ?? '[Button]', attachments: [], details: { payload } });
}

function reactionOf(reaction: JsonObject, who: Who): InboundEvent {
  const target = textOf(reaction['mid']) ?? '';
  const action = textOf(reaction['action']) ?? 'react';
  const text = action === 'unreact' ? '[Reaction removed]' : (textOf(reaction['emoji']) ?? textOf(reaction['reaction']) ?? '👍');
  const key = `reaction:${target}:${who.user}:${action}:${who.at.getTime()}`;
  return said(who, { key, kind: 'reaction', text, attachments: [], details: { reactionTo: target } });
}

function editOf(edit: JsonObject, who: Who): InboundEvent | Refusal {
  const mid = textOf(edit['mid']);
  if (mid === null) return quarantine('messenger.no-id', 'An edit names no message.');
  const text = textOf(edit['text']) ?? '';
  return {
    type: 'revision',
    key: `${mid}:edit:${textOf(edit['num_edit']) ?? who.at.getTime()}`,
    at: who.at,
    externalId: mid,
    change: { kind: 'edited', text },
  };
}

/** Messenger reports "everything up to this instant". */
function watermarkOf(report: JsonObject, who: Who, state: 'read' | 'delivered'): InboundEvent | Refusal {
  const watermark = numberOf(report['watermark']);
  const until = watermark === null ? null : instantFrom(watermark);
  if (until === null) return quarantine('messenger.no-watermark', 'A receipt names no instant.');
  return {
    type: 'delivery',
    key: `${state}:${who.user}:${watermark}`,
    at: who.at,
    state,
    fault: null,
    of: { conversation: who.user, until },
  };
}

function echoOf(
  item: JsonObject,
  message: JsonObject,
  { pageId, at }: { readonly pageId: string; readonly at: Date },
): InboundEvent | Refusal {
  const mid = textOf(message['mid']);
  const user = textOf(objectOf(item['recipient'])['id']);
  if (mid === null || user === null) return quarantine('messenger.bad-echo', 'An echo names no message or no recipient.');
  const text = [textOf(message['text']) ?? '', ...linksOf(message)].join('\n').trim();
  return {
    type: 'echo',
    key: `echo:${mid}`,
    at,
    externalId: mid,
    reference: textOf(message['metadata']),
    conversation: user,
    to: senderOf(user, pageId),
    text,
    attachments: filesOf(message),
  };
}

type Said = Pick<Extract<InboundEvent, { type: 'message' }>, 'key' | 'kind' | 'text' | 'attachments' | 'details'>;

function said(who: Who, what: Said): InboundEvent {
  const { text } = what;
  return {
    ...what,
    type: 'message',
    at: who.at,
    externalId: what.key,
    conversation: who.user,
    from: senderOf(who.user, who.pageId),
    subject: null,
    text,
    fullText: text,
    html: null,
    automatic: false,
    thread: noThreadHints,
    details: { ...what.details, ...who.extra },
  };
}

/** Page-scoped ids: the same person has another one at another page. */
function senderOf(user: string, pageId: string): Sender {
  return { kind: 'messenger', scope: pageId, value: user, displayName: null, isOpaque: true, verified: true };
}

const TYPES: Readonly<Record<string, string>> = { image: 'image/jpeg', sticker: 'image/png', audio: 'audio/mp4', video: 'video/mp4' };
const FILES = new Set(['image', 'audio', 'video', 'file', 'sticker']);

function filesOf(message: JsonObject): readonly InboundAttachment[] {
  return listOf(message['attachments']).flatMap((attachment): InboundAttachment[] => {
    const type = textOf(attachment['type']) ?? '';
    const url = textOf(objectOf(attachment['payload'])['url']);
    return url === null || !FILES.has(type) ? [] : [{ filename: null, contentType: TYPES[type] ?? null, media: { url } }];
  });
}

/** Shared posts, reels and links have an address worth reading, but are no files. */
function linksOf(message: JsonObject): readonly string[] {
  return listOf(message['attachments']).flatMap((attachment) => {
    const type = textOf(attachment['type']) ?? '';
    const payload = objectOf(attachment['payload']);
    const words = [payload['title'] ?? attachment['title'], payload['url'] ?? attachment['url']].map(textOf).filter(Boolean).join(' ');
    return FILES.has(type) ? [] : [words === '' ? `[${type === '' ? 'attachment' : type}]` : words];
  });
}
