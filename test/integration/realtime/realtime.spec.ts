import type { AgentId } from '../../../src/kernel/id.js';
import { notificationsTopic } from '../../../src/kernel/topic.js';
import { PostgresHints } from '../../../src/platform/hints/postgres-hints.js';
import { Presence } from '../../../src/realtime/presence.js';
import { TicketFeed } from '../../../src/realtime/ticket-feed.js';
import { type TestDesk, testDesk } from '../../kit/test-desk.js';
import { Client, newAgent, openTicket, type SecondDesk, secondDesk } from './rig.js';

let desk: TestDesk;
let second: SecondDesk;
const clients: Client[] = [];

beforeAll(async () => {
  desk = await testDesk({ channels: () => [], live: true });
  second = await secondDesk(desk);
});

afterAll(async () => {
  await second.stop();
  await desk.stop();
});

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

async function connect(url = desk.url, token = desk.token): Promise<Client> {
  const client = await Client.connect(url, { auth: { token } });
  clients.push(client);
  return client;
}

const patch = (ticketId: string, body: object) => desk.request('PATCH', `/api/v1/tickets/${ticketId}`, { body });
const note = (ticketId: string) => desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'note', text: 'Hm' } });

describe('what is told', () => {
  test('a ticket on the screen changes: its row, and where it stands', async () => {
    const client = await connect();
    const known = await openTicket(desk);
    expect(await client.ask('show', { tickets: [known] })).toEqual({ ok: true, changed: [], gone: [] });
    await patch(known.ticketId, { priority: 'urgent', tags: ['vip'] });
    expect(await client.next('ticket.changed', (f) => f['version'] === 2)).toMatchObject({
      ticketId: known.ticketId,
      seq: 1,
      row: { subject: 'Refund', priority: 'urgent', tags: ['vip'], statusCategory: 'new', contactName: 'Ayu' },
    });
    await client.next('counts.changed');
  });

  test('a message in a watched ticket, by id and seq', async () => {
    const client = await connect();
    const { ticketId } = await openTicket(desk);
    expect(await client.ask('watch', { ticketId })).toMatchObject({ ok: true, ticketId, version: 1, seq: 1, agents: [] });
    const { body } = await note(ticketId);
    expect(await client.next('message.changed', (f) => f['messageId'] === body['id'])).toEqual({ ticketId, messageId: body['id'], seq: 2 });
    expect(JSON.stringify(client.frames)).not.toContain('Hm');
    await client.ask('unwatch', { ticketId });
    client.forget();
    await note(ticketId);
    await desk.app.get(TicketFeed).settled();
    expect(client.of('message.changed')).toEqual([]);
  });

  test('tickets of the agent and of the agent’s teams without being asked for, others not', async () => {
    const { body: team } = await desk.request('POST', '/api/v1/teams', { body: { name: 'Payments' } });
    const { id } = await newAgent(desk, { teamIds: [team['id']] });
    const [mine, ours, theirs] = [await openTicket(desk), await openTicket(desk), await openTicket(desk)];
    const client = await connect(desk.url, await tokenOf(id));
    await patch(theirs.ticketId, { priority: 'high' });
    await patch(mine.ticketId, { assigneeId: id });
    await patch(ours.ticketId, { teamId: team['id'] });
    await client.next('ticket.changed', (f) => f['ticketId'] === ours.ticketId);
    await client.next('ticket.changed', (f) => f['ticketId'] === mine.ticketId);
    expect(client.of('ticket.changed').map((f) => f['ticketId'])).not.toContain(theirs.ticketId);
  });

  test('after a reconnect a client says what it knows and gets what is different', async () => {
    const [still, moved] = [await openTicket(desk), await openTicket(desk)];
    const before = await connect();
    await before.ask('show', { tickets: [still, moved] });
    before.close();
    await note(moved.ticketId);
    await patch(moved.ticketId, { subject: 'Refund of order 7' });
    const after = await connect();
    const unknown = { ticketId: '01900000-0000-7000-8000-000000000000', version: 1, seq: 1 };
    expect(await after.ask('show', { tickets: [still, moved, unknown] })).toMatchObject({
      ok: true,
      changed: [{ ticketId: moved.ticketId, version: 2, seq: 2, row: { subject: 'Refund of order 7' } }],
      gone: [unknown.ticketId],
    });
  });

  test('a change whose hint was lost with its process is found by looking again', async () => {
    const client = await connect();
    const known = await openTicket(desk);
    await desk.app.get(TicketFeed).settled();
    await client.ask('show', { tickets: [known] });
    await desk.pool.query("update ticket set subject = 'Silently', version = version + 1 where id = $1", [known.ticketId]);
    await desk.app.get(TicketFeed).lookAgain();
    expect(await client.next('ticket.changed', (f) => f['version'] === 2)).toMatchObject({ row: { subject: 'Silently' } });
    client.forget();
    await desk.app.get(TicketFeed).lookAgain();
    await desk.app.get(TicketFeed).settled();
    expect(client.of('ticket.changed')).toEqual([]);
  });
});

