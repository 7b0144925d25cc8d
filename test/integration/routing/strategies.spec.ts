import { type Player, Stage } from './stage.js';

let stage: Stage;
let sari: Player;
let wei: Player;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.desk.stop());

afterEach(async () => {
  await sari.is('offline');
  await wei.is('offline');
});

/** Two of a team that works like this, both online, Sari a minute longer. */
async function two(settings: object): Promise<string> {
  const team = await stage.team(settings);
  sari = await stage.agent('Sari', { teamIds: [team], capacity: 20 });
  wei = await stage.agent('Wei', { teamIds: [team], capacity: 20 });
  await sari.is('online');
  stage.clock.forward(1);
  await wei.is('online');
  return team;
}

/** Who gets each of so many tickets, a minute apart. */
async function turns(tickets: number): Promise<readonly unknown[]> {
  const given: unknown[] = [];
  for (let i = 0; i < tickets; i++) {
    given.push(await stage.assignee(await stage.says(`Ticket ${i}`)));
    await Promise.all([sari.beats(), wei.beats()]);
    stage.clock.forward(1);
  }
  return given;
}

test('longest idle: who has waited longest for work, not who carries least', async () => {
  await two({ strategy: 'longest-idle' });
  const own = [];
  for (let i = 0; i < 3; i++) {
    const id = await stage.says(`For Sari herself ${i}`);
    await stage.change(id, { assigneeId: sari.id });
    own.push(id);
  }
  stage.clock.forward(1);
  await stage.change(await stage.says('For Wei himself'), { assigneeId: wei.id });
  await Promise.all([sari.beats(), wei.beats()]);
  // Wei had the last work, so it is Sari's turn although she carries three times as much.
  const id = await stage.says('Whose is this?');
  expect(await stage.assignee(id)).toBe(sari.id);
  expect((await stage.routing(id)).items[0]?.sentence).toContain('who had waited longest for work');
  await Promise.all([sari.beats(), wei.beats()]);
  stage.clock.forward(1);
  expect(await turns(2)).toEqual([wei.id, sari.id]);
});

test('round robin: in turn, whatever they carry', async () => {
  await two({ strategy: 'round-robin' });
  const given = await turns(4);
  expect(new Set(given.slice(0, 2))).toEqual(new Set([sari.id, wei.id]));
  expect(given.slice(2)).toEqual(given.slice(0, 2));
});

test('manual: nobody is given anything, until somebody takes it or the team changes its way', async () => {
  const team = await two({ strategy: 'manual' });
  const id = await stage.says('Who takes me?');
  await stage.round();
  expect(await stage.assignee(id)).toBeNull();
  expect((await stage.routing(id)).items.map(({ kind }) => kind)).not.toContain('assigned');
  const other = await stage.says('And who takes me?');
  await stage.change(other, { assigneeId: wei.id });
  expect(await stage.assignee(other)).toBe(wei.id);
  await stage.desk.request('PATCH', `/api/v1/teams/${team}`, { body: { strategy: 'least-loaded' } });
  await stage.desk.drainJobs();
  await stage.round();
  expect(await stage.assignee(id)).toBe(sari.id);
});
