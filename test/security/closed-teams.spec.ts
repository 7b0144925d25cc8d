import { FakeClock } from '../kit/fake-clock.js';
import { person, team, ticket } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;

// Ids tell the machine's time, and the dry run reads by ids.
beforeAll(async () => {
  desk = await testDesk({ channels: () => [], clock: new FakeClock(new Date()) });
});

afterAll(() => desk.stop());

/** A closed team with one ticket, and supervisors in and out of it. */
async function stage() {
  const safety = await team(desk, 'members');
  const member = await person(desk, { role: 'supervisor', teamIds: [safety] });
  const own = await team(desk);
  const outsider = await person(desk, { role: 'supervisor', teamIds: [own] });
  const hidden = await ticket(desk, { teamId: safety });
  const open = await ticket(desk);
  return { safety, own, member, outsider, hidden, open };
}

const idsIn = (answer: unknown, ids: readonly string[]) => ids.filter((id) => JSON.stringify(answer).includes(id));
const ticketOf = async (id: string) => (await desk.request('GET', `/api/v1/tickets/${id}`)).body;

test('from outside nothing of a closed team is changed, least of all where its tickets overflow to', async () => {
  const { safety, own, member, outsider } = await stage();
  const path = `/api/v1/teams/${safety}`;
  const before = (await desk.request('GET', path)).body;
  const scoped = await person(desk, { role: 'supervisor', scopes: ['team:read', 'team:write'] });
  const changes = [
    { overflowTeamId: own, overflowAfterMinutes: 1 },
    { overflowTeamId: null, overflowAfterMinutes: null },
    { strategy: 'round-robin' },
    { fallbackStrategy: 'round-robin' },
    { matchLanguage: true },
    { name: 'Mine now' },
    { visibility: 'open' },
    {},
  ];
  for (const body of changes) {
    for (const { token } of [outsider, scoped])
      expect([body, await desk.request('PATCH', path, { token, body })]).toMatchObject([
        body,
        { status: 403, body: { code: 'team.visibility-not-yours' } },
      ]);
  }
  expect((await desk.request('GET', path)).body).toEqual(before);
  const overflow = { overflowTeamId: own, overflowAfterMinutes: 5 };
  expect(await desk.request('PATCH', path, { token: member.token, body: overflow })).toMatchObject({ status: 200, body: overflow });
  expect(await desk.request('PATCH', path, { body: { strategy: 'round-robin' } })).toMatchObject({ status: 200 });
  expect(await desk.request('PATCH', `/api/v1/teams/${own}`, { token: member.token, body: { matchLanguage: true } })).toMatchObject({
    status: 200,
  });
});

test('nobody but an administrator makes members, themselves included, and no team is deleted', async () => {
  const { safety, member, outsider } = await stage();
  for (const { id, token } of [outsider, member]) {
    const joins = await desk.request('PATCH', `/api/v1/agents/${id}`, { token, body: { teamIds: [safety] } });
    expect(joins.status).toBe(403);
  }
  const recruit = { email: 'recruit@example.com', name: 'R', role: 'agent', password: 'a long password', teamIds: [safety] };
  expect((await desk.request('POST', '/api/v1/agents', { token: outsider.token, body: recruit })).status).toBe(403);
  expect((await desk.request('DELETE', `/api/v1/teams/${safety}`, { token: outsider.token })).status).toBe(404);
  expect(await desk.request('GET', `/api/v1/teams/${safety}`)).toMatchObject({ status: 200, body: { memberCount: 1 } });
});

test.each([
  { events: ['ticket.opened'] },
  { events: ['message.received', 'message.queued', 'note.added'] },
  { events: ['ticket.changed'] },
  { everyMinutes: 10 },
])('the dry run of a rule tries it on what its asker sees: %j', async (when) => {
  const { member, outsider, hidden, open } = await stage();
  for (const id of [hidden, open]) {
    await desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { priority: 'high' } });
    await desk.request('POST', `/api/v1/tickets/${id}/messages`, { body: { kind: 'note', text: 'Look' } });
  }
  const rule = { ...when, condition: { all: [] }, actions: [{ type: 'add-tags', tags: ['x'] }] };
  const dry = async (token: string) => {
    const { status, body } = await desk.request('POST', '/api/v1/automations/dry-run', { token, body: { rule, days: 7 } });
    expect(status).toBe(200);
    return body;
  };
  const [outside, inside, admin] = [await dry(outsider.token), await dry(member.token), await dry(desk.token)];
  expect(idsIn(outside, [hidden, open])).toEqual([open]);
  expect(idsIn(inside, [hidden, open])).toEqual([hidden, open]);
  expect(idsIn(admin, [hidden, open])).toEqual([hidden, open]);
  expect(Number(outside['examined'])).toBeLessThan(Number(inside['examined']));
});

