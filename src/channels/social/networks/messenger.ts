import { FormData } from '../../../platform/http-client/index.js';
import {
  answered,
  type ChannelAdapter,
  type ChannelDefinition,
  type ChannelDeps,
  ChannelError,
  countParts,
  type Divisible,
  defineChannel,
  type Health,
  type Inbox,
  liesAt,
  type Media,
  type MediaHandle,
  type OutboundAttachment,
  type OutboundMessage,
  type Parsed,
  type RawRequest,
  type Sent,
  sendParts,
  textOf,
  textParts,
  type Verdict,
} from '../../contract/index.js';
import { parseMessenger } from './messenger-parse.js';
import { MessengerSettings } from './messenger-settings.js';
import { graph, graphFailure, graphUrl, handshakeReply, verifyMeta } from './meta.js';

const TEXT_MAX = 2000;
const FILE_MAX = 25 * 1024 * 1024;
const HOUR_MS = 3_600_000;
const MEDIA_HOSTS = ['fbcdn.net', 'fbsbx.com', 'facebook.com'];

/** Messenger Platform: https://developers.facebook.com/docs/messenger-platform */
export function messenger(deps: ChannelDeps): ChannelDefinition {
  return defineChannel<MessengerSettings>({
    channel: 'social',
    provider: 'messenger',
    settings: MessengerSettings,
    adapter: new MessengerAdapter(deps),
    identityKinds: ['messenger'],
    webhooks: [{ purpose: 'events', path: 'events' }],
    keptHeaders: [],
  });
}

class MessengerAdapter implements ChannelAdapter<MessengerSettings> {
  readonly capabilities = {
    displayName: 'Messenger',
    icon: 'messenger',
    inbound: 'push',
    html: false,
    maxAttachmentBytes: FILE_MAX,
    maxTextLength: TEXT_MAX,
    receipts: 'read',
    replyWindowHours: 7 * 24,
    idempotentSend: false,
  } as const;

  constructor(private readonly deps: ChannelDeps) {}

  verify(request: RawRequest, { settings }: Inbox<MessengerSettings>): Verdict {
    return verifyMeta(request, settings);
  }

  parse(request: RawRequest, { settings }: Inbox<MessengerSettings>): Parsed {
    if (request.method === 'GET') return { key: 'handshake', events: [], refusals: [], reply: handshakeReply(request) };
    return parseMessenger(request, settings);
  }

  partsOf(message: Divisible): number {
    return countParts(message, TEXT_MAX);
  }

  async send(message: OutboundMessage, inbox: Inbox<MessengerSettings>): Promise<Sent> {
    const tag = tagFor(message);
    const texts = textParts(message.text, TEXT_MAX);
    return sendParts('messenger', message, [
      ...texts.map((text) => (metadata: string) => this.text(inbox, message, { ...tag, message: { text, metadata } })),
      ...message.attachments.map((file) => (metadata: string) => this.file(inbox, message, { tag, file, metadata })),
    ]);
  }

  /** Signed links of Meta's CDN that expire; fetched without credentials, and only from there. */
  async fetchMedia(handle: MediaHandle, { settings }: Inbox<MessengerSettings>): Promise<Media> {
    const url = String(handle['url']);
    if (!liesAt(url, settings.apiBaseUrl, MEDIA_HOSTS))
      throw new ChannelError('messenger.bad-media-url', 'The file does not lie at Meta.', { retry: 'never' });
    const answer = await answered('messenger', () =>
      this.deps.http.call({ method: 'GET', url, maxBytes: FILE_MAX, timeoutMs: 60_000, redirectHosts: MEDIA_HOSTS }),
    );
    if (answer.status !== 200) throw graphFailure('messenger', answer);
    return { content: answer.body, filename: null, contentType: answer.headers['content-type']?.split(';')[0] ?? null };
  }

  async health(inbox: Inbox<MessengerSettings>): Promise<Health> {
    try {
      const { settings } = inbox;
      const page = await graph(this.deps.http, 'messenger', {
        method: 'GET',
        url: `${graphUrl(settings, settings.pageId ?? '')}?fields=name`,
        headers: bearer(settings),
      });
      return {
        ok: true,
        message: `The page ${textOf(page['name']) ?? settings.pageId} is connected. Callback URL at Meta: ${inbox.ingressUrl}/events`,
      };
    } catch (error) {
      return { ok: false, message: error instanceof ChannelError ? error.message : 'Messenger could not be asked.' };
    }
  }

  private async text(inbox: Inbox<MessengerSettings>, message: OutboundMessage, content: object): Promise<string> {
    const { settings } = inbox;
    const body = JSON.stringify({ recipient: { id: recipientOf(message) }, ...content });
    const headers = { ...bearer(settings), 'content-type': 'application/json' };
    return idOf(
      await graph(this.deps.http, 'messenger', { method: 'POST', url: graphUrl(settings, `${settings.pageId}/messages`), headers, body }),
    );
  }

  private async file(
    inbox: Inbox<MessengerSettings>,
    message: OutboundMessage,
    { tag, file, metadata }: { readonly tag: object; readonly file: OutboundAttachment; readonly metadata: string },
  ): Promise<string> {
    const { settings } = inbox;
    const kind = /^(image|audio|video)\//.exec(file.contentType)?.[1] ?? 'file';
    const form = new FormData();
    form.set('recipient', JSON.stringify({ id: recipientOf(message) }));
    for (const [name, value] of Object.entries(tag)) form.set(name, String(value));
    form.set('message', JSON.stringify({ attachment: { type: kind, payload: {} }, metadata }));
    form.set('filedata', new Blob([new Uint8Array(await file.read())], { type: file.contentType }), file.filename);
    return idOf(
      await graph(this.deps.http, 'messenger', {
        method: 'POST',
        url: graphUrl(settings, `${settings.pageId}/messages`),
        headers: bearer(settings),
        body: form,
        timeoutMs: 60_000,
      }),
    );
  }
}

/**
 * Within 24 hours of the customer's last message: RESPONSE. Up to seven days: the tag HUMAN_AGENT, and only for what a
 * person wrote. All other tags ended on 27 April 2026.
 */
function tagFor(message: OutboundMessage): Record<string, string> {
  const since = message.lastInboundAt === null ? Number.POSITIVE_INFINITY : message.createdAt.getTime() - message.lastInboundAt.getTime();
  if (since <= 24 * HOUR_MS) return { messaging_type: 'RESPONSE' };
  if (since <= 7 * 24 * HOUR_MS && !message.automatic) return { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
  throw new ChannelError(
    'messenger.window-closed',
    'More than seven days have passed since the customer wrote; Messenger takes no reply any more.',
    { retry: 'never' },
  );
}

function recipientOf(message: OutboundMessage): string {
  return message.conversation ?? message.to.value;
}

function idOf(answer: Readonly<Record<string, unknown>>): string {
  const id = textOf(answer['message_id']);
  if (id === null)
    throw new ChannelError('messenger.no-id', 'Messenger took the message but named no id.', { retry: 'never', sent: 'maybe' });
  return id;
}

function bearer(settings: MessengerSettings): Record<string, string> {
  return { authorization: `Bearer ${settings.pageAccessToken}` };
}
