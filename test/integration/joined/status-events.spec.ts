import { type LifecycleRig, lifecycleRig } from '../lifecycle/rig.js';

let rig: LifecycleRig;

beforeAll(async () => {
  rig = await lifecycleRig();
  const reopened = {
    all: [
      { field: 'changed.status', operator: 'is', value: true },
      { field: 'was.status', operator: 'is', value: 'resolved' },
    ],
  };
  const begun = {
    all: [
      { field: 'changed.status', operator: 'is', value: true },
      { field: 'was.status', operator: 'is', value: 'new' },
    ],
  };
  await automation('Reopened', reopened, 'came-back');
  await automation('Begun', begun, 'begun');
});

afterAll(() => rig.desk.stop());

async function automation(name: string, condition: object, tag: string): Promise<void> {
  const body = { name, events: ['ticket.changed'], condition, actions: [{ type: 'add-tags', tags: [tag] }] };
  expect((await rig.desk.request('POST', '/api/v1/automations', { body })).status).toBe(201);
}

const tags = async (id: unknown) => (await rig.ticket(id))['tags'];

test("an agent's first answer is a change of status that rules hear of; the second is none", async () => {
  const { id } = await rig.hears('ayu');
  await rig.act(id, 'messages', { kind: 'note', text: 'Hm' });
  await rig.desk.drainJobs();
  expect(await tags(id)).toEqual([]);
  await rig.act(id, 'messages', { kind: 'reply', text: 'Hello' });
  await rig.desk.drainJobs();
  expect(await rig.ticket(id)).toMatchObject({ status: 'open', tags: ['begun'] });
  await rig.patch(id, { tags: [] });
  await rig.act(id, 'messages', { kind: 'reply', text: 'Still here?' });
  await rig.desk.drainJobs();
  expect(await tags(id)).toEqual([]);
});

test('a ticket that its customer reopens is a change of status that rules hear of', async () => {
  const { id } = await rig.hears('budi');
  await rig.patch(id, { status: 'resolved' });
  await rig.desk.drainJobs();
  await rig.patch(id, { tags: [] });
  await rig.hears('budi', 'Not solved');
  expect(await rig.ticket(id)).toMatchObject({ status: 'open', tags: ['came-back'] });
  await rig.patch(id, { tags: [] });
  await rig.hears('budi', 'Hello?');
  expect(await tags(id)).toEqual([]);
});

test('rules leave alone what is gone', async () => {
  const body = { name: 'All', events: ['note.added'], condition: { all: [] }, actions: [{ type: 'add-tags', tags: ['seen'] }] };
  await rig.desk.request('POST', '/api/v1/automations', { body });
  const { id } = await rig.hears('citra');
  await rig.act(id, 'spam');
  await rig.act(id, 'messages', { kind: 'note', text: 'Spam, I think' });
  await rig.desk.drainJobs();
  expect(await tags(id)).toEqual([]);
});
