import { newId } from '../../src/kernel/id.js';
import { FakeChannel } from '../kit/fake-channel.js';
import { type Person, person, team, ticket } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

const HIDDEN = { status: 404, body: { code: 'ticket.not-found' } };

let desk: TestDesk;
let safety: string;
let outsider: Person;

beforeAll(async () => {
  const channel = new FakeChannel();
  desk = await testDesk({ channels: () => [channel.definition()] });
  safety = await team(desk, 'members');
  outsider = await person(desk);
});

afterAll(() => desk.stop());

const as = (who: Person, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object, key?: string) =>
  desk.request(method, `/api/v1/${path}`, {
    token: who.token,
    ...(body === undefined ? {} : { body }),
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
const done = async (path: string, body: object) => {
  const answer = await desk.request('POST', `/api/v1/${path}`, { body });
  expect(answer.status).toBeLessThan(300);
  return answer.body;
};
const hide = (id: string) => desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { teamId: safety } });
const show = (id: string) => desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { teamId: null } });
const messagesOf = async (id: string) => (await desk.request('GET', `/api/v1/tickets/${id}/messages`)).body.items;
const note = (id: string, text = 'A second matter') => done(`tickets/${id}/messages`, { kind: 'note', text });

/** A ticket that was split, and what was split off. */
async function splitTicket() {
  const origin = await ticket(desk);
  const { id: messageId } = await note(origin);
  const part = await done(`tickets/${origin}/split`, { messageIds: [messageId] });
  return { origin, part: String(part['id']) };
}

test('a canned text is not rendered with the words of a hidden ticket', async () => {
  const hidden = await ticket(desk, { teamId: safety });
  const open = await ticket(desk);
  const text = await done('canned-texts', {
    shortcut: 'leak',
    category: 'general',
    visibility: 'shared',
    texts: { en: { text: '{{ticket.subject}}' } },
  });
  const render = (id: string) => as(outsider, 'GET', `canned-texts/${String(text['id'])}/render?ticketId=${id}`);
  expect((await render(open)).status).toBe(200);
  expect(await render(hidden)).toMatchObject(HIDDEN);
  expect(await render(newId())).toMatchObject(HIDDEN);
});

test('a split is undone only by who sees where it came from', async () => {
  const { origin, part } = await splitTicket();
  await hide(origin);
  expect((await as(outsider, 'GET', `tickets/${part}`)).status).toBe(200);
  expect(await as(outsider, 'POST', `tickets/${part}/unsplit`)).toMatchObject(HIDDEN);
  expect(await messagesOf(part)).toHaveLength(1);
  await show(origin);
  expect(await as(outsider, 'POST', `tickets/${part}/unsplit`, {}, 'unsplit-1')).toMatchObject({ status: 200, body: { id: origin } });
  await hide(origin);
  expect(await as(outsider, 'POST', `tickets/${part}/unsplit`, {}, 'unsplit-1')).toMatchObject(HIDDEN);
});

test('a merge is undone only by who sees where it went', async () => {
  const [from, into] = [await ticket(desk), await ticket(desk)];
  await done(`tickets/${from}/merge`, { intoId: into, acrossContacts: true });
  await hide(into);
  expect((await as(outsider, 'GET', `tickets/${from}`)).status).toBe(200);
  expect(await as(outsider, 'POST', `tickets/${from}/unmerge`)).toMatchObject(HIDDEN);
  expect(await messagesOf(from)).toHaveLength(0);
  await show(into);
  expect(await as(outsider, 'POST', `tickets/${from}/unmerge`)).toMatchObject({ status: 200, body: { id: from, mergedIntoId: null } });
  expect(await as(outsider, 'POST', `tickets/${from}/unmerge`)).toMatchObject({ status: 409, body: { code: 'ticket.not-merged' } });
});