test('notifications are announced to their agent alone', async () => {
  const { id } = await newAgent(desk);
  const [theirs, other] = [await connect(desk.url, await tokenOf(id)), await connect()];
  second.app.get(PostgresHints).publish([notificationsTopic(id as AgentId)]);
  expect(await theirs.next('notifications.changed')).toEqual({});
  expect(other.of('notifications.changed')).toEqual([]);
});

describe('two processes on one database', () => {
  test('each tells its clients what happened by the other', async () => {
    const there = await connect(second.url);
    const known = await openTicket(desk);
    await there.ask('watch', { ticketId: known.ticketId });
    await patch(known.ticketId, { priority: 'low' });
    expect(await there.next('ticket.changed', (f) => f['version'] === 2)).toMatchObject({ row: { priority: 'low' } });
    const { body } = await note(known.ticketId);
    expect(await there.next('message.changed', (f) => f['messageId'] === body['id'])).toMatchObject({ seq: 2 });
  });

  test('who looks at a ticket and who types is seen on both, and ends with the connection', async () => {
    const { id } = await newAgent(desk);
    const { ticketId } = await openTicket(desk);
    const [here, there] = [await connect(), await connect(second.url, await tokenOf(id))];
    await here.ask('watch', { ticketId });
    await there.ask('watch', { ticketId });
    expect(await there.ask('attend', { ticketId, attention: 'replying' })).toEqual({ ok: true });
    expect(await here.next('ticket.attended')).toEqual({ ticketId, agents: [{ agentId: id, attention: 'replying' }] });
    const late = await connect();
    expect(await late.ask('watch', { ticketId })).toMatchObject({ agents: [{ agentId: id, attention: 'replying' }] });
    await there.ask('attend', { ticketId, attention: 'viewing' });
    await here.next('ticket.attended', (f) => JSON.stringify(f).includes('viewing'));
    there.close();
    await here.next('ticket.attended', (f) => (f['agents'] as unknown[]).length === 0);
  });

  test('what nobody repeats is over after ten seconds', async () => {
    const { ticketId } = await openTicket(desk);
    const [here, there] = [await connect(), await connect(second.url)];
    await here.ask('watch', { ticketId });
    await there.ask('watch', { ticketId });
    await there.ask('attend', { ticketId, attention: 'viewing' });
    await here.next('ticket.attended');
    const said = performance.now();
    await here.next('ticket.attended', (f) => (f['agents'] as unknown[]).length === 0, 13_000);
    expect(performance.now() - said).toBeGreaterThan(8_000);
  });

  test('who is connected is known on both, also after a process died', async () => {
    const { id } = await newAgent(desk);
    const here = await connect();
    const there = await connect(second.url, await tokenOf(id));
    await here.next('agents.connected', (f) => (f['agentIds'] as string[]).includes(id));
    there.close();
    await here.next('agents.disconnected', (f) => (f['agentIds'] as string[]).includes(id));
    here.forget();
    const row = 'insert into agent_connection values (gen_random_uuid(), $1, now(), now() + make_interval(secs => $2))';
    await desk.pool.query(row, [id, 60]);
    await desk.app.get(Presence).renew();
    desk.app.get(Presence).look();
    await here.next('agents.connected', (f) => (f['agentIds'] as string[]).includes(id));
    await desk.pool.query("update agent_connection set lease_until = now() - interval '1 second' where agent_id = $1", [id]);
    await desk.app.get(Presence).renew();
    await here.next('agents.disconnected', (f) => (f['agentIds'] as string[]).includes(id));
    expect((await desk.pool.query('select from agent_connection where agent_id = $1', [id])).rowCount).toBe(0);
  });
});

async function tokenOf(agentId: string): Promise<string> {
  const { Bearers } = await import('../../../src/access/index.js');
  const { UnitOfWork } = await import('../../../src/platform/database/unit-of-work.js');
  const { systemActor } = await import('../../../src/kernel/actor.js');
  const order = { name: 'test', scopes: ['ticket:read'], agentId: agentId as never, expiresAt: null };
  return desk.app.get(UnitOfWork).run(systemActor('test'), async (tx) => (await desk.app.get(Bearers).issueToken(tx, order)).token);
}
