import { Interest } from '../../../src/platform/interest/interest.js';
import { type Rig, rig } from './rig.js';

let r: Rig;
const made: string[] = [];

beforeAll(async () => {
  r = await rig();
});

afterAll(() => r.desk.stop());

/** Rules of one test do not outlive it. */
afterEach(async () => {
  for (const id of made.splice(0)) await r.desk.request('DELETE', `/api/v1/automations/${id}`);
  r.sent();
});

const rule = async (over: object) => {
  const answer = await r.rule(over);
  expect(answer).toMatchObject({ status: 201 });
  made.push(String(answer.body['id']));
  return String(answer.body['id']);
};
const jobs = async () => (await r.desk.pool.query("select from graphile_worker.jobs where task_identifier = 'automate'")).rowCount;
const change = (id: string, body: object) => r.desk.request('PATCH', `/api/v1/tickets/${id}`, { body });
const refundRule = {
  name: 'Refunds first',
  events: ['message.received'],
  condition: { all: [{ field: 'message.text', operator: 'contains', value: 'refund' }, { field: 'changed.status', operator: 'is', value: false }] },
  actions: [
    { type: 'set-category', category: 'refund' },
    { type: 'set-priority', priority: 'high' },
    { type: 'add-tags', tags: ['money'] },
    { type: 'set-custom-field', key: 'order', value: 'unknown' },
    { type: 'add-note', text: 'Ask {{contact.name}} for the order of {{ticket.number}}' },
    { type: 'webhook', topic: 'refund.asked' },
  ],
}; // biome-ignore format: one glance

test('a rule sets, tags, notes and tells, and its log says why', async () => {
  await r.desk.request('POST', '/api/v1/custom-fields', { body: { key: 'order', kind: 'text', labels: { en: 'Order' } } });
  const id = await rule(refundRule);
  const ticketId = await r.says('ayu', 'I want a REFUND');
  const ticket = await r.ticket(ticketId);
  expect(ticket).toMatchObject({ category: 'refund', priority: 'high', tags: ['money'], customFields: { order: 'unknown' } });
  const [, note] = await r.messages(ticketId);
  expect(note).toMatchObject({ kind: 'note', author: { type: 'system', name: 'Refunds first' }, automatic: true });
  expect(note?.['text']).toBe(`Ask ayu for the order of ${String(ticket['number'])}`);
  const [run, ...more] = await r.runsOf(ticketId);
  expect(more).toEqual([]);
  expect(run).toMatchObject({
    automationId: id,
    eventName: 'message.received',
    depth: 0,
    outcome: 'done',
    error: null,
    verdict: [{ field: 'message.text', operator: 'contains', value: 'refund', fact: null, holds: true }, { fact: false, holds: true }],
    actions: [{ type: 'changed' }, { type: 'noted' }, { type: 'told', topic: 'refund.asked' }],
  }); // biome-ignore format: one glance
  const runs = await r.desk.request('GET', `/api/v1/automations/${id}/runs`);
  expect(runs.body.items).toEqual([run]);
  const events = await r.desk.request('GET', `/api/v1/tickets/${ticketId}/events`);
  expect(events.body.items.at(-1)).toMatchObject({ name: 'ticket.changed', actor: { type: 'system', name: 'Refunds first' } });
});

test('a rule that is not met leaves nothing behind; one that is switched off is not asked', async () => {
  const id = await rule(refundRule);
  const calm = await r.says('budi', 'hello');
  expect(await r.runsOf(calm)).toEqual([]);
  expect((await r.desk.request('PATCH', `/api/v1/automations/${id}`, { body: { enabled: false } })).status).toBe(200);
  const ticketId = await r.says('citra', 'refund please');
  expect(await r.ticket(ticketId)).toMatchObject({ category: 'general' });
});

test('an event that no rule waits for leads to no job at all', async () => {
  const wants = (name: string) => r.desk.app.get(Interest).wants('automation', name);
  expect(wants('message.received')).toBe(false);
  const id = await rule(refundRule);
  expect(wants('message.received')).toBe(true);
  expect(wants('ticket.changed')).toBe(false);
  const ticketId = await r.says('dewi', 'hi');
  await change(ticketId, { priority: 'low' });
  expect(await jobs()).toBe(0);
  await r.desk.request('DELETE', `/api/v1/automations/${id}`);
  expect(wants('message.received')).toBe(false);
});

test('rules run in their order, and each sees what those before it changed', async () => {
  const on = { events: ['ticket.opened'] };
  const isUrgent = { field: 'priority', operator: 'is', value: 'urgent' };
  await rule({ ...on, name: 'second', position: 20, condition: isUrgent, actions: [{ type: 'add-tags', tags: ['second'] }] });
  await rule({ ...on, name: 'first', position: 10, actions: [{ type: 'set-priority', priority: 'urgent' }] });
  await rule({ ...on, name: 'too early', position: 5, condition: isUrgent, actions: [{ type: 'add-tags', tags: ['early'] }] });
  const ticketId = await r.says('eka');
  expect(await r.ticket(ticketId)).toMatchObject({ priority: 'urgent', tags: ['second'] });
  expect((await r.runsOf(ticketId)).map((run) => run['automationName'])).toEqual(['second', 'first']);
});

