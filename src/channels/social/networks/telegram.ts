import { sameSecret } from '../../../platform/crypto/vault.js';
import { FormData, type HttpAnswer } from '../../../platform/http-client/index.js';
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
  type Media,
  type MediaHandle,
  numberOf,
  type OutboundAttachment,
  type OutboundMessage,
  objectOf,
  type Parsed,
  parsedJson,
  type RawRequest,
  type Sent,
  sendParts,
  textOf,
  textParts,
  unverified,
  type Verdict,
  verified,
} from '../../contract/index.js';
import { FILE_MAX, parseTelegram } from './telegram-parse.js';
import { TelegramSettings } from './telegram-settings.js';

const TEXT_MAX = 4096;
const UPLOAD_MAX = 50 * 1024 * 1024;

/** Telegram Bot API: https://core.telegram.org/bots/api */
export function telegram(deps: ChannelDeps): ChannelDefinition {
  return defineChannel<TelegramSettings>({
    channel: 'social',
    provider: 'telegram',
    settings: TelegramSettings,
    adapter: new TelegramAdapter(deps),
    identityKinds: ['telegram'],
    webhooks: [{ purpose: 'updates', path: 'updates' }],
    keptHeaders: [],
  });
}

class TelegramAdapter implements ChannelAdapter<TelegramSettings> {
  readonly capabilities = {
    displayName: 'Telegram',
    icon: 'telegram',
    inbound: 'push',
    html: false,
    maxAttachmentBytes: UPLOAD_MAX,
    maxTextLength: TEXT_MAX,
    receipts: 'accepted',
    replyWindowHours: null,
    idempotentSend: false,
  } as const;

  constructor(private readonly deps: ChannelDeps) {}

  /** There is no signature over the body: a secret header, compared literally (setWebhook, secret_token). */
  verify(request: RawRequest, { settings }: Inbox<TelegramSettings>): Verdict {
    const given = request.headers['x-telegram-bot-api-secret-token'];
    if (!settings.secretToken || given === undefined) return unverified('no secret token');
    return sameSecret(given, settings.secretToken) ? verified : unverified('wrong secret token');
  }

  parse(request: RawRequest): Parsed {
    return parseTelegram(request);
  }

  partsOf(message: Divisible): number {
    return countParts(message, TEXT_MAX);
  }

  async send(message: OutboundMessage, inbox: Inbox<TelegramSettings>): Promise<Sent> {
    const chatId = message.conversation ?? message.to.value;
    const texts = textParts(message.text, TEXT_MAX);
    return sendParts('telegram', message, [
      ...texts.map((text) => () => this.post(inbox, 'sendMessage', JSON.stringify({ chat_id: chatId, text }))),
      ...message.attachments.map((file) => () => this.upload(inbox, chatId, file)),
    ]);
  }

  async fetchMedia(handle: MediaHandle, inbox: Inbox<TelegramSettings>): Promise<Media> {
    const file = objectOf(await this.call(inbox, 'getFile', JSON.stringify({ file_id: handle['fileId'] })));
    const path = textOf(file['file_path']);
    if (path === null) throw new ChannelError('telegram.no-file', 'Telegram does not have the file any more.', { retry: 'never' });
    // This URL holds the bot's token: it appears in no error and no log.
    const url = `${base(inbox)}/file/bot${inbox.settings.botToken}/${path}`;
    const answer = await answered('telegram', () => this.deps.http.call({ method: 'GET', url, maxBytes: FILE_MAX, timeoutMs: 60_000 }));
    if (answer.status !== 200) throw failureOf(answer);
    return { content: answer.body, filename: null, contentType: null };
  }

  async health(inbox: Inbox<TelegramSettings>): Promise<Health> {
    try {
      const me = objectOf(await this.call(inbox, 'getMe', '{}'));
      const webhook = objectOf(await this.call(inbox, 'getWebhookInfo', '{}'));
      const name = textOf(me['username']) ?? 'the bot';
      const url = `${inbox.ingressUrl}/updates`;
      if (textOf(webhook['url']) !== url)
        return {
          ok: false,
          message: `@${name} answers, but its webhook is not ${url}: call setWebhook with this URL and the secret token.`,
        };
      const fault = textOf(webhook['last_error_message']);
      return fault === null
        ? { ok: true, message: `@${name} is connected.` }
        : { ok: false, message: `Telegram could not deliver lately: ${fault}` };
    } catch (error) {
      return { ok: false, message: error instanceof ChannelError ? error.message : 'Telegram could not be asked.' };
    }
  }

  private async upload(inbox: Inbox<TelegramSettings>, chatId: string, file: OutboundAttachment): Promise<string> {
    if (file.bytes > UPLOAD_MAX) throw new ChannelError('telegram.file-too-large', 'Telegram takes files up to 50 MB.', { retry: 'never' });
    const form = new FormData();
    form.set('chat_id', chatId);
    form.set('document', new Blob([new Uint8Array(await file.read())], { type: file.contentType }), file.filename);
    return this.post(inbox, 'sendDocument', form);
  }

  private async post(inbox: Inbox<TelegramSettings>, method: string, body: string | FormData): Promise<string> {
    const result = objectOf(await this.call(inbox, method, body));
    const chatId = textOf(objectOf(result['chat'])['id']) ?? '';
    const messageId = textOf(result['message_id']);
    if (messageId === null)
      throw new ChannelError('telegram.no-id', 'Telegram took the message but named no id.', { retry: 'never', sent: 'maybe' });
    return `${chatId}:${messageId}`;
  }

  /** @throws ChannelError */
  private async call(inbox: Inbox<TelegramSettings>, method: string, body: string | FormData): Promise<unknown> {
    const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const url = `${base(inbox)}/bot${inbox.settings.botToken}/${method}`;
    const answer = await answered('telegram', () => this.deps.http.call({ method: 'POST', url, headers, body, timeoutMs: 30_000 }));
    const envelope = objectOf(parsedJson(answer.body));
    if (answer.status === 200 && envelope['ok'] === true) return envelope['result'];
    throw failureOf(answer);
  }
}

function base({ settings }: Inbox<TelegramSettings>): string {
  return settings.apiBaseUrl.replace(/\/+$/, '');
}

function failureOf(answer: HttpAnswer): ChannelError {
  const envelope = objectOf(parsedJson(answer.body));
  const said = textOf(envelope['description']) ?? `HTTP ${answer.status}`;
  const code = `telegram.${textOf(envelope['error_code']) ?? answer.status}`;
  if (answer.status === 401 || answer.status === 404)
    return new ChannelError(code, 'Telegram does not accept the bot token; check the inbox.', { retry: 'after-reconnect' });
  if (answer.status === 429) {
    const seconds = numberOf(objectOf(envelope['parameters'])['retry_after']) ?? numberOf(answer.headers['retry-after']);
    return new ChannelError(code, 'Telegram asks to wait.', { retry: 'later', retryAfterSeconds: seconds });
  }
  if (answer.status >= 500) return new ChannelError(code, `Telegram has a problem: ${said}`, { retry: 'later', sent: 'maybe' });
  return new ChannelError(code, answer.status === 403 ? 'The customer has blocked the bot.' : `Telegram refused: ${said}`, {
    retry: 'never',
  });
}
