import { AssignWaiting } from '../../../src/desk/index.js';
import { systemActor } from '../../../src/kernel/actor.js';
import type { TeamId } from '../../../src/kernel/id.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { CandidateRepository } from '../../../src/routing/index.js';
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

/** One transaction that hands out, as a job of any process does. */
const hand = (teamId: string, limit = 20) =>
  stage.desk.app
    .get(UnitOfWork)
    .run(systemActor('test'), (tx) => stage.desk.app.get(AssignWaiting).execute(tx, { teamId: teamId as TeamId, limit }));

test('two who hand out the same queue at the same time give no ticket twice and fill nobody beyond capacity', async () => {
  const team = await stage.team({ strategy: 'least-loaded' });
  const second = await stage.make('teams', { name: 'Second', strategy: 'least-loaded' });
  const players = await Promise.all(['a', 'b', 'c'].map((name) => agent(name, { teamIds: [team, second], capacity: 4 })));
  const ids: string[] = [];
  for (let i = 0; i < 8; i++) ids.push(await stage.says(`Ticket ${i} of a rush`));
  for (const id of ids.slice(4)) await stage.change(id, { teamId: second });
  // Online without the jobs this causes: they are run by hand, all at the same time.
  for (const { token } of players) await stage.desk.request('PUT', '/api/v1/agents/me/presence', { token, body: { status: 'online' } });
  await weight(2, false);
  const handed = await Promise.all([team, second, team, second, team, second].map((id) => hand(id, 3)));
  expect(handed.some((h) => h.again)).toBe(true);
  await stage.desk.exhaustJobs();
  const { rows } = await stage.desk.pool.query<{ ticket_id: string }>(
    `select ticket_id from routing_decision where kind = 'assigned' and ticket_id = any($1::uuid[])`,
    [ids],
  );
  expect(rows).toHaveLength(6);
  expect(new Set(rows.map((r) => r.ticket_id)).size).toBe(6);
  const { body } = await stage.desk.request('GET', `/api/v1/presence?teamId=${team}`);
  expect(body.items.map((p) => p['load'])).toEqual([4, 4, 4]);
});

test('an agent whom another team filled in the same moment is given nothing more', async () => {
  const team = await stage.team({ strategy: 'least-loaded' });
  const second = await stage.make('teams', { name: 'Quicker', strategy: 'least-loaded' });
  const sari = await agent('Sari', { teamIds: [team, second], capacity: 1 });
  const slow = await stage.says('In the team that is slower');
  const quick = await stage.says('In the team that is quicker');
  await stage.change(quick, { teamId: second });
  await stage.desk.request('PUT', '/api/v1/agents/me/presence', { token: sari.token, body: { status: 'online' } });
  const candidates = stage.desk.app.get(CandidateRepository);
  const lock = candidates.lock.bind(candidates);
  // Between what the slower one read of its members and its lock on Sari, the quicker one is done.
  let go = () => undefined as void;
  const quicker = new Promise<void>((resolve) => {
    go = resolve;
  }).then(() => hand(second));
  candidates.lock = async (tx, ids) => {
    candidates.lock = lock;
    go();
    await quicker;
    return lock(tx, ids);
  };
  expect(await hand(team)).toMatchObject({ assigned: 0, again: true });
  expect(await stage.assignee(quick)).toBe(sari.id);
  expect(await stage.assignee(slow)).toBeNull();
});
