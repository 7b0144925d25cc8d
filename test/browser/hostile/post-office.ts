import { createTransport, type Transporter } from 'nodemailer';

export interface HostileMail {
  readonly id: string;
  readonly address: string;
  readonly name?: string;
  readonly subject: string;
  readonly html?: string;
  readonly text?: string;
  readonly answers?: string;
  readonly files?: readonly HostileFile[];
}

export interface HostileFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: string;
}

const ADDRESS = 'support@desk.example.com';

/** Mails as they come over the wire, written by hand: every encoded word holds what it was given, line breaks too. */
export class PostOffice {
  private readonly transport: Transporter;

  constructor(port: number) {
    const pool = { pool: true as const, maxConnections: 1, maxMessages: Number.POSITIVE_INFINITY };
    this.transport = createTransport({ ...pool, host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  }

  async deliver(mails: readonly HostileMail[]): Promise<void> {
    const raw = mails.map((mail) => ({ envelope: { from: mail.address, to: [ADDRESS] }, raw: wire(mail) }));
    await Promise.all(raw.map((one) => this.transport.sendMail(one)));
  }

  close(): void {
    this.transport.close();
  }
}

function wire({ id, address, name, subject, html, text, answers, files = [] }: HostileMail): string {
  const body = html === undefined ? part('text/plain; charset=utf-8', text ?? '') : part('text/html; charset=utf-8', html);
  return [
    `From: ${name === undefined ? '' : `${word(name)} `}<${address}>`,
    `To: ${ADDRESS}`,
    `Subject: ${word(subject)}`,
    `Message-ID: <${id}@example.org>`,
    `Date: ${new Date().toUTCString()}`,
    ...(answers === undefined ? [] : [`In-Reply-To: <${answers}@example.org>`, `References: <${answers}@example.org>`]),
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=cut',
    '',
    ...[body, ...files.map(attached)].map((one) => `--cut\r\n${one}`),
    '--cut--',
    '',
  ].join('\r\n');
}

function attached({ filename, contentType, content }: HostileFile): string {
  const name = encodeURIComponent(filename).replaceAll(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return part(contentType, content, `\r\nContent-Disposition: attachment; filename*=utf-8''${name}`);
}

function part(contentType: string, content: string, more = ''): string {
  const lines = Buffer.from(content).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  return `Content-Type: ${contentType}${more}\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}`;
}

/** RFC 2047 */
function word(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}
