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
  listOf,
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
  unforeseen,
  type Verdict,
} from '../../contract/index.js';
import { graph, graphFailure, graphUrl, handshakeReply, verifyMeta } from './meta.js';
import { parseWhatsapp } from './whatsapp-parse.js';
import { WhatsappSettings } from './whatsapp-settings.js';

const TEXT_MAX = 4096;
const FILE_MAX = 100 * 1024 * 1024;
/** Where Meta keeps media, besides the API's own host. */
const MEDIA_HOSTS = ['lookaside.fbsbx.com', 'fbcdn.net', 'whatsapp.net'];

/** WhatsApp Cloud API: https://developers.facebook.com/docs/whatsapp/cloud-api */
export function whatsapp(deps: ChannelDeps): ChannelDefinition {
  return defineChannel<WhatsappSettings>({
    channel: 'social',
    provider: 'whatsapp',
    settings: WhatsappSettings,
    adapter: new WhatsappAdapter(deps),
    identityKinds: ['phone', 'whatsapp'],
    webhooks: [{ purpose: 'events', path: 'events' }],
    keptHeaders: [],
  });
}

class WhatsappAdapter implements ChannelAdapter<WhatsappSettings> {
  readonly capabilities = {
    displayName: 'WhatsApp',
    icon: 'whatsapp',
    inbound: 'push',
    html: false,
    maxAttachmentBytes: 16 * 1024 * 1024,
    maxTextLength: TEXT_MAX,
    receipts: 'read',
    replyWindowHours: 24,
    idempotentSend: false,
  } as const;

  constructor(private readonly deps: ChannelDeps) {}

  verify(request: RawRequest, { settings }: Inbox<WhatsappSettings>): Verdict {
    return verifyMeta(request, settings);
  }

  parse(request: RawRequest, { settings }: Inbox<WhatsappSettings>): Parsed {
    if (request.method === 'GET') return { key: 'handshake', events: [], refusals: [], reply: handshakeReply(request) };
    return parseWhatsapp(request, settings);
  }

  partsOf(message: Divisible): number {
    return countParts(message, TEXT_MAX);
  }

  async send(message: OutboundMessage, inbox: Inbox<WhatsappSettings>): Promise<Sent> {
    const texts = textParts(message.text, TEXT_MAX);
    return sendParts('whatsapp', message, [
      ...texts.map(
        (body) => (reference: string) =>
          this.post(inbox, message, { reference, content: { type: 'text', text: { body, preview_url: false } } }),
      ),
      ...message.attachments.map(
        (file) => async (reference: string) => this.post(inbox, message, { reference, content: await this.media(inbox, file) }),
      ),
    ]);
  }

  /** Two steps: the id gives a URL that lives minutes, and that wants the same token. */
  async fetchMedia(handle: MediaHandle, inbox: Inbox<WhatsappSettings>): Promise<Media> {
    const { settings } = inbox;
    const headers = bearer(settings);
    const found = await graph(this.deps.http, 'whatsapp', {
      method: 'GET',
      url: `${graphUrl(settings, String(handle['mediaId']))}?phone_number_id=${settings.phoneNumberId}`,
      headers,
    });
    const url = textOf(found['url']);
    if (url === null || !liesAt(url, settings.apiBaseUrl, MEDIA_HOSTS))
      throw new ChannelError('whatsapp.bad-media-url', 'WhatsApp named no usable address for the file.', { retry: 'never' });
    const answer = await answered('whatsapp', () =>
      this.deps.http.call({ method: 'GET', url, headers, maxBytes: FILE_MAX, timeoutMs: 60_000, redirectHosts: MEDIA_HOSTS }),
    );
    if (answer.status !== 200) throw graphFailure('whatsapp', answer);
    return { content: answer.body, filename: null, contentType: textOf(found['mime_type']) };
  }

  async health(inbox: Inbox<WhatsappSettings>): Promise<Health> {
    try {
      const { settings } = inbox;
      const url = `${graphUrl(settings, settings.phoneNumberId ?? '')}?fields=display_phone_number,verified_name`;
      const number = await graph(this.deps.http, 'whatsapp', { method: 'GET', url, headers: bearer(settings) });
      return {
        ok: true,
        message: `${textOf(number['display_phone_number']) ?? 'The number'} is connected. Callback URL at Meta: ${inbox.ingressUrl}/events`,
      };
    } catch (error) {
      return { ok: false, message: error instanceof ChannelError ? error.message : 'WhatsApp could not be asked.' };
    }
  }

  private async post(
    inbox: Inbox<WhatsappSettings>,
    message: OutboundMessage,
    { reference, content }: { readonly reference: string; readonly content: object },
  ): Promise<string> {
    const { settings } = inbox;
    const to = message.conversation ?? message.to.value;
    // A BSUID has letters; a phone number goes without its plus.
    const addressed = /^\+?\d+$/.test(to) ? { to: to.replace('+', '') } : { recipient: to };
    const body = JSON.stringify({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...addressed,
      ...content,
      biz_opaque_callback_data: reference,
    });
    const headers = { ...bearer(settings), 'content-type': 'application/json' };
    const answer = await graph(this.deps.http, 'whatsapp', {
      method: 'POST',
      url: graphUrl(settings, `${settings.phoneNumberId}/messages`),
      headers,
      body,
    });
    const id = textOf(listOf(answer['messages'])[0]?.['id']);
    if (id === null)
      throw new ChannelError('whatsapp.no-id', 'WhatsApp took the message but named no id.', { retry: 'never', sent: 'maybe' });
    return id;
  }

  /** Uploaded, and nothing sent yet: whatever goes wrong here may be tried again. */
  private async media(inbox: Inbox<WhatsappSettings>, file: OutboundAttachment): Promise<object> {
    try {
      return await this.uploaded(inbox, file);
    } catch (error) {
      const { code, message, retry, retryAfterSeconds } = error instanceof ChannelError ? error : unforeseen('whatsapp.no-file');
      throw new ChannelError(code, message, { retry, retryAfterSeconds });
    }
  }

  private async uploaded(inbox: Inbox<WhatsappSettings>, file: OutboundAttachment): Promise<object> {
    const { settings } = inbox;
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('type', file.contentType);
    form.set('file', new Blob([new Uint8Array(await file.read())], { type: file.contentType }), file.filename);
    const url = graphUrl(settings, `${settings.phoneNumberId}/media`);
    const uploaded = await graph(this.deps.http, 'whatsapp', {
      method: 'POST',
      url,
      headers: bearer(settings),
      body: form,
      timeoutMs: 60_000,
    });
    const id = textOf(uploaded['id']);
    if (id === null) throw new ChannelError('whatsapp.no-media-id', 'WhatsApp did not take the file.', { retry: 'never' });
    if (/^image\/(jpeg|png)$/.test(file.contentType)) return { type: 'image', image: { id } };
    return { type: 'document', document: { id, filename: file.filename } };
  }
}

function bearer(settings: WhatsappSettings): Record<string, string> {
  return { authorization: `Bearer ${settings.accessToken}` };
}
