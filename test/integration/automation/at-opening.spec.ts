import { ActiveRules } from '../../../src/automation/active-rules.js';
import { type Rig, rig } from './rig.js';

// Rules on new tickets that only set something act in the transaction that opens the ticket (ADR 13).
let r: Rig;
let number = 0;

beforeEach(async () => {
  r = await rig();
});

afterEach(() => r.desk.stop());

const made = async (path: string, body: object) => {
  const answer = await r.desk.request('POST', `/api/v1/${path}`, { body });
  expect(answer).toMatchObject({ status: 201 });
  return String(answer.body['id']);
};
/** Nothing that waits is done yet. */
const opened = () =>
  made('tickets', { subject: 'a', text: 'b', contact: { identities: [{ kind: 'email', value: `c${number++}@example.com` }] } });
const rule = (over: object) => made('automations', { name: 'Rule', condition: { all: [] }, events: ['ticket.opened'], ...over });
const jobs = async () => (await r.desk.pool.query("select from graphile_worker.jobs where task_identifier = 'automate'")).rowCount;
const tag = (name: string) => ({ type: 'add-tags', tags: [name] });

test('they act before the ticket is written, and leave log and history as every rule does', async () => {
  await made('custom-fields', { key: 'order', kind: 'text', labels: { en: 'Order' } });
  const condition = { field: 'channel', operator: 'is', value: 'api' };
  const actions = [{ type: 'set-priority', priority: 'high' }, tag('seen'), { type: 'set-custom-field', key: 'order', value: 'none' }];
  const automationId = await rule({ name: 'Sets', condition, actions });
  await rule({ name: 'Is not met', condition: { not: condition }, actions: [tag('never')] });
  const id = await opened();
  expect(await r.ticket(id)).toMatchObject({ priority: 'high', tags: ['seen'], customFields: { order: 'none' }, version: 1 });
  expect(await jobs()).toBe(0);
  const verdict = [{ ...condition, fact: 'api', holds: true }];
  const run = { automationId, eventName: 'ticket.opened', depth: 0, outcome: 'done', error: null, verdict, actions: [{ type: 'changed' }] };
  expect(await r.runsOf(id)).toMatchObject([run]);
  const { items } = (await r.desk.request('GET', `/api/v1/tickets/${id}/events`)).body;
  expect(items).toMatchObject([
    { name: 'ticket.opened' },
    { name: 'ticket.changed', actor: { type: 'system', name: 'Sets' }, data: { tags: { from: [], to: ['seen'] } } },
  ]);
  await r.desk.drainJobs();
  expect(await r.runsOf(id)).toHaveLength(1);
});

test('what they change sets off other rules, in the chain of causes', async () => {
  await rule({ name: 'Opens', actions: [tag('seen')] });
  const condition = { field: 'changed.tags', operator: 'is', value: true };
  await rule({ name: 'Follows', events: ['ticket.changed'], condition, actions: [{ type: 'add-note', text: 'tagged' }] });
  const id = await opened();
  await r.desk.drainJobs();
  const runs = await r.runsOf(id);
  expect(runs).toMatchObject([
    { automationName: 'Follows', depth: 1 },
    { automationName: 'Opens', depth: 0 },
  ]);
  const { rows } = await r.desk.pool.query('select count(distinct origin_id)::int as origins from automation_run where ticket_id = $1', [
    id,
  ]);
  expect(rows).toEqual([{ origins: 1 }]);
});

test('from the first one on that does more they have their turn in the job, each once', async () => {
  await rule({ name: 'one', position: 1, actions: [tag('one')] });
  await rule({ name: 'two', position: 2, actions: [{ type: 'add-note', text: 'two' }, tag('two')] });
  const condition = { field: 'tags', operator: 'contains', value: 'two' };
  await rule({ name: 'three', position: 3, condition, actions: [tag('three')] });
  const id = await opened();
  expect(await r.ticket(id)).toMatchObject({ tags: ['one'] });
  expect(await jobs()).toBe(1);
  await r.desk.drainJobs();
  expect(await r.ticket(id)).toMatchObject({ tags: ['one', 'three', 'two'] });
  expect((await r.runsOf(id)).map((run) => run['automationName'])).toEqual(['three', 'two', 'one']);
});

test('while rules could not be read lately the job looks whether there are others, and does nothing twice', async () => {
  await rule({ name: 'Sets', actions: [tag('seen')] });
  r.desk.app.get(ActiveRules).areKnown = () => false;
  const id = await opened();
  expect(await jobs()).toBe(1);
  await r.desk.drainJobs();
  expect(await r.runsOf(id)).toHaveLength(1);
});

test('one that is refused says why, and the ticket is opened all the same', async () => {
  await rule({ name: 'Refused', position: 1, actions: [tag('unheard-of')] });
  await rule({ name: 'Next', position: 2, actions: [{ type: 'set-priority', priority: 'low' }] });
  await r.desk.request('PATCH', '/api/v1/ticket-settings', { body: { tagsRestricted: true } });
  const id = await opened();
  expect(await r.ticket(id)).toMatchObject({ tags: [], priority: 'low' });
  expect(await r.runsOf(id)).toMatchObject([
    { automationName: 'Next', outcome: 'done' },
    { automationName: 'Refused', outcome: 'failed', error: { code: 'tag.unknown' } },
  ]);
});

test('a team they set is where the ticket waits, and it is said who decided so', async () => {
  const [inbox, other] = [await made('teams', { name: 'Inbox' }), await made('teams', { name: 'Other', strategy: 'least-loaded' })];
  await r.desk.request('PATCH', `/api/v1/inboxes/${r.inboxId}`, { body: { teamId: inbox } });
  await rule({ name: 'Moves', actions: [{ type: 'set-team', teamId: other }] });
  const id = await r.says('ayu');
  expect(await r.ticket(id)).toMatchObject({ teamId: other });
  const { rows } = await r.desk.pool.query('select kind, reasons from routing_decision where ticket_id = $1 order by id', [id]);
  expect(rows).toMatchObject([{ kind: 'routed' }, { kind: 'by-hand', reasons: { actor: 'Moves', agent: null, team: 'Other' } }]);
});

test('whoever opens a ticket is not said to have done what rules did', async () => {
  await rule({ name: 'Sets', actions: [tag('seen')] });
  await opened();
  const { rows } = await r.desk.pool.query("select actor_name, detail::text from audit_event where resource = 'tickets'");
  expect(rows).toEqual([{ actor_name: expect.any(String), detail: expect.not.stringContaining('seen') }]);
});
