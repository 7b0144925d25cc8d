import { Bearers } from '../../src/access/index.js';
import { systemActor } from '../../src/kernel/actor.js';
import { type AgentId, newId } from '../../src/kernel/id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Audience } from '../../src/realtime/audience.js';
import { RightsWatch } from '../../src/realtime/rights-watch.js';
import { TicketFeed } from '../../src/realtime/ticket-feed.js';
import { type Beholder, type SeenTicket, TicketSight } from '../../src/realtime/ticket-sight.js';
import { browser, Client, login, newAgent, openTicket, type SecondDesk, secondDesk } from '../integration/realtime/rig.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

/** Agents see what lies with them or their teams, everybody else sees everything. */
function teamSight({ actor, agentId, teamIds }: Beholder, { teamId, assigneeId }: SeenTicket): boolean {
  const isAgent = 'role' in actor && actor.role === 'agent';
  return !isAgent || assigneeId === agentId || (teamId !== null && teamIds.includes(teamId));
}

let desk: TestDesk;
let second: SecondDesk;
let teamId: string;
const clients: Client[] = [];

beforeAll(async () => {
  desk = await testDesk({ channels: () => [], live: true });
  second = await secondDesk(desk);
  for (const { app } of [desk, second]) app.get(TicketSight).sees = teamSight;
  teamId = String((await desk.request('POST', '/api/v1/teams', { body: { name: 'Payments' } })).body['id']);
});

afterAll(async () => {
  await second.stop();
  await desk.stop();
});

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

async function connect(url: string, options: object): Promise<Client> {
  const client = await Client.connect(url, options);
  clients.push(client);
  return client;
}

const refusal = (options: object) =>
  connect(desk.url, options).then(
    () => 'admitted',
    (error: Error) => error.message,
  );
const patch = (path: string, body: object) => desk.request('PATCH', `/api/v1/${path}`, { body });

async function agentWithBrowser(over: object = {}) {
  const agent = await newAgent(desk, over);
  return { ...agent, session: await login(desk, agent.email) };
}

async function inTeam(): Promise<{ readonly ticketId: string; readonly version: number; readonly seq: number }> {
  const known = await openTicket(desk);
  await patch(`tickets/${known.ticketId}`, { teamId });
  return { ...known, version: 2 };
}

describe('who may connect', () => {
  test('nobody without proof, and a browser only from our own pages with its CSRF token', async () => {
    const { session } = await agentWithBrowser();
    const { cookie, csrfToken } = session;
    expect(await refusal({})).toBe('realtime.unauthenticated');
    expect(await refusal({ auth: { token: 'parley_wrong' } })).toBe('realtime.unauthenticated');
    expect(await refusal({ auth: { token: { toString: 'x' } } })).toBe('realtime.unauthenticated');
    expect(await refusal({ extraHeaders: { cookie } })).toBe('realtime.origin-not-allowed');
    expect(await refusal(browser(desk, session, 'https://evil.example'))).toBe('realtime.origin-not-allowed');
    expect(await refusal(browser(desk, session, 'null'))).toBe('realtime.origin-not-allowed');
    expect(await refusal(browser(desk, { ...session, csrfToken: '' }))).toBe('realtime.csrf');
    expect(await refusal({ auth: { csrfToken }, extraHeaders: { cookie: `${cookie}x`, origin: desk.url } })).toBe('realtime.csrf');
    expect(await refusal({ transports: ['polling'], auth: { token: desk.token } })).toBe('realtime.websocket-only');
    expect(await refusal(browser(desk, session))).toBe('admitted');
  });

  test('nobody who must set up the second factor first, and who is connected is cut when it becomes needed', async () => {
    const { session, email } = await agentWithBrowser();
    const client = await connect(second.url, browser({ ...desk, url: second.url }, session));
    await patch('security-settings', { twoFactorRoles: ['agent'] });
    await client.next('disconnect', () => true, 4_000);
    expect(await refusal(browser(desk, await login(desk, email)))).toBe('realtime.unauthenticated');
    await patch('security-settings', { twoFactorRoles: [] });
    expect(await refusal(browser(desk, session))).toBe('admitted');
  });

  test('a token without the right to read tickets does not', async () => {
    const { body } = await desk.request('POST', '/api/v1/api-tokens', { body: { name: 'narrow', scopes: ['team:read'] } });
    expect(await refusal({ auth: { token: body['token'] } })).toBe('realtime.forbidden');
  });

  test('no more than twenty connections of one agent, on all processes together', async () => {
    const { session } = await agentWithBrowser();
    for (let i = 0; i < 20; i++)
      await connect(i % 2 === 0 ? desk.url : second.url, browser(i % 2 === 0 ? desk : { ...desk, url: second.url }, session));
    expect(await refusal(browser(desk, session))).toBe('realtime.too-many-connections');
  });
});

