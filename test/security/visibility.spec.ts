import * as fc from 'fast-check';
import type { Actor } from '../../src/kernel/actor.js';
import { type AgentId, newId } from '../../src/kernel/id.js';
import { TicketSight } from '../../src/views/ticket-sight.js';
import { ticketVisibility } from '../../src/views/ticket-visibility.js';
import { FakeChannel, said } from '../kit/fake-channel.js';
import { type Person, person, team, ticket } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
let channel: FakeChannel;

beforeAll(async () => {
  channel = new FakeChannel();
  desk = await testDesk({ channels: () => [channel.definition()] });
});

afterAll(() => desk.stop());

async function seenBy(token: string, path = '/api/v1/tickets'): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for (let cursor = ''; ; ) {
    const { body } = await desk.request('GET', `${path}?limit=200${cursor}`, { token });
    for (const item of body.items) seen.add(String(item['id']));
    if (body['nextCursor'] === null) return seen;
    cursor = `&cursor=${String(body['nextCursor'])}`;
  }
}

const statusFor = async (token: string, path: string) => (await desk.request('GET', path, { token })).status;

test('a closed team keeps its tickets, and all that hangs on them, to itself', async () => {
  const safety = await team(desk, 'members');
  const member = await person(desk, { teamIds: [safety] });
  const outsider = await person(desk);
  const stranger = await person(desk, { role: 'supervisor' });
  const inbox = await desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Safety', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true, teamId: safety },
  });
  channel.media.set('1', { content: Buffer.from('ID card'), contentType: 'image/png', filename: 'id.png' });
  const file = { filename: 'id.png', contentType: 'image/png', bytes: 7, media: { id: '1' }, contentId: null };
  await desk.request('POST', `/ingress/fake/${String(inbox.body['id'])}/events`, {
    token: null,
    headers: { 'x-fake-key': 'right' },
    body: { key: 'k1', events: [said({ who: 'citra', attachments: [file] as never })] },
  });
  await desk.drainJobs();
  const contact = await desk.request('GET', '/api/v1/contacts?kind=fake&value=citra');
  const contactPath = `/api/v1/contacts/${String(contact.body.items[0]?.['id'])}/tickets`;
  const [id = ''] = await seenBy(member.token, contactPath);
  const messages = await desk.request('GET', `/api/v1/tickets/${id}/messages`, { token: member.token });
  const [attachment] = (messages.body.items[0]?.['attachments'] ?? []) as { readonly id: string }[];
  const paths = [
    `/api/v1/tickets/${id}`,
    `/api/v1/tickets/${id}/messages`,
    `/api/v1/tickets/${id}/events`,
    `/api/v1/attachments/${attachment?.id}/content`,
  ];
  for (const path of paths) {
    expect([path, await statusFor(member.token, path)]).toEqual([path, 200]);
    expect([path, await statusFor(outsider.token, path)]).toEqual([path, 404]);
    expect([path, await statusFor(stranger.token, path)]).toEqual([path, 404]);
  }
  expect(await seenBy(outsider.token, contactPath)).toEqual(new Set());
  expect((await seenBy(outsider.token)).has(id)).toBe(false);
  const write = (body: object) => desk.request('POST', `/api/v1/tickets/${id}/messages`, { token: outsider.token, body });
  expect((await write({ kind: 'note', text: 'I was here' })).status).toBe(404);
  expect((await write({ kind: 'reply', text: 'Hello' })).status).toBe(404);
  expect((await desk.request('PATCH', `/api/v1/tickets/${id}`, { token: outsider.token, body: { assigneeId: outsider.id } })).status).toBe(
    404,
  );
  expect(channel.sent).toEqual([]);
});

test('a hidden ticket and one that does not exist are answered alike', async () => {
  const outsider = await person(desk);
  const hidden = await ticket(desk, { teamId: await team(desk, 'members') });
  const missing = hidden.replace(/.{4}$/, '0000');
  const answers = await Promise.all([hidden, missing].map((id) => desk.request('GET', `/api/v1/tickets/${id}`, { token: outsider.token })));
  const [first, second] = answers.map(({ status, body: { requestId: _dropped, ...body } }) => ({ status, body }));
  expect(first).toEqual(second);
});

test('who is assigned sees the ticket, and no longer when it is somebody else', async () => {
  const safety = await team(desk, 'members');
  const helper = await person(desk);
  const id = await ticket(desk, { teamId: safety, assigneeId: helper.id });
  expect(await statusFor(helper.token, `/api/v1/tickets/${id}`)).toBe(200);
  await desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { assigneeId: null } });
  expect(await statusFor(helper.token, `/api/v1/tickets/${id}`)).toBe(404);
});

test('who hands a ticket to a closed team is told what became of it, once', async () => {
  const safety = await team(desk, 'members');
  const agent = await person(desk);
  const id = await ticket(desk);
  const handed = await desk.request('PATCH', `/api/v1/tickets/${id}`, { token: agent.token, body: { teamId: safety } });
  expect(handed).toMatchObject({ status: 200, body: { teamId: safety } });
  expect(await statusFor(agent.token, `/api/v1/tickets/${id}`)).toBe(404);
});

