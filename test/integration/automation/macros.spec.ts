import { type Rig, rig } from './rig.js';

let r: Rig;
let agent: string;
let supervisor: string;

beforeAll(async () => {
  r = await rig();
  [agent, supervisor] = await Promise.all([r.desk.tokenFor('agent'), r.desk.tokenFor('supervisor')]);
  for (const key of ['order', 'link']) await r.desk.request('POST', '/api/v1/custom-fields', { body: { key, kind: 'text', labels: {} } });
});

afterAll(() => r.desk.stop());

const post = (path: string, body: object, token?: string) => r.desk.request('POST', path, token === undefined ? { body } : { body, token });
const macro = async (over: object, token?: string) => {
  const made = await post('/api/v1/macros', { name: 'Macro', actions: [{ type: 'add-tags', tags: ['t'] }], ...over }, token);
  expect(made.status).toBe(201);
  return String(made.body['id']);
};
const apply = (ticketId: string, macroId: string, body: object = {}, token?: string) =>
  post(`/api/v1/tickets/${ticketId}/macros/${macroId}/apply`, body, token);
const closing = {
  name: 'Solve',
  actions: [
    { type: 'set-status', status: 'resolved' },
    { type: 'set-priority', priority: 'low' },
    { type: 'set-assignee', assigneeId: 'me' },
    { type: 'add-tags', tags: ['done', 'fast'] },
    { type: 'remove-tags', tags: ['fast'] },
    { type: 'add-note', text: 'Told {{contact.name}}' },
    { type: 'reply', texts: { en: { text: 'Hi {{contact.name}}, ticket {{ticket.number}}: {{custom.order}}. {{agent.name}}', html: '<b>{{contact.name}}</b>' }, id: { text: 'Halo' } } },
  ],
}; // biome-ignore format: one glance

test('a preview tells everything and does nothing; applied, it is done at once', async () => {
  const ticketId = await r.says('<ayu>');
  const id = await macro(closing);
  const before = await r.ticket(ticketId);
  const preview = await apply(ticketId, id, { preview: true });
  const reply = { language: 'en', text: `Hi <ayu>, ticket ${String(before['number'])}: –. The admin`, html: '<b>&lt;ayu&gt;</b>', missing: ['custom.order'] };
  expect(preview).toMatchObject({ status: 200, body: { applied: false, messageId: null, reply, notes: ['Told <ayu>'], change: { status: 'resolved', tags: ['done'] } } });
  expect(await r.ticket(ticketId)).toEqual(before);
  const done = await apply(ticketId, id);
  expect(done).toMatchObject({ status: 200, body: { applied: true, reply } });
  expect(await r.ticket(ticketId)).toMatchObject({ status: 'resolved', priority: 'low', tags: ['done'], assigneeId: expect.any(String) });
  await r.desk.drainJobs();
  expect(r.sent()).toEqual([reply.text]);
  const said = await r.messages(ticketId);
  expect(said.map((m) => [m['direction'], m['automatic']])).toEqual([['inbound', false], ['outbound', false], ['internal', false]]);
  expect(said[1]?.['id']).toBe(done.body['messageId']);
  const events = await r.desk.request('GET', `/api/v1/tickets/${ticketId}/events`);
  expect(events.body.items.map((e) => e['name'])).toEqual(['ticket.opened', 'ticket.changed', 'macro.applied']);
}); // biome-ignore format: one glance

test('all of it, or none', async () => {
  const ticketId = await r.says('budi');
  await r.desk.request('PATCH', `/api/v1/tickets/${ticketId}`, { body: { status: 'open' } });
  const id = await macro({ actions: [{ type: 'reply', texts: { en: { text: 'x' } } }, { type: 'add-note', text: 'n' }, { type: 'set-status', status: 'new' }] });
  expect(await apply(ticketId, id)).toMatchObject({ status: 409, body: { code: 'ticket.transition-not-allowed' } });
  await r.desk.drainJobs();
  expect(r.sent()).toEqual([]);
  expect(await r.messages(ticketId)).toHaveLength(1);
}); // biome-ignore format: one glance

test('what the agent saw counts: the version, and the last message', async () => {
  const ticketId = await r.says('citra');
  const id = await macro(closing);
  expect(await apply(ticketId, id, { version: 99 })).toMatchObject({ status: 409, body: { code: 'ticket.version-conflict' } });
  await r.says('citra', 'wait');
  expect(await apply(ticketId, id, { afterSeq: 1 })).toMatchObject({ status: 409, body: { code: 'reply.stale', seqs: [2] } });
  expect((await apply(ticketId, id, { afterSeq: 2, language: 'id-ID' })).body).toMatchObject({ reply: { language: 'id', text: 'Halo' } });
});

