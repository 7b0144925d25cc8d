import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { systemClock } from '../../src/kernel/clock.js';
import { exchanges } from '../exchanges.js';
import { MailFake } from '../fakes/mail.js';
import type { Customer, Persona, SandboxProvider, SayOptions, Utterance } from '../provider.js';
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
      customer: (_target, index, persona) => writer(persona ?? { name: nameOf(index), address: `customer${index}@example.org` }, ports.mx),
      ledger: fake.ledger,
      failNext: (status) => void (fake.failNext = status),
      replies: () => fake.ledger.entries(),
      stop: () => fake.stop(),
    };
  },
};

/** Somebody who writes mail. A repeated delivery, as after a lost answer, is the same mail byte for byte. */
function writer({ name, address }: Persona, mx: number): Customer {
  return { displayName: name, address, say: (text, options = {}) => mailOf({ name, address, mx }, text, options) };
}

function mailOf({ name, address, mx }: Persona & { readonly mx: number }, text: string, options: SayOptions): Utterance {
  const { replyTo } = options;
  const to = String(replyTo?.details['replyTo'] ?? ADDRESS);
  const proofs = options.media ? [{ filename: 'bukti.txt', content: `proof for ${text}` }] : [];
  const messageId = `${randomUUID()}@example.org`;
  const composed = new MailComposer({
    from: { name, address },
    to,
    subject: options.subject ?? (replyTo === undefined ? text.slice(0, 60) : `Re: ${String(replyTo.details['subject'])}`),
    text,
    date: new Date(),
    messageId: `<${messageId}>`,
    attachments: [...(options.files ?? []), ...proofs].map((file) => ({ ...file })),
    ...(replyTo === undefined ? {} : { inReplyTo: `<${replyTo.externalId}>`, references: referencesTo(replyTo) }),
  }).compile();
  const raw = composed.build();
  return { text, messageId, deliver: async () => transported(await raw, { from: address, to, port: mx }) };
}

/** RFC 5322 §3.6.4: those of the mail that is answered, then that mail itself. */
function referencesTo({ externalId, details }: NonNullable<SayOptions['replyTo']>): string[] {
  const earlier = Array.isArray(details['references']) ? details['references'].map(String) : [];
  return [...new Set([...earlier, `<${externalId}>`])];
}

async function transported(raw: Buffer, way: { readonly from: string; readonly to: string; readonly port: number }): Promise<boolean> {
  const sent = { direction: 'to-desk', method: 'SMTP', url: `smtp://127.0.0.1:${way.port} → IMAP`, body: raw.toString('utf8') } as const;
  const startedAt = systemClock.now();
  const transport = createTransport({ host: '127.0.0.1', port: way.port, secure: false, ignoreTLS: true, connectionTimeout: 5_000 });
  try {
    await transport.sendMail({ envelope: { from: way.from, to: [way.to] }, raw });
    exchanges.record({ ...sent, status: 250, startedAt });
    return true;
  } catch {
    exchanges.record({ ...sent, status: null, startedAt });
    return false;
  } finally {
    transport.close();
  }
}
