import { DataSource } from 'typeorm';
import type { RawRequest } from '../../../src/channels/contract/index.js';
import { emailImap } from '../../../src/channels/email/index.js';
import { ChannelRegistry } from '../../../src/channels/index.js';
import { InboxDirectory } from '../../../src/inboxes/index.js';
import { SourceBatch } from '../../../src/intake/source-batch.js';
import type { InboxId } from '../../../src/kernel/id.js';
import { JobHandlers } from '../../../src/platform/jobs/job-handlers.js';
import { JobRunner } from '../../../src/platform/jobs/job-runner.js';
import { Log } from '../../../src/platform/logging/log.js';
import { Metrics } from '../../../src/platform/metrics/metrics.js';
import { FakeChannel, said } from '../../kit/fake-channel.js';
import { type TestDesk, testDesk } from '../../kit/test-desk.js';
import { until } from '../../kit/until.js';

/** After an outage much of one conversation comes at once, and is read side by side. */
let desk: TestDesk;
let inboxId: InboxId;
let fakeId: string;

beforeAll(async () => {
  desk = await testDesk({ channels: (deps) => [emailImap(deps), new FakeChannel().definition()] });
  const login = { imapUser: 'u', imapPassword: 'imap-password', smtpUser: 'u', smtpPassword: 'smtp-password' };
  const server = { imapHost: '127.0.0.1', imapTls: 'off', smtpHost: '127.0.0.1', smtpTls: 'off' };
  const { body } = await desk.request('POST', '/api/v1/inboxes', {
    body: {
      name: 'Mail',
      channel: 'email',
      provider: 'imap',
      settings: { address: 'help@desk.example.com', ...server, ...login },
      enabled: true,
    },
  });
  inboxId = String(body['id']) as InboxId;
  const fake = { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true };
  fakeId = String((await desk.request('POST', '/api/v1/inboxes', { body: fake })).body['id']);
});

afterAll(() => desk.stop());

/** Eight jobs at a time, as a desk runs them, until nothing waits. */
async function workOff(): Promise<void> {
  const runner = new JobRunner(desk.app.get(DataSource), desk.app.get(JobHandlers), desk.app.get(Metrics), desk.app.get(Log));
  await runner.start(8);
  await until(async () => (await desk.pool.query("select from receipt where state = 'pending'")).rowCount === 0);
  await runner.stop();
}

interface Mail {
  readonly id: string;
  readonly from: string;
  readonly text: string;
  readonly answers?: string;
  readonly fileBytes?: number;
  /** Only so much of it was fetched. */
  readonly truncatedFrom?: number;
}

function request({ id, from, text, answers, fileBytes = 0, truncatedFrom }: Mail, uid: number): RawRequest {
  const lines = [
    `From: Somebody\r\n <${from}>`,
    'To: help@desk.example.com',
    `Message-ID: <${id}@example.org>`,
    ...(answers === undefined ? [] : [`In-Reply-To: <${answers}@example.org>`]),
    'Subject: Refund',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    text,
    ...(fileBytes === 0
      ? []
      : ['--b', 'Content-Type: image/png; name=p.png', 'Content-Transfer-Encoding: base64', '', 'A'.repeat(fileBytes)]),
    '--b--',
  ];
  const headers = {
    'x-uid': String(uid),
    'x-uidvalidity': '1',
    ...(truncatedFrom === undefined ? {} : { 'x-truncated': String(truncatedFrom) }),
  };
  return { method: 'FETCH', path: 'mail', url: '', query: {}, headers, body: Buffer.from(lines.join('\r\n')), receivedAt: new Date() };
}

async function arrive(mails: readonly Mail[]): Promise<void> {
  const inbox = await desk.app.get(InboxDirectory).find(inboxId);
  if (inbox === null) throw new Error('the inbox is not there');
  const opened = desk.app.get(ChannelRegistry).open(inbox);
  const requests = mails.map((mail, at) => request(mail, at + 1));
  await desk.app
    .get(SourceBatch)
    .accept({ inbox, opened, keptHeaders: opened.definition.keptHeaders }, { requests, cursor: { uid: mails.length } });
  await workOff();
}

async function threads(subject: string) {
  const { rows } = await desk.pool.query<{ texts: string[] }>(
    `select array_agg(m.text order by m.seq) as texts from message m join ticket t on t.id = m.ticket_id where t.subject = $1 group by t.id order by t.id`,
    [subject],
  );
  return rows.map(({ texts }) => texts);
}

test('a thread that comes all at once is one ticket, in the order of writing, however long its mails take to read', async () => {
  const thread = Array.from({ length: 12 }, (_, at) => ({
    id: `a${at}`,
    from: 'ayu@example.org',
    text: `part ${at}`,
    ...(at === 0 ? {} : { answers: `a${at - 1}` }),
    fileBytes: at % 4 === 0 ? 3_000_000 : 0,
  }));
  await arrive(thread);
  expect(await threads('Refund')).toEqual([thread.map(({ text }) => text)]);
});

test('a mail that was too large to fetch says so at its message', async () => {
  await arrive([{ id: 'huge', from: 'cut@example.org', text: 'the beginning', truncatedFrom: 60_000_000 }]);
  const { rows } = await desk.pool.query("select details->'truncated'->'bytes' as bytes from message where text = 'the beginning'");
  expect(rows).toEqual([{ bytes: 60_000_000 }]);
});

test('direct messages that wait together are made in the order they came, and a change after what it changes', async () => {
  const post = (key: string, event: object) =>
    desk.request('POST', `/ingress/fake/${fakeId}/events`, {
      token: null,
      headers: { 'x-fake-key': 'right' },
      body: { key, events: [event] },
    });
  const texts = Array.from({ length: 10 }, (_, at) => `part ${at}`);
  // A large input lies in a file and takes longer to get.
  for (const [at, text] of texts.entries())
    await post(
      `d${at}`,
      said({ who: 'budi', externalId: `d${at}`, text, subject: 'Top-up', details: { map: at % 3 === 0 ? 'x'.repeat(900_000) : '' } }),
    );
  const change = { kind: 'edited', text: 'part 9, mended' };
  await post('d9-edited', { type: 'revision', key: 'd9-edited', at: '2026-03-02T09:00:00Z', externalId: 'd9', change });
  await workOff();
  expect(await threads('Top-up')).toEqual([[...texts.slice(0, 9), 'part 9, mended']]);
});