test('conditions ask what an event changed, and what it was before', async () => {
  await rule({
    events: ['ticket.changed'],
    condition: { all: [{ field: 'changed.priority', operator: 'is', value: true }, { field: 'was.priority', operator: 'at-most', value: 'normal' }, { field: 'priority', operator: 'at-least', value: 'high' }] },
    actions: [{ type: 'add-tags', tags: ['risen'] }],
  }); // biome-ignore format: one glance
  const ticketId = await r.says('fitri');
  await change(ticketId, { subject: 'Other' });
  await change(ticketId, { priority: 'low' });
  await r.desk.drainJobs();
  expect(await r.ticket(ticketId)).toMatchObject({ tags: [] });
  await change(ticketId, { priority: 'high' });
  await r.desk.drainJobs();
  expect(await r.ticket(ticketId)).toMatchObject({ tags: ['risen'] });
});

test('a job that is done again does nothing again', async () => {
  await rule({ events: ['note.added'], condition: { field: 'message.automatic', operator: 'is', value: false }, actions: [{ type: 'add-note', text: 'seen' }] });
  const ticketId = await r.says('gita');
  await r.desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'note', text: 'look' } });
  const { rows } = await r.desk.pool.query("select payload from graphile_worker._private_jobs j where payload::text like '%note.added%'");
  await r.desk.drainJobs();
  await r.desk.pool.query("select graphile_worker.add_job('automate', $1::json), graphile_worker.add_job('automate', $1::json)", [
    JSON.stringify(rows[0]?.payload),
  ]);
  await r.desk.drainJobs();
  expect((await r.messages(ticketId)).filter((m) => m['text'] === 'seen')).toHaveLength(1);
}); // biome-ignore format: one glance

test('two rules that set each other off end at depth 10, and the log tells', async () => {
  const answers = (heard: string, said: string) =>
    rule({
      name: heard,
      events: ['note.added'],
      condition: { field: 'message.text', operator: 'is', value: heard },
      actions: [{ type: 'add-note', text: said }],
    });
  await answers('ping', 'pong');
  await answers('pong', 'ping');
  const ticketId = await r.says('hana');
  await r.desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'note', text: 'ping' } });
  await r.desk.drainJobs();
  const runs = await r.runsOf(ticketId);
  expect(runs.map((run) => run['outcome'])).toEqual(['stopped', ...Array.from({ length: 10 }, () => 'done')]);
  expect(runs.map((run) => run['depth'])).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(runs[0]).toMatchObject({ error: { code: 'automation.cause-depth' } });
});

test('rules that branch as well end after 100 runs', async () => {
  const turn = (from: string, to: string) =>
    rule({
      name: `${from} to ${to}`,
      events: ['ticket.changed'],
      condition: { field: 'tags', operator: 'contains', value: from },
      actions: [
        { type: 'add-tags', tags: [to] },
        { type: 'remove-tags', tags: [from] },
      ],
    });
  for (const [from, to] of [['a', 'b'], ['b', 'c'], ['c', 'a']] as const) await turn(from, to); // biome-ignore format: one glance
  const ticketId = await r.says('hari');
  await change(ticketId, { tags: ['a'] });
  await r.desk.drainJobs();
  const { rows } = await r.desk.pool.query(
    "select count(*) filter (where outcome = 'done')::int as done, count(*) filter (where fault->>'code' = 'automation.cause-breadth')::int as stopped from automation_run where ticket_id = $1",
    [ticketId],
  );
  expect(rows[0]?.done).toBeGreaterThan(90);
  expect(rows[0]?.done).toBeLessThanOrEqual(110); // jobs that run at the same time may count the same
  expect(rows[0]?.stopped).toBeGreaterThan(0);
});

test('a rule is set off by its own change once, not for ever', async () => {
  await rule({ events: ['note.added'], actions: [{ type: 'add-note', text: 'again' }] });
  const ticketId = await r.says('indah');
  await r.desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'note', text: 'start' } });
  await r.desk.drainJobs();
  expect((await r.messages(ticketId)).filter((m) => m['text'] === 'again')).toHaveLength(2);
  expect((await r.runsOf(ticketId))[0]).toMatchObject({ outcome: 'stopped', error: { code: 'automation.own-change' } });
});

