import { VisibleTickets } from '../../../src/views/visible-tickets.js';
import { person } from '../../kit/people.js';
import { type Answer, type TestDesk, testDesk } from '../../kit/test-desk.js';
import { until } from '../../kit/until.js';

let desk: TestDesk;

beforeAll(async () => {
  desk = await testDesk({ channels: () => [] });
});

afterAll(() => desk.stop());

const open = async (subject: string, over: object = {}): Promise<string> => {
  const body = { subject, text: 'Text', contact: { name: 'Ayu', identities: [{ kind: 'email', value: 'ayu@example.com' }] }, ...over };
  return String((await desk.request('POST', '/api/v1/tickets', { body })).body['id']);
};
const change = (id: string, body: object) => desk.request('PATCH', `/api/v1/tickets/${id}`, { body });
const make = (conditions: object, over: object = {}, token?: string): Promise<Answer> =>
  desk.request('POST', '/api/v1/views', { body: { name: 'A view', conditions, ...over }, ...(token === undefined ? {} : { token }) });
const subjectsOf = async (view: Answer, query = '', token?: string): Promise<readonly unknown[]> =>
  (
    await desk.request('GET', `/api/v1/views/${String(view.body['id'])}/tickets${query}`, token === undefined ? {} : { token })
  ).body.items.map((t) => t['subject']);
const is = (field: string, value: unknown) => ({ field, operator: 'is', value });

test('a view shows the open tickets that meet its conditions, in its order', async () => {
  await open('V1 Refund of 50', { category: 'refund', priority: 'high' });
  await open('V1 refund lost', { category: 'refund', priority: 'urgent' });
  await change(await open('V1 Refund done', { category: 'refund' }), { status: 'resolved' });
  await open('V1 other');
  const conditions = {
    all: [{ field: 'subject', operator: 'contains', value: 'v1' }, { any: [is('category', 'refund'), is('priority', 'low')] }],
  };
  const view = await make(conditions, { sort: { by: 'priority' } });
  expect(view).toMatchObject({
    status: 201,
    body: { audience: 'personal', sort: { by: 'priority', direction: 'desc' }, editable: true, conditions },
  });
  expect(await subjectsOf(view)).toEqual(['V1 refund lost', 'V1 Refund of 50']);
  const all = await make({ all: [...conditions.all, { field: 'status', operator: 'exists' }] });
  expect(await subjectsOf(all)).toEqual(['V1 Refund done', 'V1 refund lost', 'V1 Refund of 50']);
});

test('pages follow each other without a gap or a repeat, also from tickets with a date to those without', async () => {
  const ids = [];
  for (let i = 0; i < 7; i++) ids.push(await open(`V2 number ${i}`));
  await desk.pool.query(
    "update ticket set due_at = timestamptz '2026-03-02' + last_seq * interval '0' + (number % 3) * interval '1 hour' where id = any($1) and number % 2 = 0",
    [ids],
  );
  for (const sort of [
    { by: 'dueAt' },
    { by: 'waitingSince' },
    { by: 'createdAt', direction: 'asc' },
    { by: 'lastMessageAt' },
    { by: 'priority' },
  ]) {
    const view = await make({ field: 'subject', operator: 'contains', value: 'V2' }, { sort });
    const whole = await desk.request('GET', `/api/v1/views/${String(view.body['id'])}/tickets`);
    const pieces: unknown[] = [];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const page = await desk.request(
        'GET',
        `/api/v1/views/${String(view.body['id'])}/tickets?limit=2${cursor === '' ? '' : `&cursor=${String(cursor)}`}`,
      );
      pieces.push(...page.body.items);
      cursor = page.body['nextCursor'];
    }
    expect(pieces).toEqual(whole.body.items);
    expect(pieces).toHaveLength(7);
  }
});

