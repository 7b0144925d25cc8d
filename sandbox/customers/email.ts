import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { MailFake } from '../fakes/mail.js';
import type { Customer, SandboxProvider } from '../provider.js';
import { nameOf } from './deliver.js';

const ADDRESS = 'support@desk.example.com';

export const email: SandboxProvider = {
  channel: 'email',
  provider: 'imap',
  start: async (context) => {
    const ports = { imap: await context.port('imap'), submission: await context.port('submission'), mx: await context.port('mx') };
    const account = { address: ADDRESS, user: 'support', password: context.secret('mail-password') };
    const fake = new MailFake(account, ports);
    await fake.start();
    const server = { imapHost: '127.0.0.1', imapTls: 'off', smtpHost: '127.0.0.1', smtpTls: 'off' };
    const login = { imapUser: account.user, imapPassword: account.password, smtpUser: account.user, smtpPassword: account.password };
    return {
      inbox: {
        name: 'Support mailbox',
        language: 'en',
        settings: { address: ADDRESS, displayName: 'Demo Wallet', ...server, ...login, imapPort: ports.imap, smtpPort: ports.submission },
      },
      customer: (_target, index) => writer(index, ports.mx),
      replies: () => fake.ledger.entries(),
      stop: () => fake.stop(),
    };
  },
};

/** Somebody who writes mail. A repeated delivery, as after a lost answer, is the same mail byte for byte. */
function writer(index: number, mx: number): Customer {
  const address = `customer${index}@example.org`;
  return {
    displayName: nameOf(index),
    address,
    say: (text, options) => {
      const to = String(options?.replyTo?.details['replyTo'] ?? ADDRESS);
      const answered =
        options?.replyTo === undefined
          ? {}
          : {
              inReplyTo: `<${options.replyTo.externalId}>`,
              references: [`<${options.replyTo.externalId}>`],
              subject: `Re: ${String(options.replyTo.details['subject'])}`,
            };
      const attachments = options?.media ? [{ filename: 'bukti.txt', content: `proof for ${text}` }] : [];
      const composed = new MailComposer({
        from: { name: nameOf(index), address },
        to,
        subject: text.slice(0, 60),
        text,
        date: new Date(),
        messageId: `<${randomUUID()}@example.org>`,
        attachments,
        ...answered,
      }).compile();
      const raw = composed.build();
      return { text, deliver: async () => transported(await raw, { from: address, to, port: mx }) };
    },
  };
}

async function transported(raw: Buffer, way: { readonly from: string; readonly to: string; readonly port: number }): Promise<boolean> {
  const transport = createTransport({ host: '127.0.0.1', port: way.port, secure: false, ignoreTLS: true, connectionTimeout: 5_000 });
  try {
    await transport.sendMail({ envelope: { from: way.from, to: [way.to] }, raw });
    return true;
  } catch {
    return false;
  } finally {
    transport.close();
  }
}
