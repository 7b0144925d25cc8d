import { randomBytes, randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { until } from './desk-process.js';
import { rounded } from './load.js';
import type { BenchRig, Vitals } from './rig.js';

const MAILS = 5;
/** As a mail server counts: base64 makes 25 MB of 18.25 MB of photos. */
const ATTACHMENT_BYTES = 18_250_000;

/** Mails of 25 MB that arrive at the same time, until the desk shows the last one with its file. */
export async function largeMails(rig: BenchRig): Promise<Vitals & { readonly mails: number; readonly seconds: number }> {
  const { mailbox } = rig;
  if (mailbox === null) throw new Error('the rig has no mailbox');
  await rig.vitals(); // the event loop is measured from here on
  const started = performance.now();
  const subjects = Array.from({ length: MAILS }, () => `Large mail ${randomUUID()}`);
  for (const subject of subjects) await send(mailbox, subject);
  for (const subject of subjects) await until(() => isThere(rig, subject));
  return { mails: MAILS, seconds: rounded((performance.now() - started) / 1000), ...(await rig.vitals()) };
}

async function send(mailbox: { readonly address: string; readonly port: number }, subject: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: mailbox.port, secure: false, ignoreTLS: true });
  const attachments = [{ filename: 'photo.jpg', contentType: 'image/jpeg', content: randomBytes(ATTACHMENT_BYTES) }];
  await transport.sendMail({ from: 'bench@example.org', to: mailbox.address, subject, text: 'See the photo.', attachments });
  transport.close();
}

async function isThere(rig: BenchRig, subject: string): Promise<boolean> {
  const { items } = await rig.desk.get<{ items: { id: string }[] }>(`/tickets?q=${encodeURIComponent(subject)}`);
  if (items[0] === undefined) return false;
  const messages = await rig.desk.get<{ items: { attachments: unknown[] }[] }>(`/tickets/${items[0].id}/messages`);
  return messages.items[0]?.attachments.length === 1;
}