test('a refusal is written down and keeps no other rule from its turn', async () => {
  const on = { events: ['ticket.changed'], condition: { field: 'subject', operator: 'is', value: 'Go' } };
  await rule({
    ...on,
    name: 'impossible',
    position: 1,
    actions: [
      { type: 'add-note', text: 'lost' },
      { type: 'set-status', status: 'new' },
    ],
  });
  await rule({ ...on, name: 'fine', position: 2, actions: [{ type: 'add-tags', tags: ['fine'] }] });
  const ticketId = await r.says('joko');
  await change(ticketId, { status: 'open' });
  await change(ticketId, { subject: 'Go' });
  await r.desk.drainJobs();
  const runs = await r.runsOf(ticketId);
  expect(runs.find((run) => run['automationName'] === 'impossible')).toMatchObject({
    outcome: 'failed',
    actions: [],
    error: { code: 'ticket.transition-not-allowed' },
  });
  expect(await r.ticket(ticketId)).toMatchObject({ status: 'open', tags: ['fine'] });
  expect((await r.messages(ticketId)).some((m) => m['text'] === 'lost')).toBe(false);
});

test('an escalation raises the priority and never lowers it', async () => {
  await rule({ events: ['ticket.changed'], condition: { field: 'changed.subject', operator: 'is', value: true }, actions: [{ type: 'escalate', priority: 'high' }] });
  const ticketId = await r.says('kartika');
  await change(ticketId, { subject: 'One' });
  await r.desk.drainJobs();
  expect(await r.ticket(ticketId)).toMatchObject({ priority: 'high' });
  await change(ticketId, { priority: 'urgent', subject: 'Two' });
  await r.desk.drainJobs();
  expect(await r.ticket(ticketId)).toMatchObject({ priority: 'urgent' });
}); // biome-ignore format: one glance

test.each([
  [{ events: ['ticket.opened'], condition: { field: 'mood', operator: 'is', value: 'bad' } }, 'condition.invalid', /mood/],
  [{ events: ['ticket.opened'], condition: { field: 'status', operator: 'is', value: 'lost' } }, 'condition.unknown-value', /status.*lost/],
  [{ events: ['ticket.opened'], actions: [{ type: 'set-status', status: 'lost' }] }, 'automation.unknown-name', /status.*lost/],
  [{ events: ['ticket.opened'], actions: [{ type: 'set-team', teamId: '01890000-0000-7000-8000-000000000000' }] }, 'automation.unknown-name', /team/],
  [{ events: ['ticket.opened'], actions: [{ type: 'add-note', text: 'Hi {{contact.nmae}}' }] }, 'template.unknown-placeholder', /contact\.nmae/],
  [{ events: ['ticket.opened'], actions: [{ type: 'dance' }] }, 'action.invalid', /dance/],
  [{ events: ['ticket.opened'], actions: [{ type: 'set-priority', priority: 'high', colour: 'red' }] }, 'action.invalid', /colour/],
  [{ everyMinutes: 5, condition: { field: 'message.text', operator: 'contains', value: 'x' } }, 'condition.invalid', /message\.text/],
  [{ events: ['ticket.opened'], everyMinutes: 5 }, 'automation.no-start', /one of both/],
  [{}, 'automation.no-start', /one of both/],
])('a rule that cannot work is refused: %j', async (over, code, named) => {
  const answer = await r.rule({ actions: [{ type: 'add-tags', tags: ['x'] }], ...over });
  expect(answer).toMatchObject({ status: 422, body: { code } });
  expect(JSON.stringify(answer.body)).toMatch(named);
}); // biome-ignore format: a table

test('two administrators who change the same rule: the second is told', async () => {
  const id = await rule(refundRule);
  const to = (name: string) => r.desk.request('PATCH', `/api/v1/automations/${id}`, { body: { name, version: 1 } });
  expect((await to('One')).body).toMatchObject({ name: 'One', version: 2, events: ['message.received'] });
  expect(await to('Two')).toMatchObject({ status: 409, body: { code: 'automation.version-conflict', version: 2 } });
});

test('a rule that names what is gone can still be switched off', async () => {
  const team = await r.desk.request('POST', '/api/v1/teams', { body: { name: 'Short-lived' } });
  const id = await rule({ events: ['ticket.opened'], actions: [{ type: 'set-team', teamId: team.body['id'] }] });
  await r.desk.pool.query('delete from team where id = $1', [team.body['id']]);
  const patch = (body: object) => r.desk.request('PATCH', `/api/v1/automations/${id}`, { body });
  expect((await patch({ events: ['ticket.changed'] })).body).toMatchObject({ code: 'automation.unknown-name' });
  expect((await patch({ enabled: false })).body).toMatchObject({ enabled: false });
});

test('agents may not see or make rules; they do see what rules did to a ticket', async () => {
  const token = await r.desk.tokenFor('agent');
  expect((await r.desk.request('GET', '/api/v1/automations', { token })).status).toBe(403);
  expect((await r.desk.request('POST', '/api/v1/automations', { token, body: {} })).status).toBe(403);
  const ticketId = await r.says('lina');
  expect((await r.desk.request('GET', `/api/v1/tickets/${ticketId}/automations`, { token })).status).toBe(200);
});