test('tickets with a due date come first, the nearest at the top; the others follow, the latest at the top', async () => {
  await open('V2b a');
  const [b, c] = [await open('V2b b'), await open('V2b c')];
  await open('V2b d');
  for (const [id, due] of [
    [b, '2026-03-03'],
    [c, '2026-03-02'],
  ])
    await desk.pool.query('update ticket set due_at = $2 where id = $1', [id, due]);
  const view = await make({ field: 'subject', operator: 'contains', value: 'V2b' }, { sort: { by: 'dueAt' } });
  expect(await subjectsOf(view)).toEqual(['V2b c', 'V2b b', 'V2b d', 'V2b a']);
  const oldest = await make({ field: 'subject', operator: 'contains', value: 'V2b' }, { sort: { by: 'createdAt', direction: 'asc' } });
  expect(await subjectsOf(oldest)).toEqual(['V2b a', 'V2b b', 'V2b c', 'V2b d']);
});

test('a view that hardly any ticket meets looks at so many of them a page, and its cursor goes on', async () => {
  await desk.pool.query(`
    insert into ticket (id, subject, status, status_category, priority, category, channel, contact_id, contact_name, tags, custom_fields, last_seq, preview, last_direction, version, created_at, updated_at, last_message_at)
    select gen_random_uuid(), case when n = 4001 then 'V3 needle' else 'V3 hay' end, 'open', 'open', 2, 'general', 'api', c.id, c.name, '{}', '{}', 1, '', 'inbound', 1, x.at, x.at, x.at
    from generate_series(1, 4001) n cross join (select id, name from contact limit 1) c cross join lateral (select timestamptz '2020-01-01' - n * interval '1 minute' as at) x`);
  const view = await make({ field: 'subject', operator: 'contains', value: 'v3 needle' });
  const pages: number[] = [];
  for (let cursor: unknown = ''; cursor !== null; ) {
    const page = await desk.request(
      'GET',
      `/api/v1/views/${String(view.body['id'])}/tickets?limit=10${cursor === '' ? '' : `&cursor=${String(cursor)}`}`,
    );
    pages.push(page.body.items.length);
    cursor = page.body['nextCursor'];
  }
  expect(pages).toEqual([0, 0, 1]);
  expect((await desk.request('GET', '/api/v1/views/counts')).body).toMatchObject({ [String(view.body['id'])]: 1 });
  const hay = await make({ field: 'subject', operator: 'contains', value: 'v3 hay' });
  expect((await desk.request('GET', '/api/v1/views/counts')).body).toMatchObject({ [String(hay.body['id'])]: 1001 });
  await desk.pool.query("delete from ticket where subject like 'V3 %'");
});

test('"me" and "mine" mean whoever looks', async () => {
  const agent = await desk.tokenFor('agent');
  const me = (await desk.request('GET', '/api/v1/auth/me', { token: agent })).body;
  const team = String((await desk.request('POST', '/api/v1/teams', { body: { name: 'V4' } })).body['id']);
  await desk.request('PATCH', `/api/v1/agents/${String(me['id'])}`, { body: { teamIds: [team] } });
  await change(await open('V4 assigned'), { assigneeId: me['id'] });
  await change(await open('V4 of the team'), { teamId: team });
  const mine = await make(
    { all: [is('assigneeId', 'me'), { field: 'subject', operator: 'contains', value: 'V4' }] },
    { audience: 'shared' },
  );
  const teams = await make(
    { all: [is('teamId', 'mine'), { field: 'subject', operator: 'contains', value: 'V4' }] },
    { audience: 'shared' },
  );
  expect(mine.body['conditions']).toMatchObject({ all: [{ value: 'me' }, {}] });
  expect(await subjectsOf(mine, '', agent)).toEqual(['V4 assigned']);
  expect(await subjectsOf(teams, '', agent)).toEqual(['V4 of the team']);
  expect(await subjectsOf(mine)).toEqual([]);
  expect(await subjectsOf(teams)).toEqual([]);
  const counts = (await desk.request('GET', '/api/v1/views/counts', { token: agent })).body;
  expect(counts).toMatchObject({ [String(mine.body['id'])]: 1, [String(teams.body['id'])]: 1 });
});

test('counts follow the tickets within about a second', async () => {
  const view = await make({ field: 'subject', operator: 'contains', value: 'V5' });
  const count = async () => (await desk.request('GET', '/api/v1/views/counts')).body[String(view.body['id'])];
  expect(await count()).toBe(0);
  await open('V5 new');
  expect(await until(async () => (await count()) === 1, 5_000)).toBe(true);
});