test('ids in a body are asked for together: one that may not be seen is one too many', async () => {
  const sight = desk.app.get(TicketSight);
  const agent: Actor = { type: 'agent', id: (await person(desk)).id as AgentId, name: 'A', role: 'agent' };
  const [open, closed] = [await ticket(desk), await ticket(desk, { teamId: await team(desk, 'members') })];
  await expect(sight.mustWorkOnAll(agent, [open])).resolves.toBeUndefined();
  await expect(sight.mustWorkOnAll(agent, [open, closed])).rejects.toThrow(/no such ticket/);
  await expect(sight.mustWorkOnAll({ ...agent, role: 'admin' }, [open, closed])).resolves.toBeUndefined();
  await expect(sight.mustWorkOnAll({ ...agent, role: 'admin' }, [open, newId()])).rejects.toThrow(/no such ticket/);
});

test('only an administrator opens or closes a team', async () => {
  const safety = await team(desk, 'members');
  const supervisor = await person(desk, { role: 'supervisor', teamIds: [safety] });
  const path = `/api/v1/teams/${safety}`;
  const change = (token: string, body: object) => desk.request('PATCH', path, { token, body });
  expect(await change(supervisor.token, { visibility: 'open' })).toMatchObject({
    status: 403,
    body: { code: 'team.visibility-not-yours' },
  });
  expect(await change(supervisor.token, { name: `Renamed ${safety}` })).toMatchObject({ status: 200, body: { visibility: 'members' } });
  expect(await change(desk.token, { visibility: 'open' })).toMatchObject({ status: 200, body: { visibility: 'open' } });
  expect(await change(desk.token, { visibility: 'secret' })).toMatchObject({ status: 400, body: { errors: [{ field: 'visibility' }] } });
});

interface Plan {
  readonly teams: readonly ('open' | 'members')[];
  readonly people: readonly { readonly role: 'agent' | 'supervisor' | 'auditor'; readonly teams: readonly number[] }[];
  readonly tickets: readonly { readonly team: number | null; readonly assignee: number | null }[];
}

const plans: fc.Arbitrary<Plan> = fc.record({
  teams: fc.array(fc.constantFrom('open', 'members'), { minLength: 1, maxLength: 3 }),
  people: fc.array(
    fc.record({ role: fc.constantFrom('agent', 'supervisor', 'auditor'), teams: fc.uniqueArray(fc.nat(2), { maxLength: 2 }) }),
    { minLength: 1, maxLength: 3 },
  ),
  tickets: fc.array(fc.record({ team: fc.option(fc.nat(2)), assignee: fc.option(fc.nat(2)) }), { minLength: 1, maxLength: 6 }),
});

test('lists, details and the policy said in plain words agree, for 50 random desks', async () => {
  let checked = 0;
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const teamIds = await Promise.all(plan.teams.map((visibility) => team(desk, visibility)));
      const people: Person[] = [];
      for (const { role, teams } of plan.people) people.push(await person(desk, { role, teamIds: teams.flatMap((t) => teamIds[t] ?? []) }));
      const tickets: { readonly id: string; readonly team: number | null; readonly assignee: number | null }[] = [];
      for (const wish of plan.tickets) {
        const at = wish.team !== null && wish.team < teamIds.length ? wish.team : null;
        const assignee = wish.assignee !== null && wish.assignee < people.length ? wish.assignee : null;
        const id = await ticket(desk, {
          teamId: at === null ? null : (teamIds[at] ?? null),
          assigneeId: people[assignee ?? -1]?.id ?? null,
        });
        tickets.push({ id, team: at, assignee });
      }
      for (const [at, { role, teams }] of plan.people.entries()) {
        const expected = tickets
          .filter(
            (t) => role === 'auditor' || t.team === null || plan.teams[t.team] === 'open' || teams.includes(t.team) || t.assignee === at,
          )
          .map((t) => t.id);
        const token = people[at]?.token ?? '';
        const seen = await seenBy(token);
        expect(tickets.map((t) => t.id).filter((id) => seen.has(id))).toEqual(expected);
        for (const { id } of tickets)
          expect([id, await statusFor(token, `/api/v1/tickets/${id}`)]).toEqual([id, expected.includes(id) ? 200 : 404]);
        checked += tickets.length;
      }
    }),
    { numRuns: 50 },
  );
  expect(checked).toBeGreaterThan(100);
});

test('the list of an agent who may not see everything stays one walk of an index', async () => {
  const asker: Actor = { type: 'agent', id: newId<AgentId>(), name: 'A', role: 'agent' };
  const seen = ticketVisibility(asker, { ticket: 'ticket', first: 1 });
  const list = `explain select id from ticket where ${seen.text} order by last_message_at desc, id desc limit 50`;
  const { rows } = await desk.pool.query<{ 'QUERY PLAN': string }>(list, [...seen.values]);
  const plan = rows.map((r) => r['QUERY PLAN']).join('\n');
  expect(plan).toContain('InitPlan');
  expect(plan).not.toMatch(/SubPlan/);
});
