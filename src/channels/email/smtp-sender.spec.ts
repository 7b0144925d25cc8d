import { SMTPServer } from 'smtp-server';
import { aboutNoTicket, type OutboundMessage } from '../contract/index.js';
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

const MESSAGE: OutboundMessage = {
  ...aboutNoTicket,
  id: '01a20d8d-698e-7677-a4b4-5c50e51a76bc',
  to: { kind: 'email', scope: '', value: 'sari@example.com', displayName: 'Sari' },
  authorName: 'Desk',
  subject: '2 tickets wait for you',
  text: 'Hello',
  createdAt: new Date('2026-03-02T09:00:00Z'),
};

/** To a mail server that knows nobody called "gone". @returns what it took, and what came of it */
async function sent(message: OutboundMessage) {
  const raw: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(null, { user: 'u' }),
    onRcptTo: ({ address }, _session, done) =>
      done(address.toLowerCase().startsWith('gone') ? Object.assign(new Error('No such user'), { responseCode: 550 }) : null),
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
  const desk = { address: 'support@desk.example.com', displayName: 'Desk', plusAddressing: true };
  const settings = { ...desk, smtpHost: '127.0.0.1', smtpPort, smtpTls: 'off', smtpUser: 'u', smtpPassword: 'p' };
  try {
    const outcome = await new SmtpSender().send(message, { settings } as never).catch((error: unknown) => error);
    return { outcome, head: raw.join('').split('\r\n\r\n')[0] ?? '' };
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

test('a mail of no ticket carries no number, token or reference of one', async () => {
  const { outcome, head } = await sent(MESSAGE);
  expect(outcome).toEqual({ externalIds: ['n.01a20d8d-698e-7677-a4b4-5c50e51a76bc@desk.example.com'] });
  expect(head).toContain('Subject: 2 tickets wait for you\r\n');
  expect(head).toContain('Reply-To: Desk <support@desk.example.com>');
  expect(head).toContain('Auto-Submitted: auto-generated');
  expect(head).not.toMatch(/X-Parley-Ticket|null|In-Reply-To|References|\+t/);
});

test('a customer who is refused is not answered by a copy that is taken', async () => {
  const gone = { ...MESSAGE.to, value: 'Gone@example.com' };
  const refused = { code: 'smtp.rejected', retry: 'never' };
  expect((await sent({ ...MESSAGE, to: gone, cc: ['copy@example.com'] })).outcome).toMatchObject(refused);
  expect((await sent({ ...MESSAGE, cc: ['gone@example.com'] })).outcome).toHaveProperty('externalIds');
});
