import { QueueWatch } from '../../../src/assignment/queue-watch.js';
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

async function assignedTo(id: string, agentId: string): Promise<boolean> {
  const deadline = performance.now() + WITHIN_MS;
  while (performance.now() < deadline) if ((await stage.assignee(id)) === agentId) return true;
  return false;
}

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
  watch.serveAll = async () => undefined; // it does not look by itself
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
