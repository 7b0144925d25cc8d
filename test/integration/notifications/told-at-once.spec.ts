import { QueueWatch } from '../../../src/assignment/queue-watch.js';
import { NotificationRig } from './rig.js';

let rig: NotificationRig;

beforeAll(async () => {
  rig = await NotificationRig.open();
});

afterAll(() => rig.desk.stop());

test('what routing gives is told with the assignment, without a job, and not to whom it is muted', async () => {
  const team = await rig.make('teams', { name: 'Many', strategy: 'round-robin' });
  const [sari, wei] = [await rig.person('Sari', { teamIds: [team] }), await rig.person('Wei', { teamIds: [team] })];
  await wei.prefers({ muted: ['assigned'] });
  for (const person of [sari, wei]) await person.does('PUT', 'agents/me/presence', { status: 'online' });
  const ids = [await rig.ticket(), await rig.ticket(), await rig.ticket(), await rig.ticket()];
  for (const id of ids) await rig.desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { teamId: team } });
  await rig.desk.app.get(QueueWatch).serveAll();
  expect(await rig.waiting()).toEqual([]);
  const { rows } = await rig.desk.pool.query(
    'select t.assignee_id = $2 as sari, n.times, n.actor_name from ticket t left join notification n on n.ticket_id = t.id where t.id = any($1)',
    [ids, sari.id],
  );
  const [toSari, toWei] = [
    { sari: true, times: 1, actor_name: 'routing' },
    { sari: false, times: null, actor_name: null },
  ];
  expect(rows.toSorted((a, b) => Number(b.sari) - Number(a.sari))).toEqual([toSari, toSari, toWei, toWei]);
  await rig.desk.drainJobs();
  expect([(await sari.told()).map((n) => n.times), await wei.told()]).toEqual([[1, 1], []]);
  for (const person of [sari, wei]) await person.does('PUT', 'agents/me/presence', { status: 'offline' });
});
