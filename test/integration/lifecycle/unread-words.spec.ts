import { type LifecycleRig, lifecycleRig } from './rig.js';

let rig: LifecycleRig;
beforeAll(async () => {
  rig = await lifecycleRig();
});
afterAll(() => rig.desk.stop());

/** An agent reads a ticket, then its customer writes once more. @returns the seq that was read last */
async function overtaken(who: string): Promise<{ readonly id: unknown; readonly afterSeq: number }> {
  const { id, lastSeq } = await rig.hears(who);
  rig.clock.forward(1);
  await rig.hears(who, 'It was stolen!');
  return { id, afterSeq: Number(lastSeq) };
}
const STALE = { status: 409, body: { code: 'ticket.stale', seqs: [2], lastSeq: 2 } };

test.each([{ status: 'resolved' }, { status: 'closed' }, { snoozedUntil: '2041-04-01T00:00:00Z' }])(
  'what the customer said since the ticket was read keeps it from %j',
  async (change) => {
    const { id, afterSeq } = await overtaken(`patched ${JSON.stringify(change)}`);
    expect(await rig.patch(id, { ...change, afterSeq })).toMatchObject(STALE);
    expect(await rig.ticket(id)).toMatchObject({ statusCategory: 'new', snoozedUntil: null });
    expect(await rig.patch(id, { ...change, afterSeq: 2 })).toMatchObject({ status: 200 });
  },
);

test('what ends nothing is done all the same, and so is what says nothing of what was read', async () => {
  const { id, afterSeq } = await overtaken('others');
  expect(await rig.patch(id, { status: 'pending', priority: 'high', afterSeq })).toMatchObject({ status: 200 });
  expect(await rig.patch(id, { status: 'resolved' })).toMatchObject({ status: 200 });
});

test('it is not put off either', async () => {
  const { id, afterSeq } = await overtaken('put off');
  const until = '2041-04-01T00:00:00Z';
  expect(await rig.act(id, 'snooze', { until, afterSeq })).toMatchObject(STALE);
  expect(await rig.act(id, 'snooze', { until, afterSeq: 2 })).toMatchObject({ status: 200 });
});

test('nor by a macro that writes nothing', async () => {
  const body = { name: 'Done', actions: [{ type: 'set-status', status: 'resolved' }] };
  const macro = await rig.desk.request('POST', '/api/v1/macros', { body });
  expect(macro.status).toBe(201);
  const { id, afterSeq } = await overtaken('by macro');
  const apply = (seq: number) => rig.act(id, `macros/${String(macro.body['id'])}/apply`, { preview: false, afterSeq: seq });
  expect(await apply(afterSeq)).toMatchObject(STALE);
  expect((await apply(2)).status).toBeLessThan(300);
});

test('nor in bulk, when they wrote since it was asked for', async () => {
  const quiet = await rig.hears('in bulk, quiet');
  const { id: loud } = await overtaken('in bulk, loud');
  const body = { ticketIds: [quiet['id'], loud], change: { status: 'resolved', priority: 'low' } };
  const bulk = await rig.desk.request('POST', '/api/v1/bulk', { body });
  await rig.desk.pool.query("update bulk_action set created_at = created_at - interval '30 seconds'");
  await rig.desk.drainJobs();
  const { items } = (await rig.desk.request('GET', `/api/v1/bulk/${String(bulk.body['id'])}/items`)).body;
  expect(items).toMatchObject([
    { ticketId: quiet['id'], state: 'done' },
    { ticketId: loud, state: 'refused', code: 'ticket.stale' },
  ]);
});

test('nor in bulk, when they wrote since its row was seen', async () => {
  const [read, unread] = [await overtaken('in bulk, read'), await overtaken('in bulk, unread')];
  rig.clock.forward(1);
  const start = (afterSeqs: object) =>
    rig.desk.request('POST', '/api/v1/bulk', { body: { ticketIds: [read.id, unread.id], afterSeqs, change: { status: 'resolved' } } });
  expect(await start({ [String(read.id)]: 1.5 })).toMatchObject({ status: 422, body: { code: 'bulk.bad-after-seq' } });
  const bulk = await start({ [String(read.id)]: 2, [String(unread.id)]: unread.afterSeq });
  await rig.desk.drainJobs();
  const { items } = (await rig.desk.request('GET', `/api/v1/bulk/${String(bulk.body['id'])}/items`)).body;
  expect(items).toMatchObject([{ state: 'done' }, { state: 'refused', code: 'ticket.stale' }]);
});
