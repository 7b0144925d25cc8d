import { callWebhook, type Fields } from '../../../sandbox/fakes/twilio-signed.js';
import { type TestDesk, testDesk } from '../../kit/test-desk.js';
import { NUMBER, SID, TOKEN, TwilioRig } from './twilio-rig.js';

/** Twilio's reports of a call come in any order, and receipts are made into messages in any order. */
let rig: TwilioRig;
let desk: TestDesk;
let voiceUrl: string;
let inboxId: string;

beforeAll(async () => {
  rig = await TwilioRig.start();
  desk = await testDesk({ privateOrigins: () => [rig.baseUrl] });
  const settings = { phoneNumber: NUMBER, accountSid: SID, authToken: TOKEN, apiBaseUrl: rig.baseUrl };
  const body = { name: 'Hotline', channel: 'hotline', provider: 'twilio', enabled: true, settings };
  const created = await desk.request('POST', '/api/v1/inboxes', { body });
  inboxId = String(created.body['id']);
  voiceUrl = String((created.body['webhookUrls'] as Record<string, string>)['voice']);
});

afterAll(async () => {
  await desk.stop();
  await rig.stop();
});

type Report = readonly [path: string, fields: Fields];

/** As Twilio sends them: only three of the four say who calls. */
function reportsOf(callSid: string, from: string): readonly Report[] {
  const call = { AccountSid: SID, CallSid: callSid, Direction: 'inbound', From: from, To: NUMBER };
  const recordingSid = callSid.replace('CA', 'RE');
  const RecordingUrl = `${rig.baseUrl}/2010-04-01/Accounts/${SID}/Recordings/${recordingSid}`;
  const recording = { RecordingDuration: '3', RecordingSid: recordingSid, RecordingUrl };
  return [
    ['', { ...call, CallStatus: 'ringing' }],
    ['/recorded', { ...call, ...recording, CallStatus: 'in-progress', Digits: '#' }],
    [
      `/recording?${new URLSearchParams({ From: from })}`,
      { AccountSid: SID, CallSid: callSid, RecordingStatus: 'completed', ...recording },
    ],
    ['/status', { ...call, CallStatus: 'completed', CallDuration: '19', Duration: '1', SequenceNumber: '0' }],
  ];
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

async function report([path, fields]: Report): Promise<void> {
  const answer = await callWebhook(`${voiceUrl}${path}`, TOKEN, fields);
  expect([path, answer?.status, answer?.contentType]).toEqual([path, 200, 'text/xml; charset=utf-8']);
  // Made into a message before the next one is told.
  await desk.drainJobs();
}

const orders = permutations([0, 1, 2, 3]).map((order) => [order.join(' '), order] as const);

test.each(orders)('one voicemail of one known caller, reports in order %s', async (name, order) => {
  const digits = name.replaceAll(' ', '');
  const from = `+62812000${digits}`;
  const callSid = `CA${digits.padStart(32, '0')}`;
  const reports = reportsOf(callSid, from);
  for (const index of order) await report(reports[index] ?? ['', {}]);

  const { rows } = await desk.pool.query(
    `select m.kind, m.details->'call' as call, i.kind as identity, i.value,
            (select array_agg(a.storage_key is not null) from attachment a where a.message_id = m.id) as stored
       from message m join ticket t on t.id = m.ticket_id join contact_identity i on i.contact_id = t.contact_id
      where m.external_id = $1 and t.inbox_id = $2`,
    [callSid, inboxId],
  );
  expect(rows).toEqual([
    {
      kind: 'voicemail',
      call: { rank: 30, status: 'completed', durationSeconds: 19, recordingIds: [callSid.replace('CA', 'RE')] },
      identity: 'phone',
      value: from,
      stored: [true],
    },
  ]);
});
