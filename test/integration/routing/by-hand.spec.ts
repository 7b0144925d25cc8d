import { type Player, Stage } from './stage.js';

let stage: Stage;
const everybody: Player[] = [];

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.desk.stop());

afterEach(async () => {
  for (const player of everybody.splice(0)) await player.is('offline');
});

async function agent(name: string, settings: object): Promise<Player> {
  const player = await stage.agent(name, settings);
  everybody.push(player);
  return player;
}

test('by hand only to somebody of the team who works', async () => {
  const team = await stage.team();
  const mine = await agent('Mine', { teamIds: [team] });
  const stranger = await agent('Stranger', {});
  const gone = await stage.agent('Gone', { teamIds: [team], enabled: false });
  const id = await stage.says('To be given by hand');
  const give = (assigneeId: string | null) => stage.change(id, { assigneeId });
  expect(await give(stranger.id)).toMatchObject({ status: 422, body: { code: 'ticket.assignee-not-in-team' } });
  expect(await give(gone.id)).toMatchObject({ status: 422, body: { code: 'ticket.assignee-disabled' } });
  expect(await give(team)).toMatchObject({ status: 422, body: { code: 'ticket.unknown-assignee' } });
  expect(await stage.change(id, { teamId: mine.id })).toMatchObject({ status: 422, body: { code: 'ticket.unknown-team' } });
  expect(await give(mine.id)).toMatchObject({ status: 200, body: { assigneeId: mine.id } });
  expect((await stage.routing(id)).items[0]?.sentence).toMatch(/^Given to Mine of team Team \d+ by The admin\.$/);
});

test('by hand also beyond capacity; it counts, and moving a ticket on takes it from who does not belong there', async () => {
  const team = await stage.team({ strategy: 'least-loaded' });
  const other = await stage.make('teams', { name: 'Other', strategy: 'least-loaded' });
  const sari = await agent('Sari', { teamIds: [team], capacity: 1 });
  const wei = await agent('Wei', { teamIds: [other] });
  await sari.is('online');
  await wei.is('online');
  const first = await stage.says('The first of two');
  const second = await stage.says('The second of two');
  expect(await stage.assignee(second)).toBeNull();
  await stage.change(second, { assigneeId: sari.id });
  expect((await stage.desk.request('GET', '/api/v1/agents/me/presence', { token: sari.token })).body).toMatchObject({ load: 2 });
  await stage.change(first, { teamId: other });
  expect(await stage.assignee(first)).toBe(wei.id);
});

test('settings that cannot be are refused by name', async () => {
  const team = await stage.team();
  const patch = (body: object) => stage.desk.request('PATCH', `/api/v1/teams/${team}`, { body });
  expect(await patch({ overflowTeamId: team, overflowAfterMinutes: 5 })).toMatchObject({
    status: 422,
    body: { code: 'team.overflows-into-itself' },
  });
  expect(await patch({ overflowAfterMinutes: 5 })).toMatchObject({ status: 422, body: { code: 'team.overflow-incomplete' } });
  expect(await patch({ strategy: 'dice' })).toMatchObject({ status: 400, body: { errors: [{ field: 'strategy' }] } });
  const skills = [{ skillId: team, level: 1 }];
  const { id } = await agent('Sari', { teamIds: [team] });
  expect(await stage.desk.request('PATCH', `/api/v1/agents/${id}`, { body: { skills } })).toMatchObject({
    status: 422,
    body: { code: 'agent.unknown-skill' },
  });
});

test('a ticket that is taken from somebody, or opened again, has its whole time to be taken in its team', async () => {
  const last = await stage.make('teams', { name: 'Last resort' });
  const team = await stage.team({ strategy: 'least-loaded', overflowTeamId: last, overflowAfterMinutes: 10 });
  const id = await stage.says('Two days in one hand', 'dahlia');
  const sari = await agent('Dayang', { teamIds: [team] });
  await stage.change(id, { assigneeId: sari.id });
  stage.clock.forward(2 * 24 * 60);
  await stage.change(id, { assigneeId: null });
  await stage.later(9);
  expect(await stage.ticket(id)).toMatchObject({ teamId: team });
  await stage.change(id, { status: 'pending' });
  stage.clock.forward(24 * 60);
  await stage.says('Are you there?', 'dahlia');
  await stage.later(9);
  expect(await stage.ticket(id)).toMatchObject({ teamId: team });
  await stage.later(1);
  expect(await stage.ticket(id)).toMatchObject({ teamId: last });
});
