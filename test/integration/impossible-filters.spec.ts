import { person } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

const NOBODY = '01890000-0000-7000-8000-000000000000';

let desk: TestDesk;
let agent: string;
let team: string;

beforeAll(async () => {
  desk = await testDesk();
  agent = (await person(desk)).id;
  team = String((await desk.request('POST', '/api/v1/teams', { body: { name: 'Payments' } })).body['id']);
});

afterAll(() => desk.stop());

const is = (field: string, value: unknown, operator = 'is') => ({ field, operator, value });
let count = 0;
const doors = {
  'views': (conditions: object) => ({ name: 'V', audience: 'personal', conditions }),
  'routing-rules': (conditions: object) => ({ name: 'R', conditions, actions: { priority: 'high', tags: [] } }),
  'automations': (condition: object) => ({ name: 'A', events: ['ticket.opened'], condition, actions: [{ type: 'add-tags', tags: ['x'] }] }),
  'sla-policies': (condition: object) => ({ name: `P ${++count}`, condition, targets: { resolution: { normal: 60 } } }),
  'webhooks': (condition: object) => ({ name: 'W', url: 'https://example.com/hook', events: ['ticket.opened'], condition }),
}; // biome-ignore format: a table
const ask = (door: keyof typeof doors, condition: object) => desk.request('POST', `/api/v1/${door}`, { body: doors[door](condition) });

describe.each(Object.keys(doors) as (keyof typeof doors)[])('%s', (door) => {
  test.each([
    ['channel', () => is('channel', 'fax')],
    ['inboxId', () => is('inboxId', NOBODY)],
    ['language', () => is('language', 'zz')],
    ['language', () => is('language', ['en', 'not a language'], 'in')],
    ['assigneeId', () => is('assigneeId', team)],
    ['teamId', () => is('teamId', agent)],
    ['teamId', () => ({ not: { any: [is('teamId', [team, NOBODY], 'not-in')] } })],
  ])('ask no %s that is not there (%#)', async (field, condition) => {
    const refused = await ask(door, condition());
    expect(refused).toMatchObject({ status: 422, body: { code: 'condition.unknown-value', field } });
  });

  test('ask what is there', async () => {
    const all = [is('channel', ['email', 'api'], 'in'), is('language', 'zh-TW'), is('teamId', team), is('assigneeId', agent)];
    expect(await ask(door, { all })).toMatchObject({ status: 201 });
  });
});

test('a policy is not tried with what is not there', async () => {
  const policies = [{ ...doors['sla-policies'](is('channel', 'fax')), id: NOBODY }];
  const refused = await desk.request('POST', '/api/v1/sla-policies/what-if', { body: { days: 7, policies } });
  expect(refused).toMatchObject({ status: 422, body: { code: 'condition.unknown-value', field: 'channel' } });
});

test('what is not there any more can still be switched off', async () => {
  const { body } = await ask('routing-rules', is('teamId', team));
  await desk.pool.query(`update routing_rule set conditions = replace(conditions::text, $1, $2)::jsonb`, [team, NOBODY]);
  expect(await desk.request('PATCH', `/api/v1/routing-rules/${String(body['id'])}`, { body: { enabled: false } })).toMatchObject({
    status: 200,
  });
});

test.each([
  ['statusCategory', { all: [is('status', 'open'), is('statusCategory', 'closed')] }],
  ['statusCategory', { all: [is('statusCategory', 'open'), is('status', 'pending')] }],
  ['status', { not: { field: 'status', operator: 'exists' } }],
  ['subject', { all: [is('subject', 'a'), is('subject', 'a', 'not-contains')] }],
])('a view in which no ticket can ever be is refused, naming %s', async (field, conditions) => {
  expect(await ask('views', conditions)).toMatchObject({ status: 422, body: { code: 'view.impossible', field } });
});

test('no rule gives tickets to who does not work on any', async () => {
  const auditor = (await person(desk, { role: 'auditor' })).id;
  for (const path of ['automations', 'macros']) {
    const rule = path === 'macros' ? { visibility: 'shared' } : { events: ['ticket.opened'], condition: { all: [] } };
    const give = (assigneeId: string) =>
      desk.request('POST', `/api/v1/${path}`, {
        body: { name: `Gives ${assigneeId}`, ...rule, actions: [{ type: 'set-assignee', assigneeId }] },
      });
    expect([path, await give(auditor)]).toMatchObject([
      path,
      { status: 422, body: { code: 'automation.unknown-name', unknown: [{ what: 'agent', name: auditor }] } },
    ]);
    expect([path, await give(agent)]).toMatchObject([path, { status: 201 }]);
  }
});
