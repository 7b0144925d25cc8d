import { TicketTimers } from '../../../src/timers/ticket-timers.js';
import { type Player, Stage } from './stage.js';

let stage: Stage;
const everybody: Player[] = [];

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.desk.stop());

afterEach(async () => {
  for (const player of everybody.splice(0)) await player.is('offline');
  await weight(1, false);
});

const weight = (units: number, live: boolean) => stage.desk.request('PUT', '/api/v1/channel-weights/fake', { body: { units, live } });

async function agent(name: string, settings: object): Promise<Player> {
  const player = await stage.agent(name, settings);
  everybody.push(player);
  return player;
}

test('who is online is given work at once; who is not is named with the reason', async () => {
  const team = await stage.team({ strategy: 'least-loaded' });
  const sari = await agent('Sari', { teamIds: [team] });
  const wei = await agent('Wei', { teamIds: [team] });
  await sari.is('online');
  await wei.is('busy');
  const id = await stage.says('Where is my refund?');
  expect(await stage.assignee(id)).toBe(sari.id);
  const { items, waiting } = await stage.routing(id);
  expect(waiting).toBeNull();
  expect(items).toMatchObject([
    {
      kind: 'assigned',
      sentence: 'Given to Sari, who carried the least, with 0 of 6 units after 0 minutes. Nobody else could; others not: 1 busy.',
      reasons: { candidates: [{ name: 'Sari', verdict: 'chosen' }, { name: 'Wei', verdict: 'busy' }], counts: { chosen: 1, busy: 1 } },
    },
    { kind: 'routed' },
  ]); // biome-ignore format: one decision a block
  const events = await stage.desk.request('GET', `/api/v1/tickets/${id}/events`);
  expect(events.body.items.map((e) => e['name'])).toEqual(['ticket.opened', 'ticket.assigned']);
});

test('nobody carries more than their capacity; the backlog drains the moment somebody has room', async () => {
  await weight(3, false);
  const team = await stage.team({ strategy: 'round-robin' });
  const sari = await agent('Sari', { teamIds: [team], capacity: 6 });
  await sari.is('online');
  const ids: string[] = [];
  for (let i = 0; i < 4; i++) ids.push(await stage.says(`Ticket number ${i}`));
  const assigned = async () => (await Promise.all(ids.map((id) => stage.assignee(id)))).filter((a) => a === sari.id).length;
  expect(await assigned()).toBe(2);
  const { waiting } = await stage.routing(ids[2] ?? '');
  expect(waiting).toMatchObject({
    sentence: expect.stringMatching(/nobody of Team \d+ can take it now \(1 at capacity\)/),
    reasons: { counts: { full: 1 } },
  });
  await stage.change(ids[0] ?? '', { status: 'resolved' });
  expect(await assigned()).toBe(3); // one of them is done
  expect(await stage.assignee(ids[2] ?? '')).toBe(sari.id);
  await stage.desk.request('PATCH', `/api/v1/agents/${sari.id}`, { body: { capacity: 9 } });
  await stage.desk.drainJobs();
  expect(await assigned()).toBe(4);
  const presence = await stage.desk.request('GET', `/api/v1/presence?teamId=${team}`);
  expect(presence.body.items).toMatchObject([{ agentId: sari.id, status: 'online', capacity: 9, load: 9, tickets: 3 }]);
});

test('the backlog drains when somebody comes online: urgent first, but long waiting counts too', async () => {
  const team = await stage.team({ strategy: 'round-robin' });
  const sari = await agent('Sari', { teamIds: [team], capacity: 1 });
  const old = await stage.says('An old one');
  stage.clock.forward(100);
  const urgent = await stage.says('An urgent one');
  await stage.change(urgent, { priority: 'urgent' });
  const normal = await stage.says('A normal one');
  await sari.is('online');
  expect(await stage.assignee(old)).toBe(sari.id); // 100 minutes outweigh two steps of priority
  await stage.change(old, { status: 'resolved' });
  expect(await stage.assignee(urgent)).toBe(sari.id);
  expect(await stage.assignee(normal)).toBeNull();
});

