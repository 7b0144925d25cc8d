import { QueueWatch } from '../../../src/assignment/queue-watch.js';
import { WaitingTeamsView } from '../../../src/views/waiting-teams.js';
import { until } from '../../kit/until.js';
import { Stage } from './stage.js';

// The watch runs by itself here, as in a running desk: nothing is drained by hand.
const WITHIN_MS = 20_000;
let stage: Stage;
let watch: QueueWatch;

beforeEach(async () => {
  stage = await Stage.open();
  watch = stage.desk.app.get(QueueWatch);
});

afterEach(async () => {
  await watch.stop();
  await stage.desk.stop();
});

async function opened(): Promise<string> {
  const body = { subject: 'a', text: 'b', contact: { identities: [{ kind: 'email', value: `${Math.random()}@example.com` }] } };
  return String((await stage.desk.request('POST', '/api/v1/tickets', { body })).body['id']);
}

const assignedTo = (id: string, agentId: string) => until(async () => (await stage.assignee(id)) === agentId, WITHIN_MS);

async function staffed() {
  const team = await stage.team({ strategy: 'least-loaded' });
  const sari = await stage.agent('Sari', { teamIds: [team] });
  await sari.is('online');
  return { team, sari };
}

async function comesTo(id: string, team: string): Promise<void> {
  const { version } = (await stage.desk.request('GET', `/api/v1/tickets/${id}`)).body;
  const answer = await stage.desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { teamId: team, version } });
  expect(answer.status).toBe(200);
}

test('a ticket that comes to a queue is given by the hint of it', async () => {
  const { team, sari } = await staffed();
  stage.desk.app.get(WaitingTeamsView).all = async () => []; // it does not look by itself
  watch.start();
  const id = await opened();
  await comesTo(id, team);
  expect(await assignedTo(id, sari.id)).toBe(true);
});

test('what came while nobody watched is given by the first look', async () => {
  const { team, sari } = await staffed();
  const id = await opened();
  await comesTo(id, team);
  expect(await stage.assignee(id)).toBeNull();
  watch.start();
  expect(await assignedTo(id, sari.id)).toBe(true);
});

test('rules that give a ticket back to a queue that hands it out again end, whoever hands it out', async () => {
  const { team, sari } = await staffed();
  const other = await stage.make('teams', { name: 'The other', strategy: 'least-loaded' });
  const wei = await stage.agent('Wei', { teamIds: [other] });
  await wei.is('online');
  const event = { events: ['ticket.changed'] };
  const goes = (from: string, to: string) =>
    stage.make('automations', {
      ...event,
      name: `to ${to}`,
      condition: { all: [{ field: 'teamId', operator: 'is', value: from }, { field: 'assigneeId', operator: 'exists' }] },
      actions: [{ type: 'set-team', teamId: to }],
    }); // biome-ignore format: one block
  await goes(team, other);
  await goes(other, team);
  const id = await opened();
  await comesTo(id, team);
  await stage.desk.drainJobs();
  const runs = await stage.desk.request('GET', `/api/v1/tickets/${id}/automations`);
  expect(runs.body.items.length).toBeGreaterThan(1);
  expect(runs.body.items.length).toBeLessThan(30);
  expect(runs.body.items.map((r) => r['outcome'])).toContain('stopped');
  expect([sari.id, wei.id, null]).toContain(await stage.assignee(id));
});
