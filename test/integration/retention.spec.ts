import { ForgetReceipts } from '../../src/intake/forget-receipts.js';
import { FakeChannel, said } from '../kit/fake-channel.js';
import { FakeClock } from '../kit/fake-clock.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
const clock = new FakeClock();

beforeAll(async () => {
  const channel = new FakeChannel();
  desk = await testDesk({ channels: () => [channel.definition()], clock });
});

afterAll(() => desk.stop());

const inbox = (over: object) =>
  desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true, ...over },
  });
const kept = async () => Number((await desk.pool.query('select count(*) from receipt where body is not null')).rows[0]?.count);

test('without its secret an inbox cannot be enabled', async () => {
  expect(await inbox({ name: 'Empty', settings: {} })).toMatchObject({ status: 422, body: { code: 'inbox.incomplete', fields: ['key'] } });
  expect((await inbox({ name: 'Empty', settings: {}, enabled: false })).status).toBe(201);
});

test('raw inputs are sealed, and dropped 72 hours after messages were made of them; their keys stay', async () => {
  const { body } = await inbox({});
  const post = (content: unknown) =>
    desk.request('POST', `/ingress/fake/${String(body['id'])}/events`, { token: null, headers: { 'x-fake-key': 'right' }, body: content });
  const input = { key: 'r', events: [said({ text: 'kata rahasia pelanggan' })] };
  await post(input);
  const sealed = await desk.pool.query<{ body: Buffer }>('select body from receipt');
  expect(sealed.rows[0]?.body.includes('rahasia')).toBe(false);
  await desk.drainJobs();
  clock.forward(71 * 60);
  expect(await desk.app.get(ForgetReceipts).run()).toBe(0);
  expect(await kept()).toBe(1);
  clock.forward(2 * 60);
  expect(await desk.app.get(ForgetReceipts).run()).toBe(1);
  expect(await kept()).toBe(0);
  await post(input);
  await desk.drainJobs();
  expect((await desk.request('GET', '/api/v1/tickets')).body.items).toHaveLength(1);
});
