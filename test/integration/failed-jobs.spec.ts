import { FakeChannel, said } from '../kit/fake-channel.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;

beforeAll(async () => {
  desk = await testDesk({ channels: () => [new FakeChannel().definition()] });
});

afterAll(() => desk.stop());

const failed = async () => (await desk.request('GET', '/api/v1/failed-jobs')).body.items;
const tickets = async () => (await desk.request('GET', '/api/v1/tickets')).body.items.length;

test('work that was given up is seen with its reason, and done when it is asked for again', async () => {
  const body = { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true };
  const inbox = String((await desk.request('POST', '/api/v1/inboxes', { body })).body['id']);
  await desk.request('POST', `/ingress/fake/${inbox}/events`, {
    token: null,
    headers: { 'x-fake-key': 'right' },
    body: { key: 'one', events: [said({ who: 'ayu' })] },
  });
  // As if it had been tried for three days.
  await desk.pool.query("update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'the disk was full'");
  await desk.drainJobs();
  expect(await tickets()).toBe(0);
  const [job] = await failed();
  expect(job).toMatchObject({ task: 'intake', fault: 'the disk was full', attempts: 25, about: { receiptId: expect.any(String) } });
  const retry = `/api/v1/failed-jobs/${String(job?.['id'])}/retry`;
  expect(await desk.request('POST', retry, { token: await desk.tokenFor('supervisor') })).toMatchObject({ status: 403 });
  expect(await desk.request('POST', retry)).toMatchObject({ status: 204 });
  await desk.drainJobs();
  expect(await tickets()).toBe(1);
  expect(await failed()).toEqual([]);
  expect(await desk.request('POST', retry)).toMatchObject({ status: 404, body: { code: 'failed-job.not-found' } });
  expect(await desk.request('POST', '/api/v1/failed-jobs/many/retry')).toMatchObject({ status: 404 });
});

test('pages go on where the one before ended', async () => {
  await desk.pool.query("select graphile_worker.add_job('nothing', '{}', max_attempts := 1) from generate_series(1, 3)");
  await desk.pool.query("update graphile_worker._private_jobs set attempts = max_attempts where task_id in (select id from graphile_worker._private_tasks where identifier = 'nothing')"); // biome-ignore format: one statement
  const first = await desk.request('GET', '/api/v1/failed-jobs?limit=2');
  const rest = await desk.request('GET', `/api/v1/failed-jobs?limit=2&cursor=${String(first.body['nextCursor'])}`);
  const ids = [...first.body.items, ...rest.body.items].map((j) => Number(j['id']));
  expect(ids).toHaveLength(3);
  expect(ids).toEqual(ids.toSorted((a, b) => b - a));
  expect(rest.body['nextCursor']).toBeNull();
});
