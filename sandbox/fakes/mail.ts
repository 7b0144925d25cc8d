import hoodiecrow from 'hoodiecrow-imap';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { systemClock } from '../../src/kernel/clock.js';
import { exchanges } from '../exchanges.js';
import { keptFiles } from '../kept-files.js';
import { Ledger, type NextFault } from './fake.js';

export interface MailAccount {
  readonly address: string;
  readonly user: string;
  readonly password: string;
}

export interface MailPorts {
  readonly imap: number;
  /** Where the desk hands in its answers. */
  readonly submission: number;
  /** Where customers' mail servers deliver. */
  readonly mx: number;
}

interface Hoodiecrow {
  listen(port: number, callback: () => void): void;
  close(callback?: () => void): void;
  appendMessage(mailbox: string, flags: readonly string[], date: string | false, raw: string): void;
}

const SUBMISSION = { direction: 'from-desk', method: 'SMTP', url: 'smtp://mail-fake (submission)' } as const;
const MAIL_MAX = 60 * 1024 * 1024;

/** A mail provider: IMAP mailbox, SMTP submission (the ledger), and an MX that takes mail for the mailbox. */
export class MailFake {
  readonly ledger = new Ledger();
  /** Answer to the next submissions at RCPT, e.g. 450 or 550; null: take them. */
  refuseWith: number | null = null;
  failNext: NextFault = null;
  private readonly imap: Hoodiecrow;
  private readonly submission: SMTPServer;
  private readonly mx: SMTPServer;

  constructor(
    private readonly account: MailAccount,
    private readonly ports: MailPorts,
  ) {
    // A mailbox that is made anew numbers its mails anew, and says so.
    const uidvalidity = Math.floor(Date.now() / 1000);
    this.imap = hoodiecrow({
      plugins: ['IDLE', 'UIDPLUS', 'ID', 'ENABLE', 'UNSELECT', 'LITERALPLUS', 'NAMESPACE', 'SPECIAL-USE'],
      users: { [account.user]: { password: account.password } },
      storage: { INBOX: { uidvalidity, messages: [] }, '': { separator: '/', folders: {} } },
    }) as Hoodiecrow;
    this.submission = new SMTPServer({
      size: MAIL_MAX,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _session, done) => {
        const known = username === account.user && password === account.password;
        done(known ? null : Object.assign(new Error('Invalid login'), { responseCode: 535 }), known ? { user: username } : undefined);
      },
      onRcptTo: ({ address }, _session, done) => done(this.refusalFor(address)),
      onData: (stream, session, done) => {
        this.submitted(
          stream,
          session.envelope.rcptTo.map((r) => r.address),
        ).then(
          () => done(),
          () => done(Object.assign(new Error('Local error'), { responseCode: 451 })),
        );
      },
    });
    this.mx = new SMTPServer({
      size: MAIL_MAX,
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, _session, done) => {
        contentOf(stream).then(
          (raw) => {
            // latin1 keeps every byte: the IMAP fake stores strings.
            this.imap.appendMessage('INBOX', [], false, raw.toString('latin1'));
            done();
          },
          () => done(Object.assign(new Error('Local error'), { responseCode: 451 })),
        );
      },
    });
    for (const server of [this.submission, this.mx]) server.on('error', () => undefined); // a client that vanished
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.imap.listen(this.ports.imap, resolve);
    });
    await listening(this.submission, this.ports.submission);
    await listening(this.mx, this.ports.mx);
  }

  async stop(): Promise<void> {
    await Promise.all([this.submission, this.mx].map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    this.imap.close();
  }

  /** RFC 5321 §4.2: 450 mailbox busy and 451 local error are asked again, 550 is not. */
  private refusalFor(recipient: string): Error | null {
    const fault = this.failNext === null ? null : this.failNext === 429 ? 450 : 451;
    this.failNext = null;
    const responseCode = this.refuseWith ?? fault;
    if (responseCode === null) return null;
    const body = `RCPT TO:<${recipient}>`;
    exchanges.record({ ...SUBMISSION, body, status: responseCode, answer: 'Not now', startedAt: systemClock.now() });
    return Object.assign(new Error('Not now'), { responseCode });
  }

  private async submitted(stream: NodeJS.ReadableStream, recipients: readonly string[]): Promise<void> {
    const raw = await contentOf(stream);
    const mail = await simpleParser(raw);
    const attachments = mail.attachments.map((a) => ({
      filename: a.filename ?? null,
      contentType: a.contentType,
      bytes: a.content.length,
      file: keptFiles.keep({ contentType: a.contentType, content: a.content }),
    }));
    exchanges.record({ ...SUBMISSION, body: raw.toString('utf8'), status: 250, startedAt: systemClock.now() });
    const replyTo = mail.replyTo?.value[0]?.address ?? this.account.address;
    const references = [mail.references ?? []].flat();
    const externalId = (mail.messageId ?? '').replaceAll(/[<>]/g, '');
    for (const to of recipients) {
      this.ledger.add({
        fake: 'mail',
        externalId,
        to,
        text: (mail.text ?? '').trim(),
        attachments,
        details: { from: mail.from?.text, subject: mail.subject, inReplyTo: mail.inReplyTo, references, replyTo },
      });
    }
  }
}

function listening(server: SMTPServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function contentOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}
