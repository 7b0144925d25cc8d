import { Stage } from './stage.js';

let stage: Stage;
let home: string;

beforeAll(async () => {
  stage = await Stage.open();
  home = await stage.team();
});

afterAll(() => stage.desk.stop());

afterEach(async () => {
  const { body } = await stage.desk.request('GET', '/api/v1/routing-rules');
  for (const { id } of body.items) await stage.desk.request('DELETE', `/api/v1/routing-rules/${String(id)}`);
});

const rule = (body: object) => stage.desk.request('POST', '/api/v1/routing-rules', { body });
const says = (...value: string[]) => ({ field: 'message.text', operator: 'contains-any', value });

test('a rule routes a ticket before it is written: no change, one decision, one version', async () => {
  const fraud = await stage.make('teams', { name: 'Fraud' });
  const actions = { teamId: fraud, priority: 'urgent', category: 'account', tags: ['fraud'] };
  const made = await rule({ name: 'Fraud words', conditions: says('dibajak', 'hacked'), actions });
  expect(made).toMatchObject({ status: 201, body: { position: 1, enabled: true, continue: false, actions } });
  const id = await stage.says('My account was hacked this morning');
  expect(await stage.ticket(id)).toMatchObject({ teamId: fraud, priority: 'urgent', category: 'account', tags: ['fraud'], version: 1 });
  expect(await stage.routing(id)).toMatchObject({
    items: [{ kind: 'routed', sentence: 'Rule "Fraud words" matched and set team Fraud, priority urgent, category account, tags fraud.' }],
    waiting: null,
  });
});

test('when nothing matches the inbox decides, and each rule says why not', async () => {
  await rule({ name: 'Refunds', conditions: says('refund'), actions: { category: 'refund' } });
  const id = await stage.says('Where is my card?');
  expect(await stage.ticket(id)).toMatchObject({ teamId: home, category: 'general' });
  const [decision] = (await stage.routing(id)).items;
  expect(decision).toMatchObject({
    sentence: 'None of 1 rules matched: it stays with the team of its inbox.',
    reasons: { looked: [{ name: 'Refunds', matched: false, because: 'not so: message.text contains any refund' }], detectedLanguage: 'en' },
  });
});

test('the language of the first message is the language of the ticket, and rules may ask for it', async () => {
  await rule({ name: 'Chinese', conditions: { field: 'detectedLanguage', operator: 'is', value: 'zh' }, actions: { tags: ['zh'] } });
  const chinese = await stage.says('我的退款还没有到账，请帮忙');
  expect(await stage.ticket(chinese)).toMatchObject({ language: 'zh', tags: ['zh'] });
  expect(await stage.ticket(await stage.says('Uang saya belum masuk, tolong dicek'))).toMatchObject({ language: 'id', tags: [] });
  expect(await stage.ticket(await stage.says('ok'))).toMatchObject({ language: 'en' });
});

test('rules are looked at in order; one that goes on lets the next see what it changed', async () => {
  const isRefund = { field: 'category', operator: 'is', value: 'refund' };
  await rule({ name: 'last', conditions: isRefund, actions: { tags: ['last'] } });
  await rule({ name: 'first', position: 1, continue: true, conditions: says('refund'), actions: { category: 'refund' } });
  const { body } = await stage.desk.request('GET', '/api/v1/routing-rules');
  expect(body.items).toMatchObject([{ name: 'first', position: 1 }, { name: 'last', position: 2 }]); // biome-ignore format: short
  const id = await stage.says('I want a refund');
  expect(await stage.ticket(id)).toMatchObject({ category: 'refund', tags: ['last'] });
  const [, last] = body.items;
  await stage.desk.request('PATCH', `/api/v1/routing-rules/${String(last?.['id'])}`, { body: { enabled: false, version: 1 } });
  expect(await stage.ticket(await stage.says('I want a refund'))).toMatchObject({ category: 'refund', tags: [] });
});

test('lists come in pages', async () => {
  for (const name of ['a', 'b', 'c']) await rule({ name, conditions: { all: [] }, actions: { tags: [name] } });
  const first = await stage.desk.request('GET', '/api/v1/routing-rules?limit=2');
  expect(first.body.items.map((r) => r['name'])).toEqual(['a', 'b']);
  const second = await stage.desk.request('GET', `/api/v1/routing-rules?limit=2&cursor=${String(first.body['nextCursor'])}`);
  expect(second.body).toMatchObject({ items: [{ name: 'c' }], nextCursor: null });
});

