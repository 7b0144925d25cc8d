import type { InboundEvent } from '../contract/index.js';
import { parsedMail } from './parsed-mail.js';
import { readMail } from './read-mail.js';

const OURS = 't.1001.x@desk.example.com';

async function eventsOf(...lines: readonly string[]): Promise<readonly InboundEvent[]> {
  const body = Buffer.from(lines.join('\r\n'));
  const request = { method: 'FETCH', path: 'mail', url: '', query: {}, headers: {}, body, receivedAt: new Date('2026-03-02T09:00:00Z') };
  const settings = { trustedAuthservId: '' } as never;
  return parsedMail({ kind: 'mail', mail: await readMail(body) }, { key: 'k', request, settings });
}

const head = (from: string, type: string, ...more: readonly string[]) => [
  `From: ${from}`,
  'To: support@desk.example.com',
  'Subject: A report',
  'Message-ID: <report@mx.example.org>',
  'MIME-Version: 1.0',
  `Content-Type: ${type}; boundary=B`,
  ...more,
  '',
];
const part = (type: string, ...lines: readonly string[]) => ['--B', `Content-Type: ${type}`, '', ...lines, ''];
const original = part('message/rfc822', `Message-ID: <${OURS}>`, 'Subject: Help', '', 'Hi');
const status = (recipient: string, action = 'failed') => [
  `Final-Recipient: rfc822; ${recipient}`,
  `Action: ${action}`,
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 No such user',
];

describe('bounces', () => {
  test('only those whom the report says it failed for are named', async () => {
    const events = await eventsOf(
      ...head('MAILER-DAEMON@mx.example.org', 'multipart/report; report-type=delivery-status'),
      ...part('text/plain', 'Sorry'),
      ...part(
        'message/delivery-status',
        'Reporting-MTA: dns; mx',
        '',
        ...status('fine@example.org', 'relayed'),
        '',
        ...status('gone@example.org'),
      ),
      ...original,
      '--B--',
    );
    expect(events).toMatchObject([
      {
        type: 'delivery',
        state: 'failed',
        fault: { code: 'mail.bounced.5.1.1', message: 'The mail came back: 550 No such user' },
        of: { externalId: OURS, recipients: ['gone@example.org'] },
        otherwise: { type: 'message', automatic: true, text: 'Sorry', attachments: [{ filename: 'Help.eml' }] },
      },
    ]);
  });

  test('a report whose status part is empty: recipient from the header, reason from the words', async () => {
    const events = await eventsOf(
      ...head('mailer-daemon@mx.example.org', 'multipart/report; report-type=delivery-status', 'X-Failed-Recipients: gone@example.org'),
      ...part('text/plain', 'The response was:', '', '550 5.1.1 The account does not exist.'),
      ...part('message/delivery-status'),
      ...original,
      '--B--',
    );
    expect(events).toMatchObject([
      {
        type: 'delivery',
        fault: { code: 'mail.bounced.5.1.1', message: 'The mail came back: 550 5.1.1 The account does not exist.' },
        of: { recipients: ['gone@example.org'] },
      },
    ]);
  });

  test.each([
    [
      'qmail',
      ['Hi. This is the qmail-send program at mx.example.org.', '', '<gone@example.org>:', '550 5.1.1 no such user', '', '--- Below'],
      [],
    ],
    ['Exim', ['A message that you sent could not be delivered:', '', '  gone@example.org', '    550 5.1.1 no such user', ''], []],
    ['a header', ['Undeliverable.', '550 5.1.1 no such user', ''], ['X-Failed-Recipients: gone@example.org']],
  ])('without the standard form, from a mail server: %s', async (_name, words, headers) => {
    const events = await eventsOf(
      'From: Mail Delivery <MAILER-DAEMON@mx.example.org>',
      'Subject: failure notice',
      ...headers,
      '',
      ...words,
      `Message-ID: <${OURS}>`,
      'Subject: Help',
    );
    expect(events).toMatchObject([
      { type: 'delivery', fault: { code: 'mail.bounced.5.1.1' }, of: { externalId: OURS, recipients: ['gone@example.org'] } },
    ]);
  });

  test('a mail that merely holds a bounce is a mail, with its words and files', async () => {
    const events = await eventsOf(
      ...head('stranger@example.org', 'multipart/mixed'),
      ...part('text/plain', 'I need help, my money is gone'),
      ...part('message/delivery-status', ...status('gone@example.org')),
      ...original,
      '--B--',
    );
    expect(events).toMatchObject([
      { type: 'message', automatic: false, text: 'I need help, my money is gone', attachments: [{ filename: 'Help.eml' }] },
    ]);
  });

  test('a person who quotes a failed address and an id writes a mail', async () => {
    const events = await eventsOf('From: a@example.org', 'Subject: x', '', 'gone@example.org', '550 5.1.1 no', `Message-ID: <${OURS}>`);
    expect(events).toMatchObject([{ type: 'message' }]);
  });

  test.each([
    ['an absence note', 'Away', 'I am away until Monday.'],
    ['a delay', 'Warning: message delayed 24 hours', 'It was not delivered yet; we are still trying.'],
  ])('a mail server also sends %s', async (_name, subject, words) => {
    const mail = [words, '', 'gone@example.org', '', `Message-ID: <${OURS}>`];
    const events = await eventsOf('Return-Path: <>', 'From: gone@example.org', `Subject: ${subject}`, '', ...mail);
    expect(events).toMatchObject([{ type: 'message', automatic: true }]);
  });

  test('"delayed" is told as a message beside the ticket', async () => {
    const events = await eventsOf(
      ...head('MAILER-DAEMON@mx.example.org', 'multipart/report; report-type=delivery-status'),
      ...part('text/plain', 'Still trying'),
      ...part('message/delivery-status', ...status('slow@example.org', 'delayed')),
      ...original,
      '--B--',
    );
    expect(events).toMatchObject([{ type: 'message', automatic: true, thread: { references: [OURS] }, details: { bounce: {} } }]);
  });
});

