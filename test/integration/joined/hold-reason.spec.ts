import { type LifecycleRig, lifecycleRig } from '../lifecycle/rig.js';

let rig: LifecycleRig;

beforeAll(async () => {
  rig = await lifecycleRig();
});

afterAll(() => rig.desk.stop());

const post = (path: string, body: object) => rig.desk.request('POST', `/api/v1/${path}`, { body });
const macro = (...actions: object[]) => post('macros', { name: 'Hold', actions });
const hold = { type: 'set-status', status: 'on_hold' };

test.each([
  ['macros', (actions: object[]) => ({ name: 'Hold', actions })],
  ['automations', (actions: object[]) => ({ name: 'Hold', events: ['ticket.opened'], condition: { all: [] }, actions })],
])('%s that put on hold say for whom', async (path, body) => {
  expect(await post(path, body([{ type: 'add-tags', tags: ['x'] }, hold]))).toMatchObject({
    status: 422,
    body: { code: 'action.hold-reason-required', path: 'actions[1].holdReason' },
  });
  expect(await post(path, body([{ ...hold, holdReason: ' ' }]))).toMatchObject({ status: 422, body: { code: 'action.invalid' } });
  expect(await post(path, body([{ type: 'set-status', status: 'open', holdReason: 'bank' }]))).toMatchObject({
    status: 422,
    body: { code: 'action.not-on-hold' },
  });
});

test('a macro puts on hold with its reason; of two statuses the later one counts', async () => {
  const ticket = await rig.hears('ayu');
  const held = await macro({ ...hold, holdReason: 'the bank' });
  expect(held).toMatchObject({ status: 201, body: { actions: [{ ...hold, holdReason: 'the bank' }] } });
  expect((await rig.act(ticket['id'], `macros/${String(held.body['id'])}/apply`)).status).toBe(200);
  expect(await rig.ticket(ticket['id'])).toMatchObject({ statusCategory: 'on_hold', holdReason: 'the bank' });
  const both = await macro({ ...hold, holdReason: 'the bank' }, { type: 'set-status', status: 'open' });
  expect((await rig.act(ticket['id'], `macros/${String(both.body['id'])}/apply`)).status).toBe(200);
  expect(await rig.ticket(ticket['id'])).toMatchObject({ statusCategory: 'open', holdReason: null });
});

test('an automation puts on hold with its reason', async () => {
  await post('automations', {
    name: 'Hold',
    events: ['message.received'],
    condition: { field: 'message.text', operator: 'contains', value: 'bank' },
    actions: [{ ...hold, holdReason: 'the bank' }],
  });
  const ticket = await rig.hears('budi', 'my bank said no');
  expect(await rig.ticket(ticket['id'])).toMatchObject({ statusCategory: 'on_hold', holdReason: 'the bank' });
});

test('a team is not renamed to a name that another one has', async () => {
  const [first, second] = [await post('teams', { name: 'First' }), await post('teams', { name: 'Second' })];
  const rename = (id: unknown, name: string) => rig.desk.request('PATCH', `/api/v1/teams/${String(id)}`, { body: { name } });
  expect(await rename(second.body['id'], 'First')).toMatchObject({ status: 409, body: { code: 'team.name-taken' } });
  expect(await rename(first.body['id'], 'First')).toMatchObject({ status: 200, body: { name: 'First' } });
  expect(await rename('0192f0c0-0000-7000-8000-000000000000', 'Third')).toMatchObject({ status: 404 });
});
