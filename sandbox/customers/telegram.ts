import { TelegramFake } from '../fakes/telegram.js';
import type { Customer, InboxTarget, SandboxProvider } from '../provider.js';
import { accepted, nameOf } from './deliver.js';

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
      customer: (target, index) => customer(target, index, fake),
      replies: () => fake.ledger.entries(),
      stop: async () => undefined,
    };
  },
};

let updates = Math.floor(Math.random() * 1_000_000_000);

function customer(target: InboxTarget, index: number, fake: TelegramFake): Customer {
  const chatId = 900_000_000 + index;
  const url = target.webhookUrls['updates'] ?? '';
  fake.webhookUrl = url;
  return {
    displayName: nameOf(index),
    address: String(chatId),
    say: (text, options) => {
      updates += 1;
      const from = { id: chatId, is_bot: false, first_name: nameOf(index), language_code: 'id' };
      const media = options?.media
        ? {
            document: {
              file_id: fake.keep(Buffer.from(`proof for ${text}`)),
              file_name: 'bukti.txt',
              mime_type: 'text/plain',
              file_size: 20,
            },
            caption: text,
          }
        : { text };
      const message = {
        message_id: updates,
        from,
        chat: { id: chatId, type: 'private', first_name: from.first_name },
        date: Math.floor(Date.now() / 1000),
        ...media,
      };
      const body = JSON.stringify({ update_id: updates, message });
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': String(target.settings['secretToken']) };
      return { text, deliver: () => accepted(url, { method: 'POST', headers, body }) };
    },
  };
}
