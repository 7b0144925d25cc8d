import { said } from '../../kit/fake-channel.js';
import { type LifecycleRig, lifecycleRig } from '../lifecycle/rig.js';

let rig: LifecycleRig;
let team: string;

beforeAll(async () => {
  rig = await lifecycleRig();
  const fields = [
    { key: 'region', kind: 'list', options: ['java', 'bali'], labels: {} },
    { key: 'amount', kind: 'number', labels: {} },
  ];
  for (const body of fields) await post('custom-fields', body);
  team = String((await post('teams', { name: 'Bali' })).body['id']);
});

afterAll(() => rig.desk.stop());

const post = (path: string, body: object) => rig.desk.request('POST', `/api/v1/${path}`, { body });
const is = (field: string, value: unknown) => ({ field, operator: 'is', value });
const inBali = { all: [is('custom.region', 'bali'), { field: 'custom.amount', operator: 'at-least', value: 100 }] };
const unknown = (condition: object) => ({ all: [is('status', 'new'), condition] });

async function opened(customFields: object): Promise<string> {
  const contact = { name: 'Dewi', identities: [{ kind: 'phone', value: '+62215551234' }] };
  const made = await post('tickets', { subject: 'Refund', text: 'Please', contact, customFields });
  expect(made.status).toBe(201);
  await rig.desk.drainJobs();
  return String(made.body['id']);
}

const targets = { resolution: { normal: 60 } };
const rule = { name: 'Rule', actions: { teamId: null, priority: 'urgent', tags: [] } };
const automation = { name: 'Auto', events: ['ticket.opened'], actions: [{ type: 'add-tags', tags: ['island'] }] };

test.each([
  ['sla-policies', (condition: object) => ({ name: 'Unknown', condition, targets })],
  ['routing-rules', (conditions: object) => ({ ...rule, conditions })],
  ['automations', (condition: object) => ({ ...automation, condition })],
  ['automations', (condition: object) => ({ ...automation, events: [], everyMinutes: 5, condition })],
])('%s refuse a custom field that nobody declared, and a value that it cannot have', async (path, body) => {
  const field = await post(path, body(unknown(is('custom.regoin', 'bali'))));
  expect(field).toMatchObject({ status: 422, body: { code: 'condition.invalid', title: expect.stringContaining('custom.regoin') } });
  const value = await post(path, body(unknown(is('custom.region', 'lombok'))));
  expect(value).toMatchObject({ status: 422, body: { code: 'condition.invalid', title: expect.stringContaining('java, bali') } });
});

test('policies, rules and automations go by the values of a ticket', async () => {
  expect((await post('sla-policies', { name: 'Island', condition: inBali, targets })).status).toBe(201);
  expect(
    (await post('routing-rules', { ...rule, conditions: inBali, actions: { ...rule.actions, teamId: team, priority: null } })).status,
  ).toBe(201);
  expect((await post('automations', { ...automation, condition: inBali })).status).toBe(201);
  const [bali, java] = [await opened({ region: 'bali', amount: 100 }), await opened({ region: 'java', amount: 100 })];
  expect(await rig.ticket(bali)).toMatchObject({ teamId: team, tags: ['island'], dueAt: expect.any(String) });
  expect(await rig.ticket(java)).toMatchObject({ teamId: null, tags: [], dueAt: null });

  // A change of the value brings it under the policy.
  expect((await rig.patch(java, { customFields: { region: 'bali' } })).status).toBe(200);
  expect(await rig.ticket(java)).toMatchObject({ dueAt: expect.any(String) });
});

test('what is tried out goes by them too', async () => {
  const policies = [{ name: 'Tried', position: 1, condition: inBali, targets: { resolution: { normal: 1 } } }];
  rig.clock.forward(5);
  const asked = await post('sla-policies/what-if', { days: 1, policies });
  expect(asked.status).toBe(200);
  expect(JSON.stringify(asked.body)).toContain('Tried');
  const simulated = await post('routing/simulate', {
    days: 1,
    rules: [{ ...rule, conditions: inBali, actions: { ...rule.actions, teamId: team } }],
  });
  expect(simulated.status).toBe(200);
  const dry = await post('automations/dry-run', {
    rule: { events: ['ticket.opened'], condition: inBali, actions: automation.actions },
    days: 1,
  });
  expect(dry).toMatchObject({ status: 200, body: { matched: 2 } });
  const wrong = { all: [is('custom.nothing', 'x')] };
  expect(await post('sla-policies/what-if', { days: 1, policies: [{ ...policies[0], condition: wrong }] })).toMatchObject({ status: 422 });
  expect(await post('routing/simulate', { days: 1, rules: [{ ...rule, conditions: wrong }] })).toMatchObject({ status: 422 });
});

test('texts and actions name declared fields only, and set what they can be', async () => {
  const note = (text: string) => post('macros', { name: 'M', actions: [{ type: 'add-note', text }] });
  expect(await note('{{custom.nothing}}')).toMatchObject({ status: 422, body: { code: 'template.unknown-placeholder' } });
  expect((await note('{{custom.region}}')).status).toBe(201);
  const canned = (text: string) => post('canned-texts', { shortcut: text.slice(-8, -2), category: 'c', texts: { en: { text } } });
  expect(await canned('{{custom.nothing}}')).toMatchObject({ status: 422, body: { code: 'template.unknown-placeholder' } });
  expect((await canned('{{custom.region}}')).status).toBe(201);
  const set = (key: string, value: unknown) =>
    post('automations', { ...automation, condition: { all: [] }, actions: [{ type: 'set-custom-field', key, value }] });
  expect(await set('nothing', 'x')).toMatchObject({
    status: 422,
    body: { code: 'action.invalid', title: expect.stringContaining('nothing') },
  });
  expect(await set('region', 'lombok')).toMatchObject({
    status: 422,
    body: { code: 'ticket.custom-field-invalid', title: expect.stringContaining('region') },
  });
  expect((await set('region', 'java')).status).toBe(201);
  await rig.post([said({ who: 'eka' })]);
  await rig.desk.drainJobs();
  expect((await rig.ticketsOf('eka')).map((t) => t['id'])).toHaveLength(1);
  expect(await rig.ticket((await rig.ticketsOf('eka'))[0]?.['id'])).toMatchObject({ customFields: { region: 'java' } });
});