test("personal ones are their owner's, shared ones are made by those who lead", async () => {
  const own = await macro({ name: 'Mine' }, agent);
  const shared = await macro({ name: 'Ours', visibility: 'shared' }, supervisor);
  const ticketId = await r.says('dewi');
  const names = async (token: string) => (await r.desk.request('GET', '/api/v1/macros', { token })).body.items.map((m) => m['name']);
  expect(await names(agent)).toEqual(['Mine', 'Ours']);
  expect(await names(supervisor)).not.toContain('Mine');
  expect(await apply(ticketId, own, {}, supervisor)).toMatchObject({ status: 404, body: { code: 'macro.not-found' } });
  expect((await apply(ticketId, shared, {}, agent)).status).toBe(200);
  const change = (id: string, token: string) => r.desk.request('PATCH', `/api/v1/macros/${id}`, { body: { name: 'Changed' }, token });
  expect(await change(shared, agent)).toMatchObject({ status: 403, body: { code: 'scope.not-yours' } });
  expect((await change(own, supervisor)).status).toBe(404);
  expect((await change(own, agent)).body).toMatchObject({ name: 'Changed', version: 2, visibility: 'personal' });
  expect((await post('/api/v1/macros', { name: 'x', visibility: 'shared', actions: closing.actions }, agent)).status).toBe(403);
  expect((await r.desk.request('DELETE', `/api/v1/macros/${own}`, { token: agent })).status).toBe(204);
});

test('what belongs to a team is seen by its members', async () => {
  const team = await post('/api/v1/teams', { name: 'Payments' });
  const teamId = String(team.body['id']);
  const id = await macro({ name: 'Of the team', visibility: 'team', teamId }, supervisor);
  const get = () => r.desk.request('GET', `/api/v1/macros/${id}`, { token: agent });
  expect((await get()).status).toBe(404);
  await r.desk.pool.query("insert into team_member select $1, id from agent where role = 'agent'", [teamId]);
  expect((await get()).body).toMatchObject({ visibility: 'team', teamId, ownerId: null });
  expect(await post('/api/v1/macros', { name: 'x', visibility: 'team', actions: closing.actions })).toMatchObject({ status: 422, body: { code: 'scope.no-team' } });
}); // biome-ignore format: one glance

test('markup that a template brings is cleaned before anybody sees it', async () => {
  const ticketId = await r.says('evil');
  const id = await macro({ actions: [{ type: 'reply', texts: { en: { text: 'x', html: '<img src=x onerror=alert(1)><a href="{{custom.link}}">a</a><b>b</b>' } } }] });
  await r.desk.pool.query(`update ticket set custom_fields = '{"link":"javascript:alert(1)"}' where id = $1`, [ticketId]);
  const { body } = await apply(ticketId, id, { preview: true });
  expect(body['reply']).toMatchObject({ html: '<a>a</a><b>b</b>' });
}); // biome-ignore format: one glance

test.each([
  [[{ type: 'reply', texts: { en: { text: '{{contact.nmae}}' } } }], 'template.unknown-placeholder'],
  [[{ type: 'reply', texts: { en: { text: 'a {{ b' } } }], 'template.malformed'],
  [[{ type: 'reply', texts: { klingon1: { text: 'a' } } }], 'action.invalid'],
  [[{ type: 'webhook', topic: 'x' }], 'action.invalid'],
  [[{ type: 'set-category', category: 'moon' }], 'automation.unknown-name'],
  [[], 'action.invalid'],
])('a macro that cannot work is refused: %j', async (actions, code) => {
  expect(await post('/api/v1/macros', { name: 'x', actions })).toMatchObject({ status: 422, body: { code } });
});

test('canned texts are found by shortcut and rendered for a ticket, in its language or another', async () => {
  const texts = { en: { text: 'Dear {{contact.name}}' }, zh: { text: '{{contact.name}}，您好', html: '<p>{{contact.name}}，您好</p>' } };
  const made = await post('/api/v1/canned-texts', { shortcut: 'refund-time', category: 'refund', visibility: 'shared', texts });
  expect(made.status).toBe(201);
  await post('/api/v1/canned-texts', { shortcut: 'hello', texts });
  const list = await r.desk.request('GET', '/api/v1/canned-texts?q=ref&category=refund', { token: agent });
  expect(list.body.items.map((t) => t['shortcut'])).toEqual(['refund-time']);
  const ticketId = await r.says('<eka>');
  const render = (query: string) => r.desk.request('GET', `/api/v1/canned-texts/${String(made.body['id'])}/render?ticketId=${ticketId}${query}`, { token: agent });
  expect((await render('')).body).toEqual({ language: 'en', text: 'Dear <eka>', html: null, missing: [] });
  expect((await render('&language=zh-TW')).body).toMatchObject({ language: 'zh', text: '<eka>，您好', html: '<p>&lt;eka&gt;，您好</p>' });
  expect(await post('/api/v1/canned-texts', { shortcut: 'refund-time', visibility: 'shared', texts })).toMatchObject({ status: 409, body: { code: 'canned-text.shortcut-taken' } });
  expect(await post('/api/v1/canned-texts', { shortcut: 'x', texts: { en: { text: '{{ticket.secret}}' } } })).toMatchObject({ status: 422, body: { placeholders: ['ticket.secret'] } });
  const change = await r.desk.request('PATCH', `/api/v1/canned-texts/${String(made.body['id'])}`, { body: { category: 'money', version: 1 } });
  expect(change.body).toMatchObject({ category: 'money', shortcut: 'refund-time', version: 2 });
}); // biome-ignore format: one glance