test.each<[string, object, object, object]>([
  ['an unknown field', is('colour', 'red'), {}, { code: 'condition.invalid', problems: [{ message: 'There is no field "colour".' }] }],
  ['a field that is not defined', is('custom.nothing', 'x'), {}, { code: 'condition.invalid' }],
  ['a wrong value', is('category', 'weather'), {}, { code: 'condition.invalid' }],
  ['two statuses at once', { all: [is('status', 'open'), is('status', 'pending')] }, {}, { code: 'view.impossible', field: 'status' }],
  ['nothing to choose from', { any: [] }, {}, { code: 'view.impossible' }],
  ['an unknown column', { all: [] }, { columns: ['number', 'shoe size'] }, { code: 'view.unknown-column', column: 'shoe size' }],
  [
    'a direction without sense',
    { all: [] },
    { sort: { by: 'dueAt', direction: 'desc' } },
    { code: 'view.direction-not-offered', by: 'dueAt' },
  ],
  ['a team that is none', { all: [] }, { audience: 'team', teamId: '00000000-0000-7000-8000-000000000000' }, {}],
  ['no team for a view of a team', { all: [] }, { audience: 'team' }, { code: 'view.team-needed' }],
])('%s is refused by name', async (_, conditions, over, problem) => {
  expect(await make(conditions, over)).toMatchObject({ status: 422, body: problem });
});

test("one sees and arranges one's own views; those of others are arranged by supervisors", async () => {
  const [agent, other, supervisor, auditor] = [
    await desk.tokenFor('agent'),
    await desk.tokenFor('agent'),
    await desk.tokenFor('supervisor'),
    await desk.tokenFor('auditor'),
  ];
  const own = await make({ all: [] }, {}, agent);
  const path = `/api/v1/views/${String(own.body['id'])}`;
  expect((await desk.request('GET', path, { token: other })).status).toBe(404);
  expect((await desk.request('GET', `${path}/tickets`, { token: other })).status).toBe(404);
  expect((await desk.request('PATCH', path, { token: other, body: { name: 'Stolen' } })).status).toBe(404);
  expect(await make({ all: [] }, { audience: 'shared' }, agent)).toMatchObject({ status: 403, body: { code: 'view.not-yours' } });
  expect((await make({ all: [] }, {}, auditor)).status).toBe(403);
  const shared = await make({ all: [] }, { audience: 'shared' }, supervisor);
  const seen = await desk.request('GET', `/api/v1/views/${String(shared.body['id'])}`, { token: auditor });
  expect(seen).toMatchObject({ status: 200, body: { editable: false } });
  expect(await desk.request('DELETE', `/api/v1/views/${String(shared.body['id'])}`, { token: agent })).toMatchObject({ status: 403 });
  expect(await desk.request('PATCH', path, { token: agent, body: { name: 'Renamed', position: 3, version: 1 } })).toMatchObject({
    body: { name: 'Renamed', position: 3, version: 2 },
  });
  expect(await desk.request('PATCH', path, { token: agent, body: { name: 'Late', version: 1 } })).toMatchObject({
    status: 409,
    body: { code: 'view.version-conflict' },
  });
  expect((await desk.request('DELETE', path, { token: agent })).status).toBe(204);
  expect((await desk.request('GET', path, { token: agent })).status).toBe(404);
});

test('a view of a team is for its members', async () => {
  const team = String((await desk.request('POST', '/api/v1/teams', { body: { name: 'V7' } })).body['id']);
  const [member, stranger] = [await desk.tokenFor('agent'), await desk.tokenFor('agent')];
  const me = (await desk.request('GET', '/api/v1/auth/me', { token: member })).body;
  await desk.request('PATCH', `/api/v1/agents/${String(me['id'])}`, { body: { teamIds: [team] } });
  const view = await make({ all: [] }, { audience: 'team', teamId: team });
  const namesFor = async (token: string) => (await desk.request('GET', '/api/v1/views', { token })).body.items.map((v) => v['id']);
  expect(await namesFor(member)).toContain(view.body['id']);
  expect(await namesFor(stranger)).not.toContain(view.body['id']);
});