describe('AUZ-7: what is heard is decided by the server', () => {
  test('a thousand forged rooms and frames bring nothing of others', async () => {
    const { session } = await agentWithBrowser();
    const client = await connect(desk.url, browser(desk, session));
    const { ticketId } = await inTeam();
    expect(await client.ask('watch', { ticketId })).toEqual({ ok: false, code: 'realtime.no-such-ticket' });
    expect(await client.ask('watch', { ticketId: newId() })).toEqual({ ok: false, code: 'realtime.no-such-ticket' });
    expect(await client.ask('attend', { ticketId, attention: 'viewing' })).toEqual({ ok: false, code: 'realtime.not-watched' });
    expect(await client.ask('show', { tickets: [{ ticketId, version: 1, seq: 1 }] })).toEqual({ ok: true, changed: [], gone: [ticketId] });
    for (const forged of [
      `ticket:${ticketId}`,
      '%',
      '*',
      `${ticketId}' or true --`,
      null,
      [ticketId],
      { ticketId: { ticketId } },
      '__proto__',
    ])
      expect(await client.ask('watch', { ticketId: forged })).toEqual({ ok: false, code: 'realtime.malformed' });
    const others = await Promise.all(Array.from({ length: 3 }, () => connect(desk.url, browser(desk, session))));
    for (const other of [client, ...others]) {
      for (let i = 0; i < 85; i++) {
        other.socket.emit('join', `ticket:${ticketId}`);
        other.socket.emit('subscribe', { room: `team:${teamId}` });
        other.socket.emit('watch:*', ticketId);
        other.socket.emit('ticket.changed', { ticketId });
      }
      other.forget();
    }
    await patch(`tickets/${ticketId}`, { priority: 'high' });
    await desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'note', text: 'N' } });
    await desk.app.get(TicketFeed).settled();
    await client.next('counts.changed');
    for (const other of [client, ...others]) expect(JSON.stringify(other.frames)).not.toContain(ticketId);
  });

  test('a ticket that is moved out of sight goes', async () => {
    const { session } = await agentWithBrowser({ teamIds: [teamId] });
    const client = await connect(desk.url, browser(desk, session));
    const known = await inTeam();
    await client.ask('watch', { ticketId: known.ticketId });
    await patch(`tickets/${known.ticketId}`, { teamId: null, subject: 'Not for them' });
    expect(await client.next('ticket.gone')).toEqual({ ticketId: known.ticketId });
    expect(JSON.stringify(client.frames)).not.toContain('Not for them');
  });
});

test('the policy is asked before every frame, also about what lies with the agent', async () => {
  const { id, session } = await agentWithBrowser();
  const client = await connect(desk.url, browser(desk, session));
  const { ticketId } = await openTicket(desk);
  const sight = desk.app.get(TicketSight);
  sight.sees = (who, ticket) => ticket.id !== ticketId && teamSight(who, ticket);
  await patch(`tickets/${ticketId}`, { assigneeId: id });
  await client.next('counts.changed');
  sight.sees = teamSight;
  expect(client.of('ticket.changed')).toEqual([]);
  await patch(`tickets/${ticketId}`, { priority: 'high' });
  expect(await client.next('ticket.changed')).toMatchObject({ ticketId, version: 3 });
});