test('related tickets are shown to who may see them, and untied by them only', async () => {
  const [id, open, hidden] = [await ticket(desk), await ticket(desk), await ticket(desk)];
  for (const ticketId of [open, hidden]) await done(`tickets/${id}/related`, { ticketId });
  await hide(hidden);
  const related = async (who: Person) =>
    ((await as(who, 'GET', `tickets/${id}`)).body['related'] as { readonly ticketId: string }[]).map((r) => r.ticketId);
  const member = await person(desk, { teamIds: [safety] });
  expect(await related(outsider)).toEqual([open]);
  expect(await related(member)).toEqual([open, hidden]);
  const patched = await as(outsider, 'PATCH', `tickets/${id}`, { priority: 'high' });
  expect(patched.body['related']).toMatchObject([{ ticketId: open }]);
  expect(await as(outsider, 'DELETE', `tickets/${id}/related/${hidden}`)).toMatchObject(HIDDEN);
  expect(await as(outsider, 'DELETE', `tickets/${id}/related/${newId()}`)).toMatchObject(HIDDEN);
  expect(await related(member)).toEqual([open, hidden]);
  expect((await as(outsider, 'DELETE', `tickets/${id}/related/${open}`)).status).toBe(204);
});

test('a repeat with an Idempotency-Key does not show what is hidden since', async () => {
  const contact = { identities: [{ kind: 'email', value: 'again@example.com' }] };
  const open = () => as(outsider, 'POST', 'tickets', { subject: 'Top-up', text: 'Where is it?', contact }, 'open-1');
  const made = await open();
  expect(made.status).toBe(201);
  const id = String(made.body['id']);
  expect(await open()).toMatchObject({ status: 201, body: { id } });
  const second = await note(id);
  const split = () => as(outsider, 'POST', `tickets/${id}/split`, { messageIds: [second['id']] }, 'split-1');
  const part = String((await split()).body['id']);
  expect(await split()).toMatchObject({ status: 201, body: { id: part } });
  await hide(part);
  expect(await split()).toMatchObject(HIDDEN);
  await hide(id);
  expect(await open()).toMatchObject(HIDDEN);
});

test('a repeat does not show a message that went to a hidden ticket since', async () => {
  const id = await ticket(desk);
  const write = () => as(outsider, 'POST', `tickets/${id}/messages`, { kind: 'note', text: 'Mine' }, 'note-1');
  const messageId = String((await write()).body['id']);
  const part = await done(`tickets/${id}/split`, { messageIds: [messageId] });
  expect(await write()).toMatchObject({ status: 201, body: { id: messageId } });
  await hide(String(part['id']));
  expect(await write()).toMatchObject({ status: 404, body: { code: 'message.not-found' } });
});

test('drafts for hidden tickets wait until they are seen again', async () => {
  const id = await ticket(desk);
  const writer = await person(desk);
  expect((await as(writer, 'PUT', `tickets/${id}/draft`, { kind: 'note', text: 'I began' })).status).toBe(200);
  const drafts = async () => (await as(writer, 'GET', 'drafts')).body.items;
  expect(await drafts()).toMatchObject([{ ticket: { id } }]);
  await hide(id);
  expect(await drafts()).toEqual([]);
  await show(id);
  expect(await drafts()).toHaveLength(1);
});

test('the dry run and the log of a rule pass over hidden tickets', async () => {
  const supervisor = await person(desk, { role: 'supervisor' });
  const rule = {
    events: ['ticket.changed'],
    condition: { all: [] },
    actions: [{ type: 'add-tags', tags: ['leak'] }],
  };
  const { id: ruleId } = await done('automations', { name: 'Leaks', ...rule });
  const [open, hidden] = [await ticket(desk), await ticket(desk)];
  for (const id of [open, hidden]) await desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { priority: 'high' } });
  await desk.drainJobs();
  await hide(hidden);
  const dry = await as(supervisor, 'POST', 'automations/dry-run', { rule, days: 1 });
  expect(dry.status).toBe(200);
  const would = (dry.body['matches'] as { readonly ticketId: string }[]).map((m) => m.ticketId);
  expect(would).toContain(open);
  expect(would).not.toContain(hidden);
  const log = async (token: string) =>
    new Set(
      (await desk.request('GET', `/api/v1/automations/${String(ruleId)}/runs?limit=200`, { token })).body.items.map((r) => r['ticketId']),
    );
  expect((await log(supervisor.token)).has(open)).toBe(true);
  expect((await log(supervisor.token)).has(hidden)).toBe(false);
  expect((await log(desk.token)).has(hidden)).toBe(true);
});