describe('read receipts', () => {
  const receipt = (words: readonly string[], disposition: string) =>
    eventsOf(
      ...head('ayu@example.org', 'multipart/report; report-type=disposition-notification'),
      ...part('text/plain', ...words),
      ...part(
        'message/disposition-notification',
        'Reporting-UA: Mail',
        'Final-Recipient: rfc822;ayu@example.org',
        `Original-Message-ID: <${OURS}>`,
        `Disposition: manual-action/MDN-sent-manually; ${disposition}`,
      ),
      ...part('text/rfc822-headers', `Message-ID: <${OURS}>`),
      '--B--',
    );
  const read = { type: 'delivery', state: 'read', fault: null, of: { externalId: OURS, recipients: ['ayu@example.org'] } };

  test.each([
    [
      'Thunderbird',
      [
        'This is a Return Receipt for the mail that you sent to ayu@example.org.',
        '',
        "Note: This Return Receipt only acknowledges that the message was displayed on the recipient's",
        'computer. There is no guarantee that the recipient has read or understood the message contents.',
      ],
    ],
    ['Outlook', ['Your message', '', '   To: Ayu', '   Subject: Help', '   Sent: Monday', '', 'was read on Monday, March 2, 2026 9:00.']],
    ['silence', []],
  ])("a mail program's own words make no message: %s", async (_name, words) => {
    expect(await receipt(words, 'displayed')).toMatchObject([{ ...read, otherwise: { type: 'message', automatic: true } }]);
  });

  test('other words are kept beside it', async () => {
    const events = await receipt(['I have read it. Please hurry!'], 'displayed');
    expect(events).toMatchObject([
      { type: 'message', key: 'k', text: 'I have read it. Please hurry!' },
      { ...read, key: 'k:read' },
    ]);
  });

  test('deleted unread is no reading', async () => {
    expect(await receipt(['Gone.'], 'deleted')).toMatchObject([{ type: 'message', automatic: true }]);
  });
});
