import { TelegramFake } from '../fakes/telegram.js';
import type { Customer, InboxTarget, Persona, SandboxProvider, SentFile } from '../provider.js';
import { accepted, forgery, nameOf } from './deliver.js';

export const telegram: SandboxProvider = {
  channel: 'social',
  provider: 'telegram',
  start: async (context) => {
    const botToken = `4200000:${context.secret('telegram-bot')}`;
    const secretToken = context.secret('telegram-webhook');
    const fake = new TelegramFake(botToken);
    context.serve(fake);
    return {
      inbox: { name: 'Telegram bot', language: 'id', settings: { botToken, secretToken, apiBaseUrl: `${context.httpUrl}/telegram` } },
      customer: (target, index, persona) =>
        customer(target, persona ?? { name: nameOf(index), address: String(900_000_000 + index) }, fake),
      ledger: fake.ledger,
      failNext: (status) => void (fake.failNext = status),
      replies: () => fake.ledger.entries(),
      stop: async () => undefined,
    };
  },
};

let updates = Math.floor(Math.random() * 1_000_000_000);

function customer(target: InboxTarget, { name, address }: Persona, fake: TelegramFake): Customer {
  const chatId = Number(address);
  const url = target.webhookUrls['updates'] ?? '';
  fake.webhookUrl = url;
  return {
    displayName: name,
    address,
    say: (text, options) => {
      updates += 1;
      const from = { id: chatId, is_bot: false, first_name: name, language_code: 'id' };
      const file = options?.files?.[0] ?? (options?.media ? proofOf(text) : undefined);
      const media = file === undefined ? { text } : { ...documentOf(file, fake), ...(text === '' ? {} : { caption: text }) };
      const message = {
        message_id: updates,
        from,
        chat: { id: chatId, type: 'private', first_name: from.first_name },
        date: Math.floor(Date.now() / 1000),
        ...media,
      };
      const body = JSON.stringify({ update_id: updates, message });
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': String(target.settings['secretToken']) };
      const forged = { ...headers, 'x-telegram-bot-api-secret-token': forgery(headers['x-telegram-bot-api-secret-token']) };
      return { text, deliver: (how) => accepted(url, { method: 'POST', headers: how?.forged ? forged : headers, body }) };
    },
  };
}

function documentOf({ filename, contentType, content }: SentFile, fake: TelegramFake): object {
  return { document: { file_id: fake.keep(content), file_name: filename, mime_type: contentType, file_size: content.length } };
}

function proofOf(text: string): SentFile {
  return { filename: 'bukti.txt', contentType: 'text/plain', content: Buffer.from(`proof for ${text}`) };
}