describe('rights that end, end within two seconds on every process', () => {
  const withinTwo = async (client: Client, name: string) => {
    const ended = performance.now();
    await client.next(name, () => true, 4_000);
    expect(performance.now() - ended).toBeLessThan(2_000);
  };

  test('a session', async () => {
    const { session } = await agentWithBrowser();
    const [here, there] = [
      await connect(desk.url, browser(desk, session)),
      await connect(second.url, browser({ ...desk, url: second.url }, session)),
    ];
    const headers = { cookie: session.cookie, 'x-csrf-token': session.csrfToken };
    expect((await desk.request('POST', '/api/v1/auth/logout', { token: null, headers })).status).toBe(204);
    await Promise.all([withinTwo(here, 'disconnect'), withinTwo(there, 'disconnect')]);
    expect(here.of('revoked')).toHaveLength(1);
  });

  test('an agent, and a token', async () => {
    const { id, session } = await agentWithBrowser();
    const order = { name: 't', scopes: ['ticket:read'], agentId: id as AgentId, expiresAt: null };
    const issued = await desk.app.get(UnitOfWork).run(systemActor('test'), (tx) => desk.app.get(Bearers).issueToken(tx, order));
    const [page, program] = [
      await connect(second.url, browser({ ...desk, url: second.url }, session)),
      await connect(desk.url, { auth: { token: issued.token } }),
    ];
    await patch(`agents/${id}`, { enabled: false });
    await Promise.all([withinTwo(page, 'disconnect'), withinTwo(program, 'disconnect')]);
    expect(await refusal({ auth: { token: issued.token } })).toBe('realtime.unauthenticated');
  });

  test('a team: its tickets go, and nothing of them comes any more', async () => {
    const { id, session } = await agentWithBrowser({ teamIds: [teamId] });
    const client = await connect(second.url, browser({ ...desk, url: second.url }, session));
    const known = await inTeam();
    expect(await client.ask('show', { tickets: [known] })).toMatchObject({ ok: true, gone: [] });
    await patch(`agents/${id}`, { teamIds: [] });
    await withinTwo(client, 'ticket.gone');
    client.forget();
    await patch(`tickets/${known.ticketId}`, { subject: 'Ours alone' });
    await second.app.get(TicketFeed).settled();
    expect(client.of('ticket.changed')).toEqual([]);
  });

  test('a role: an agent made supervisor sees everything', async () => {
    const { id } = await agentWithBrowser();
    // A session ends with the role it was opened in; a token stays.
    const order = { name: 't', scopes: ['ticket:read'], agentId: id as AgentId, expiresAt: null };
    const issued = await desk.app.get(UnitOfWork).run(systemActor('test'), (tx) => desk.app.get(Bearers).issueToken(tx, order));
    const client = await connect(desk.url, { auth: { token: issued.token } });
    const { ticketId } = await inTeam();
    expect(await client.ask('watch', { ticketId })).toMatchObject({ ok: false });
    await patch(`agents/${id}`, { role: 'supervisor' });
    await desk.app.get(RightsWatch).check();
    expect(await client.ask('watch', { ticketId })).toMatchObject({ ok: true });
  });

  test('while rights cannot be checked nothing is sent; afterwards everything is to be fetched', async () => {
    const client = await connect(desk.url, { auth: { token: desk.token } });
    const known = await openTicket(desk);
    await client.ask('show', { tickets: [known] });
    const bearers = desk.app.get(Bearers);
    const away = () => Promise.reject(new Error('the database is away'));
    Object.assign(bearers, { recheck: away });
    const socket = desk.app
      .get(Audience)
      .all()
      .find((one) => one.socket.id === client.socket.id);
    if (socket === undefined) throw new Error('nobody is there');
    Object.assign(socket, { rightsAt: performance.now() - 2_001 });
    client.forget();
    await patch(`tickets/${known.ticketId}`, { subject: 'Untold' });
    await desk.app.get(TicketFeed).settled();
    Reflect.deleteProperty(bearers, 'recheck');
    await client.next('resync');
    expect(client.of('ticket.changed')).toEqual([]);
  });
});

describe('F24: those who send too much or read too little', () => {
  test('a client that does not read is cut at one megabyte, and others are not', async () => {
    const [stalled, healthy] = [
      await connect(desk.url, { auth: { token: desk.token } }),
      await connect(desk.url, { auth: { token: desk.token } }),
    ];
    const audience = desk.app.get(Audience);
    const [victim] = audience.all().filter(({ socket }) => socket.id === stalled.socket.id);
    if (victim === undefined) throw new Error('it is not there');
    (stalled.socket.io.engine.transport as unknown as { readonly ws: { pause(): void } }).ws.pause();
    const frame = { agentIds: Array.from({ length: 1_000 }, () => newId()) };
    let sent = 0;
    while (victim.socket.connected && sent < 2_000) {
      victim.send('agents.connected', frame);
      sent += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(victim.socket.connected).toBe(false);
    expect(audience.all()).not.toContain(victim);
    expect(await healthy.ask('show', { tickets: [] })).toMatchObject({ ok: true });
    // It comes back and says what it knows.
    const back = await connect(desk.url, { auth: { token: desk.token } });
    expect(await back.ask('show', { tickets: [await openTicket(desk)] })).toMatchObject({ ok: true });
  });

  test('the forty-first frame in ten seconds is refused, the four-hundredth ends it', async () => {
    const client = await connect(desk.url, { auth: { token: desk.token } });
    const frame = { ticketId: newId() };
    const answers = await Promise.all(Array.from({ length: 41 }, () => client.ask('unwatch', frame)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(40);
    expect(answers.at(-1)).toEqual({ ok: false, code: 'realtime.too-fast' });
    for (let i = 0; i < 400; i++) client.socket.emit('unwatch', frame);
    await client.next('disconnect');
  });

  test('a frame of more than 64 KiB ends the connection, and 201 rows are refused', async () => {
    const client = await connect(desk.url, { auth: { token: desk.token } });
    const known = { ticketId: newId(), version: 1, seq: 1 };
    expect(await client.ask('show', { tickets: Array.from({ length: 201 }, () => known) })).toEqual({
      ok: false,
      code: 'realtime.malformed',
    });
    client.socket.emit('show', { tickets: 'x'.repeat(70 * 1024) });
    await client.next('disconnect');
  });

  test('no more than twenty tickets are watched', async () => {
    const client = await connect(desk.url, { auth: { token: desk.token } });
    for (let i = 0; i < 20; i++)
      expect(await client.ask('watch', { ticketId: (await openTicket(desk)).ticketId })).toMatchObject({ ok: true });
    expect(await client.ask('watch', { ticketId: (await openTicket(desk)).ticketId })).toEqual({
      ok: false,
      code: 'realtime.too-many-tickets',
    });
  });
});