test('required skills, levels and languages', async () => {
  const skillId = await stage.make('skills', { name: 'Cards' });
  const rule = { name: 'Cards', conditions: { field: 'message.text', operator: 'contains-any', value: ['card', '银行卡'] } };
  const ruleId = await stage.make('routing-rules', { ...rule, actions: { skills: [{ skillId, level: 3 }] } });
  const team = await stage.team({ strategy: 'least-loaded' });
  const novice = await agent('Novice', { teamIds: [team], languages: ['en'], skills: [{ skillId, level: 2 }] });
  const expert = await agent('Expert', { teamIds: [team], languages: ['en'], skills: [{ skillId, level: 3 }] });
  await novice.is('online');
  await expert.is('online');
  const english = await stage.says('My card was declined at the shop');
  expect(await stage.assignee(english)).toBe(expert.id);
  const chinese = await stage.says('我的银行卡被拒绝了，怎么办');
  expect(await stage.assignee(chinese)).toBeNull();
  expect((await stage.routing(chinese)).waiting).toMatchObject({ reasons: { counts: { language: 2 } } });
  // What waits ahead and cannot be given does not hold up what can.
  const other = await stage.says('Where is my money going?');
  expect(await stage.assignee(other)).toBe(novice.id);
  const body = { languages: ['en', 'zh-CN'], skills: [{ skillId, level: 5 }] };
  expect((await stage.desk.request('PATCH', `/api/v1/agents/${novice.id}`, { body })).body).toMatchObject(body);
  await stage.desk.drainJobs();
  expect(await stage.assignee(chinese)).toBe(novice.id);
  await stage.desk.request('DELETE', `/api/v1/routing-rules/${ruleId}`);
});

test('what was put off waits in no queue and fills nobody; awake, it is given', async () => {
  await weight(1, false);
  const team = await stage.team({ strategy: 'least-loaded' });
  const sari = await agent('Sari', { teamIds: [team], capacity: 1 });
  const put = (id: string) => stage.change(id, { snoozedUntil: new Date(stage.clock.now.getTime() + 3_600_000).toISOString() });
  const [byTime, byMessage] = [await stage.says('Tomorrow will do', 'by-time'), await stage.says('Later', 'by-message')];
  for (const id of [byTime, byMessage]) expect(await put(id)).toMatchObject({ status: 200 });
  await sari.is('online');
  expect([await stage.assignee(byTime), await stage.assignee(byMessage)]).toEqual([null, null]);
  expect((await stage.routing(byTime)).waiting).toBeNull();
  expect(await stage.says('Now, please', 'by-message')).toBe(byMessage);
  expect(await stage.assignee(byMessage)).toBe(sari.id);
  // It fills the only place, until it is put off again.
  const next = await stage.says('And I?', 'next');
  expect(await stage.assignee(next)).toBeNull();
  await put(byMessage);
  expect(await stage.assignee(next)).toBe(sari.id);
  for (const id of [next, byMessage]) await stage.change(id, { status: 'resolved' });
  expect(await stage.assignee(byTime)).toBeNull();
  stage.clock.forward(30);
  await sari.beats();
  stage.clock.forward(31);
  await sari.is('online');
  await stage.desk.app.get(TicketTimers).wakeDue();
  await stage.desk.drainJobs();
  expect(await stage.assignee(byTime)).toBe(sari.id);
});

test('a sticky team gives a contact back to who knows them', async () => {
  const team = await stage.team({ strategy: 'sticky', fallbackStrategy: 'round-robin' });
  const sari = await agent('Sari', { teamIds: [team] });
  const wei = await agent('Wei', { teamIds: [team] });
  await sari.is('online');
  await wei.is('online');
  const first = await stage.says('Hello, it is me', 'ayu');
  expect(await stage.assignee(first)).toBe(sari.id);
  expect(await stage.assignee(await stage.says('And it is me', 'budi'))).toBe(wei.id);
  await stage.change(first, { status: 'closed' });
  const again = await stage.says('It is me again', 'ayu');
  expect(again).not.toBe(first);
  expect(await stage.assignee(again)).toBe(sari.id);
  expect((await stage.routing(again)).items[0]?.sentence).toContain('who knows this customer');
});

test('silence makes an agent away, a sign of life brings them back to work', async () => {
  const team = await stage.team({ strategy: 'least-loaded' });
  const sari = await agent('Sari', { teamIds: [team] });
  await sari.is('online');
  await stage.later(1);
  await sari.beats();
  await stage.later(1.5);
  const mine = () => stage.desk.request('GET', '/api/v1/agents/me/presence', { token: sari.token });
  expect((await mine()).body).toMatchObject({ status: 'online' });
  stage.clock.forward(1);
  const id = await stage.says('Is anybody there?'); // before any round said so
  expect(await stage.assignee(id)).toBeNull();
  await stage.round();
  expect((await mine()).body).toMatchObject({ status: 'away' });
  await sari.beats();
  expect((await mine()).body).toMatchObject({ status: 'online' });
  expect(await stage.assignee(id)).toBe(sari.id);
});

test('the history of presence is kept for 40 days', async () => {
  const team = await stage.team();
  const sari = await agent('Sari', { teamIds: [team] });
  await sari.is('online');
  const kept = async () => (await stage.desk.pool.query('select from presence_change where agent_id = $1', [sari.id])).rowCount;
  await stage.later(39 * 1440);
  expect(await kept()).toBe(2); // online, and away since nothing was heard
  await stage.later(2 * 1440);
  expect(await kept()).toBe(1);
});

