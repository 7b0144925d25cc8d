import { SMTPServer } from 'smtp-server';
import type { OutboundMessage } from '../contract/index.js';
import { unknownSender } from './no-address.js';
import { SmtpSender } from './smtp-sender.js';

test.each([unknownSender('k').value, 'unknown@sender.invalid', 'no address', ''])(
  '"%s" cannot be answered, and nothing is sent',
  async (value) => {
    const message = { to: { kind: 'email', scope: '', value, displayName: null } } as OutboundMessage;
    const outcome = await new SmtpSender().send(message, { settings: {} } as never).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: 'email.no-address', retry: 'never', sent: 'no' });
  },
);

test('a mail of no ticket carries no number, token or reference of one', async () => {
  const raw: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(null, { user: 'u' }),
    onData: (stream, _session, done) => {
      stream.on('data', (chunk: Buffer) => raw.push(chunk.toString()));
      stream.on('end', () => done());
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  const smtpPort = typeof address === 'object' && address !== null ? address.port : 0;
  const settings = { address: 'support@desk.example.com', displayName: 'Desk', plusAddressing: true, smtpHost: '127.0.0.1', smtpPort };
  const message: OutboundMessage = {
    id: '01a20d8d-698e-7677-a4b4-5c50e51a76bc',
    ticketId: null,
    ticketNumber: null,
    to: { kind: 'email', scope: '', value: 'sari@example.com', displayName: 'Sari' },
    cc: [],
    conversation: null,
    authorName: 'Desk',
    subject: '2 tickets wait for you',
    text: 'Hello',
    html: null,
    attachments: [],
    replyToken: null,
    inReplyTo: null,
    references: [],
    lastInboundAt: null,
    automatic: true,
    createdAt: new Date('2026-03-02T09:00:00Z'),
    attempt: 1,
  };
  try {
    const sending = { settings: { ...settings, smtpTls: 'off', smtpUser: 'u', smtpPassword: 'p' } } as never;
    const sent = await new SmtpSender().send(message, sending);
    expect(sent.externalIds).toEqual(['n.01a20d8d-698e-7677-a4b4-5c50e51a76bc@desk.example.com']);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
  const [head = ''] = raw.join('').split('\r\n\r\n');
  expect(head).toContain('Subject: 2 tickets wait for you\r\n');
  expect(head).toContain('Reply-To: Desk <support@desk.example.com>');
  expect(head).toContain('Auto-Submitted: auto-generated');
  expect(head).not.toMatch(/X-Parley-Ticket|null|In-Reply-To|References|\+t/);
});
