import { Client } from '../integration/realtime/rig.js';
import { type Person, person, team, ticket } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
let safety: string;
let member: Person;

beforeAll(async () => {
  desk = await testDesk({ channels: () => [], live: true });
  safety = await team(desk, 'members');
  member = await person(desk, { teamIds: [safety] });
});

afterAll(() => desk.stop());

const as = (who: Pick<Person, 'token'>, method: string, path: string, body?: object) =>
  desk.request(method, `/api/v1/${path}`, { token: who.token, ...(body === undefined ? {} : { body }) });
const follow = (who: Pick<Person, 'token'>, id: string, agentId?: string) =>
  as(who, 'POST', `tickets/${id}/followers`, agentId === undefined ? {} : { agentId });
const note = (who: Person, id: string, mentions: readonly string[] = []) =>
  as(who, 'POST', `tickets/${id}/messages`, { kind: 'note', text: 'Look', mentions });
const move = (id: string, teamId: string | null) => desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { teamId } });
const GONE = { status: 404, body: { code: 'ticket.not-found' } };
const READER = { status: 403, body: { code: 'ticket.let-in-only' } };

test('whoever followed a ticket before it went to a closed team is out of it, by every door', async () => {
  const bob = await person(desk);
  const id = await ticket(desk);
  expect((await follow(bob, id)).status).toBe(200);
  const mentioned = await person(desk);
  expect((await note(bob, id, [mentioned.id])).status).toBe(201);
  await move(id, safety);
  for (const who of [bob, mentioned]) {
    expect(await as(who, 'GET', `tickets/${id}/messages`)).toMatchObject(GONE);
    expect(await note(who, id)).toMatchObject(GONE);
    expect(await follow(who, id, who.id)).toMatchObject(GONE);
    expect(await as(who, 'PATCH', `tickets/${id}`, { teamId: null })).toMatchObject(GONE);
    expect(JSON.stringify((await as(who, 'GET', 'tickets?limit=200')).body)).not.toContain(id);
  }
});

test('nor does a team that closes keep those who followed its tickets', async () => {
  const [bob, closing] = [await person(desk), await team(desk)];
  const id = await ticket(desk, { teamId: closing });
  await follow(bob, id);
  await desk.request('PATCH', `/api/v1/teams/${closing}`, { body: { visibility: 'members' } });
  expect(await as(bob, 'GET', `tickets/${id}`)).toMatchObject(GONE);
});

test('a member lets somebody in, who reads, notes and goes again, and does nothing else', async () => {
  const [bob, carol, other] = [await person(desk, { role: 'supervisor' }), await person(desk), await ticket(desk)];
  const id = await ticket(desk, { teamId: safety });
  expect(await follow(member, id, bob.id)).toMatchObject({ status: 200, body: { followers: [bob.id] } });
  expect((await as(bob, 'GET', `tickets/${id}/messages`)).status).toBe(200);
  expect((await note(bob, id)).status).toBe(201);
  expect((await as(bob, 'PUT', `tickets/${id}/draft`, { text: 'Hm', kind: 'note' })).status).toBe(200);
  const refused: readonly (readonly [string, string, object?])[] = [
    ['PATCH', `tickets/${id}`, { teamId: null }],
    ['PATCH', `tickets/${id}`, { assigneeId: bob.id }],
    ['PATCH', `tickets/${id}`, { priority: 'low' }],
    ['POST', `tickets/${id}/followers`, { agentId: carol.id }],
    ['DELETE', `tickets/${id}/followers/${member.id}`],
    ['POST', `tickets/${id}/messages`, { kind: 'reply', text: 'Hello' }],
    ['POST', `tickets/${id}/merge`, { intoId: other }],
    ['POST', `tickets/${other}/merge`, { intoId: id }],
    ['POST', `tickets/${other}/related`, { ticketId: id }],
    ['POST', `tickets/${id}/split`, { messageIds: [] }],
    ['POST', `tickets/${id}/spam`],
    ['DELETE', `tickets/${id}`],
    ['POST', 'bulk', { ticketIds: [other, id], change: { teamId: null } }],
  ];
  for (const [method, path, body] of refused)
    expect([method, path, await as(bob, method, path, body)]).toMatchObject([method, path, READER]);
  expect(await note(bob, id, [carol.id])).toMatchObject({ status: 403, body: { code: 'ticket.follower-outside', agentIds: [carol.id] } });
  expect((await note(bob, id, [member.id])).status).toBe(201);
  expect((await as(bob, 'DELETE', `tickets/${id}/followers/${bob.id}`)).status).toBe(204);
  expect(await as(bob, 'GET', `tickets/${id}`)).toMatchObject(GONE);
});

test('who followed before is let in by being added again, or by a mention; a change of the team ends it', async () => {
  const [bob, carol] = [await person(desk), await person(desk)];
  const id = await ticket(desk);
  await follow(bob, id);
  await move(id, safety);
  expect(await follow({ token: desk.token }, id, bob.id)).toMatchObject({ status: 200, body: { followers: [bob.id] } });
  expect((await note(member, id, [carol.id])).status).toBe(201);
  for (const who of [bob, carol]) expect((await as(who, 'GET', `tickets/${id}`)).status).toBe(200);
  const events = (await desk.request('GET', `/api/v1/tickets/${id}/events`)).body.items;
  expect(events.filter((e) => e['name'] === 'ticket.followed').map((e) => e['data'])).toEqual([
    { agentId: bob.id },
    { agentId: bob.id, letIn: true },
  ]);
  await move(id, null);
  await move(id, safety);
  for (const who of [bob, carol]) expect(await as(who, 'GET', `tickets/${id}`)).toMatchObject(GONE);
});

test('an assignee from outside the team lets nobody in', async () => {
  const [helper, carol] = [await person(desk), await person(desk)];
  const id = await ticket(desk, { teamId: safety, assigneeId: helper.id });
  expect((await follow(helper, id)).status).toBe(200);
  expect(await follow(helper, id, carol.id)).toMatchObject({ status: 403, body: { code: 'ticket.follower-outside' } });
  await desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { assigneeId: null } });
  expect(await as(helper, 'GET', `tickets/${id}`)).toMatchObject(GONE);
});

test('live screens agree: frames for whom was let in, and gone for whom was not or is no more', async () => {
  const [bob, idle] = [await person(desk), await person(desk)];
  const id = await ticket(desk);
  await follow(idle, id);
  const clients = await Promise.all([bob, idle].map(({ token }) => Client.connect(desk.url, { auth: { token } })));
  const [his, theirs] = clients as [Client, Client];
  try {
    expect(await theirs.ask('watch', { ticketId: id })).toMatchObject({ ok: true });
    await move(id, safety);
    expect(await theirs.next('ticket.gone')).toEqual({ ticketId: id });
    expect(await his.ask('watch', { ticketId: id })).toEqual({ ok: false, code: 'realtime.no-such-ticket' });
    await follow(member, id, bob.id);
    expect(await his.ask('watch', { ticketId: id })).toMatchObject({ ok: true });
    const { body } = await note(member, id);
    expect(await his.next('message.changed', (f) => f['messageId'] === body['id'])).toMatchObject({ ticketId: id });
    await desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { priority: 'urgent' } });
    await his.next('ticket.changed', (f) => f['ticketId'] === id);
    await as(member, 'DELETE', `tickets/${id}/followers/${bob.id}`);
    expect(await his.next('ticket.gone')).toEqual({ ticketId: id });
  } finally {
    for (const client of clients) client.close();
  }
});