test('live customers do not wait for somebody who went away; others do', async () => {
  await weight(1, true);
  const team = await stage.team({ strategy: 'least-loaded' });
  const sari = await agent('Sari', { teamIds: [team] });
  const wei = await agent('Wei', { teamIds: [team] });
  await sari.is('online');
  const unanswered = await stage.says('Are you there, please?');
  const answered = await stage.says('Can you help me, please?');
  await stage.desk.request('POST', `/api/v1/tickets/${answered}/messages`, { body: { kind: 'reply', text: 'Yes' } });
  await wei.is('online');
  await sari.is('away');
  await stage.round();
  expect(await stage.assignee(unanswered)).toBe(sari.id); // within the grace
  await stage.clock.forward(1.5);
  await wei.beats();
  await stage.round();
  expect(await stage.assignee(unanswered)).toBe(wei.id);
  expect(await stage.assignee(answered)).toBe(sari.id);
  expect((await stage.routing(unanswered)).items.map((d) => d.kind)).toEqual(['assigned', 'released', 'assigned', 'routed']);
  expect((await stage.routing(unanswered)).items[1]?.sentence).toMatch(/Taken from Sari, who had been away for 2 minutes/);
});

test('what a team does not take in time overflows once, and never back', async () => {
  const helpers = await stage.make('teams', { name: 'Helpers', strategy: 'least-loaded' });
  const team = await stage.team({ strategy: 'least-loaded', overflowTeamId: helpers, overflowAfterMinutes: 10 });
  await stage.desk.request('PATCH', `/api/v1/teams/${helpers}`, { body: { overflowTeamId: team, overflowAfterMinutes: 5 } });
  const id = await stage.says('Will anybody help me?');
  await stage.later(9);
  expect(await stage.ticket(id)).toMatchObject({ teamId: team });
  await stage.later(1);
  expect(await stage.ticket(id)).toMatchObject({ teamId: helpers, assigneeId: null });
  await stage.later(60);
  expect(await stage.ticket(id)).toMatchObject({ teamId: helpers });
  const wei = await agent('Wei', { teamIds: [helpers] });
  await wei.is('online');
  expect(await stage.assignee(id)).toBe(wei.id);
  expect((await stage.routing(id)).items.map((d) => d.kind)).toEqual(['assigned', 'overflowed', 'routed']);
});

test('a ticket that was moved by hand has its whole time in the new team', async () => {
  const last = await stage.make('teams', { name: 'Last' });
  const busy = await stage.make('teams', { name: 'Busy', strategy: 'least-loaded', overflowTeamId: last, overflowAfterMinutes: 10 });
  await stage.team();
  const id = await stage.says('I have waited for so long');
  stage.clock.forward(60);
  await stage.change(id, { teamId: busy });
  await stage.later(9);
  expect(await stage.ticket(id)).toMatchObject({ teamId: busy });
  await stage.later(1);
  expect(await stage.ticket(id)).toMatchObject({ teamId: last });
});

test('a ticket that its customer reopens is handed out like a new one', async () => {
  const team = await stage.team({ strategy: 'least-loaded' });
  const id = await stage.says('Please look into it', 'citra');
  await stage.change(id, { status: 'pending' });
  const sari = await agent('Sari', { teamIds: [team] });
  await sari.is('online');
  expect(await stage.assignee(id)).toBeNull();
  expect(await stage.says('And now?', 'citra')).toBe(id);
  expect(await stage.assignee(id)).toBe(sari.id);
});

test('whom nobody can take, however many wait before, hides nobody who can be taken', async () => {
  const team = await stage.team({ strategy: 'least-loaded' });
  const skillId = await stage.make('skills', { name: 'Rare' });
  const ruleId = await stage.make('routing-rules', {
    name: 'Rare',
    conditions: { field: 'message.text', operator: 'contains', value: 'rare' },
    actions: { skills: [{ skillId, level: 1 }] },
  });
  const first = await stage.says('A rare one');
  const { rows } = await stage.desk.pool.query<{ list: string }>(
    `select string_agg(column_name, ', ') as list from information_schema.columns
     where table_name = 'ticket' and is_generated = 'NEVER' and column_name not in ('id', 'number')`,
  );
  const list = rows[0]?.list;
  await stage.desk.pool.query(
    `insert into ticket (id, ${list}) select gen_random_uuid(), ${list} from ticket t, generate_series(1, 1100) where t.id = $1`,
    [first],
  );
  await stage.desk.pool.query(
    `insert into ticket_routing (ticket_id, skills, visited_team_ids, entered_at)
     select t.id, r.skills, '{}', r.entered_at from ticket t, ticket_routing r where r.ticket_id = $1 and t.team_id = $2 and t.id <> $1`,
    [first, team],
  );
  stage.clock.forward(1);
  const easy = await stage.says('An easy one');
  const sari = await agent('Sari', { teamIds: [team] });
  await sari.is('online');
  expect(await stage.assignee(easy)).toBe(sari.id);
  expect(await stage.assignee(first)).toBeNull();
  await stage.desk.request('DELETE', `/api/v1/routing-rules/${ruleId}`);
});