const NOBODY = '01890000-0000-7000-8000-000000000000';

test.each([
  [{ conditions: { field: 'colour', operator: 'is', value: 'red' } }, 'condition.invalid', 'colour'],
  [{ actions: { teamId: NOBODY } }, 'routing-rule.unknown-target', NOBODY],
  [{ actions: { category: 'weather' } }, 'routing-rule.unknown-target', 'weather'],
  [{ actions: { skills: [{ skillId: NOBODY, level: 2 }] } }, 'routing-rule.unknown-target', NOBODY],
  [{ actions: {} }, 'routing-rule.does-nothing', ''],
])('%j is refused by name', async (over, code, named) => {
  const answer = await rule({ name: 'Bad', conditions: { all: [] }, actions: { tags: ['x'] }, ...over });
  expect(answer).toMatchObject({ status: 422, body: { code } });
  expect(JSON.stringify(answer.body)).toContain(named);
});

test('two who change a rule at the same time: the second is told', async () => {
  const { body } = await rule({ name: 'r', conditions: { all: [] }, actions: { tags: ['x'] } });
  const change = () => stage.desk.request('PATCH', `/api/v1/routing-rules/${String(body['id'])}`, { body: { name: 'n', version: 1 } });
  expect((await change()).status).toBe(200);
  expect(await change()).toMatchObject({ status: 409, body: { code: 'routing-rule.version-conflict', version: 2 } });
});

test('agents read no rules, supervisors write them', async () => {
  const supervisor = await stage.desk.tokenFor('supervisor');
  expect((await stage.desk.request('GET', '/api/v1/routing-rules', { token: await stage.desk.tokenFor('agent') })).status).toBe(403);
  const body = { name: 'By a supervisor', conditions: { all: [] }, actions: { tags: ['x'] } };
  expect((await stage.desk.request('POST', '/api/v1/routing-rules', { token: supervisor, body })).status).toBe(201);
});

test('a skill that a rule asks for stays, another goes', async () => {
  const skillId = await stage.make('skills', { name: 'Refunds' });
  expect(await stage.desk.request('POST', '/api/v1/skills', { body: { name: 'Refunds' } })).toMatchObject({ status: 409 });
  const { body } = await rule({ name: 'r', conditions: { all: [] }, actions: { skills: [{ skillId, level: 2 }] } });
  const remove = () => stage.desk.request('DELETE', `/api/v1/skills/${skillId}`);
  expect(await remove()).toMatchObject({ status: 409, body: { code: 'skill.in-use', rule: 'r' } });
  await stage.desk.request('DELETE', `/api/v1/routing-rules/${String(body['id'])}`);
  expect((await remove()).status).toBe(204);
});

test('rules are tried on one ticket as it arrived, those there are and those only thought of', async () => {
  const fraud = await stage.make('teams', { name: 'Fraud trial' });
  await rule({ name: 'Refunds', conditions: says('refund'), actions: { category: 'refund' } });
  const id = await stage.says('My account was hacked this morning');
  await stage.change(id, { priority: 'urgent' }); // came later: no rule saw it
  const tried = (rules?: object[]) =>
    stage.desk.request('POST', '/api/v1/routing/try', { body: { ticketId: id, ...(rules ? { rules } : {}) } });
  expect(await tried()).toMatchObject({
    status: 200,
    body: { rules: [{ name: 'Refunds', matched: false, because: 'not so: message.text contains any refund' }], detectedLanguage: 'en' },
  });
  const thought = { name: 'Hacked', conditions: says('hacked'), actions: { teamId: fraud, tags: ['fraud'] } };
  const urgent = { name: 'Urgent', conditions: { field: 'priority', operator: 'is', value: 'urgent' }, actions: { tags: ['late'] } };
  expect(await tried([urgent, thought])).toMatchObject({
    body: {
      rules: [
        { name: 'Urgent', matched: false },
        { name: 'Hacked', matched: true, because: null },
      ],
      actions: { teamId: fraud, tags: ['fraud'], priority: null },
    },
  });
  expect(await stage.ticket(id)).toMatchObject({ teamId: home, tags: [] }); // only tried
  const gone = '01890000-0000-7000-8000-000000000000';
  expect(await stage.desk.request('POST', '/api/v1/routing/try', { body: { ticketId: gone } })).toMatchObject({ status: 404 });
  expect(await tried([{ ...thought, actions: { teamId: gone } }])).toMatchObject({
    status: 422,
    body: { code: 'routing-rule.unknown-target' },
  });
});