test('the log of a rule is, page by page, of tickets that its reader sees', async () => {
  const { member, outsider, hidden, open } = await stage();
  const { body: rule } = await desk.request('POST', '/api/v1/automations', {
    body: { name: 'Tagger', events: ['ticket.changed'], condition: { all: [] }, actions: [{ type: 'add-tags', tags: ['seen'] }] },
  });
  for (const id of [open, hidden, hidden, open]) {
    const priority = (await ticketOf(id))['priority'] === 'high' ? 'low' : 'high';
    await desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { priority } });
    await desk.drainJobs();
  }
  const logFor = async (token: string) => {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { status, body } = await desk.request('GET', `/api/v1/automations/${String(rule['id'])}/runs?limit=1${cursor}`, { token });
      expect(status).toBe(200);
      seen.push(...body.items.map((run) => String(run['ticketId'])));
      if (body['nextCursor'] === null) return new Set(seen);
      cursor = `&cursor=${String(body['nextCursor'])}`;
    }
  };
  expect(await logFor(outsider.token)).toEqual(new Set([open]));
  expect(await logFor(member.token)).toEqual(new Set([open, hidden]));
  expect(await logFor(desk.token)).toEqual(new Set([open, hidden]));
  await desk.request('DELETE', `/api/v1/automations/${String(rule['id'])}`);
});

test('other promises are tried on tickets that the asker sees', async () => {
  const { member, outsider, hidden, open } = await stage();
  const { body: calendar } = await desk.request('POST', '/api/v1/calendars', {
    body: { name: 'Always', timeZone: 'UTC', alwaysOpen: true },
  });
  const policy = { name: 'Resolved in a week', calendarId: calendar['id'], targets: { resolution: { normal: 10_080 } } };
  const ask = async (token: string) => {
    const { status, body } = await desk.request('POST', '/api/v1/sla-policies/what-if', { token, body: { days: 7, policies: [policy] } });
    expect(status).toBe(200);
    return body;
  };
  const [outside, inside, admin] = [await ask(outsider.token), await ask(member.token), await ask(desk.token)];
  expect(idsIn(outside, [hidden, open])).toEqual([open]);
  expect(idsIn(inside, [hidden, open])).toEqual([hidden, open]);
  expect(idsIn(admin, [hidden, open])).toEqual([hidden, open]);
  expect(Number(outside['tickets'])).toBeLessThan(Number(inside['tickets']));
});

const bulkItems = async (token: string, id: unknown) =>
  (await desk.request('GET', `/api/v1/bulk/${String(id)}/items`, { token })).body.items;

test('a change of many tickets passes over those that were hidden from who asked before it came to them', async () => {
  const { safety, outsider, open } = await stage();
  const moved = await ticket(desk);
  const body = { ticketIds: [moved, open], change: { priority: 'urgent' } };
  const asked = await desk.request('POST', '/api/v1/bulk', { token: outsider.token, body });
  expect(asked.status).toBe(202);
  await desk.pool.query('update ticket set team_id = $2 where id = $1', [moved, safety]);
  const before = await ticketOf(moved);
  await desk.drainJobs();
  expect(await bulkItems(outsider.token, asked.body['id'])).toEqual([
    { ticketId: moved, state: 'refused', code: 'ticket.not-found' },
    { ticketId: open, state: 'done', code: null },
  ]);
  expect(await ticketOf(moved)).toEqual(before);
  expect(await ticketOf(open)).toMatchObject({ priority: 'urgent' });
});

test('nor does its undo come back to them', async () => {
  const { safety, outsider, open } = await stage();
  const moved = await ticket(desk);
  const body = { ticketIds: [moved, open], change: { priority: 'urgent' } };
  const asked = await desk.request('POST', '/api/v1/bulk', { token: outsider.token, body });
  await desk.drainJobs();
  await desk.request('PATCH', `/api/v1/tickets/${moved}`, { body: { teamId: safety } });
  const before = await ticketOf(moved);
  const undo = await desk.request('POST', `/api/v1/bulk/${String(asked.body['id'])}/undo`, { token: outsider.token });
  expect(undo.status).toBe(202);
  await desk.drainJobs();
  expect(await bulkItems(outsider.token, asked.body['id'])).toEqual([
    { ticketId: moved, state: 'kept', code: 'ticket.not-found' },
    { ticketId: open, state: 'undone', code: null },
  ]);
  expect(await ticketOf(moved)).toEqual(before);
});

test('who lost the role or the desk since sees as they do now', async () => {
  const { hidden, open } = await stage();
  const run = async (change: object) => {
    const admin = await person(desk, { role: 'admin' });
    const body = { ticketIds: [hidden, open], change: { addTags: [`by-${admin.id}`] } };
    const asked = await desk.request('POST', '/api/v1/bulk', { token: admin.token, body });
    expect(asked.status).toBe(202);
    await desk.request('PATCH', `/api/v1/agents/${admin.id}`, { body: change });
    await desk.drainJobs();
    const query = 'select state, code from bulk_item where bulk_id = $1 order by position';
    return (await desk.pool.query<{ state: string; code: string | null }>(query, [asked.body['id']])).rows.map((r) => r.code ?? r.state);
  };
  expect(await run({ name: 'Still an administrator' })).toEqual(['done', 'done']);
  expect(await run({ role: 'agent' })).toEqual(['ticket.not-found', 'done']);
  expect(await run({ enabled: false })).toEqual(['ticket.not-found', 'ticket.not-found']);
});