test('a page that was asked for before shows the view as it is now, and only to who may still see it', async () => {
  const urgent = await open('VA urgent', { priority: 'urgent' });
  await open('VA refund', { category: 'refund' });
  const named = { field: 'subject', operator: 'contains', value: 'VA' };
  const teamId = String((await desk.request('POST', '/api/v1/teams', { body: { name: 'Readers' } })).body['id']);
  const reader = await person(desk, { teamIds: [teamId] });
  const view = await make(
    { all: [named, { any: [is('priority', 'urgent'), is('teamId', 'mine')] }] },
    { audience: 'team', teamId, sort: { by: 'createdAt', direction: 'asc' } },
  );
  const pages = () => subjectsOf(view, '', reader.token);
  expect([await pages(), await pages()]).toEqual([['VA urgent'], ['VA urgent']]);
  const changed = { conditions: { all: [named] }, sort: { by: 'createdAt', direction: 'desc' } };
  await desk.request('PATCH', `/api/v1/views/${String(view.body['id'])}`, { body: changed });
  expect([await pages(), await pages()]).toEqual([
    ['VA refund', 'VA urgent'],
    ['VA refund', 'VA urgent'],
  ]);

  const mine = await make({ all: [named, is('teamId', 'mine')] }, { audience: 'shared' });
  const ofMine = () => subjectsOf(mine, '', reader.token);
  await change(urgent, { teamId });
  expect([await ofMine(), await ofMine()]).toEqual([['VA urgent'], ['VA urgent']]);
  await desk.request('PATCH', `/api/v1/agents/${reader.id}`, { body: { teamIds: [] } });
  expect(await ofMine()).toEqual([]);
  const path = `/api/v1/views/${String(view.body['id'])}/tickets`;
  expect(await desk.request('GET', path, { token: reader.token })).toMatchObject({ status: 404, body: { code: 'view.not-found' } });
});

test('custom fields are asked and shown like any other', async () => {
  for (const field of [
    { key: 'orderNumber', kind: 'text' },
    { key: 'amount', kind: 'number' },
  ])
    expect((await desk.request('POST', '/api/v1/custom-fields', { body: { ...field, labels: { en: field.key } } })).status).toBe(201);
  {
    await open('V8 rich', { customFields: { orderNumber: 'INV-9', amount: 250 } });
    await open('V8 poor', { customFields: { orderNumber: 'INV-9', amount: 2 } });
    const body = { all: [is('custom.orderNumber', 'inv-9'), { field: 'custom.amount', operator: 'at-least', value: 100 }] };
    // Fields are read once a second.
    const view = await until(async () => {
      const made = await make(body, { columns: ['number', 'custom.amount'] });
      return made.status === 201 ? made : null;
    }, 5_000);
    expect(await subjectsOf(view)).toEqual(['V8 rich']);
  }
});

test('what somebody may not see is neither shown nor counted', async () => {
  await open('V9 secret', { category: 'complaint' });
  await open('V9 plain');
  const view = await make({ field: 'subject', operator: 'contains', value: 'V9' });
  const visible = desk.app.get(VisibleTickets);
  const all = visible.condition;
  visible.condition = (_actor, { ticket, first }) => ({ text: `${ticket}.category <> $${first}`, values: ['complaint'] });
  try {
    expect(await subjectsOf(view)).toEqual(['V9 plain']);
    expect((await desk.request('GET', '/api/v1/views/counts')).body).toMatchObject({ [String(view.body['id'])]: 1 });
  } finally {
    visible.condition = all;
  }
});

test('the list of tickets is sorted by who waits longest', async () => {
  const { body } = await desk.request('GET', '/api/v1/tickets?sort=waitingSince&limit=3');
  expect(body.items).toHaveLength(3);
  const oldest = await desk.pool.query('select subject from ticket where waiting_since is not null order by waiting_since, id limit 1');
  expect(body.items[0]?.['subject']).toBe(oldest.rows[0]?.subject);
});
