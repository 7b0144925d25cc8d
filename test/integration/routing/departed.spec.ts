import { Stage } from './stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.desk.stop());

const agent = (name: string, settings: object) => stage.agent(name, settings);

test('who is disabled, or only looks on from now on, holds no open ticket', async () => {
  const team = await stage.team({ strategy: 'least-loaded' });
  const [sari, wei, budi] = [
    await agent('Sari', { teamIds: [team] }),
    await agent('Wei', { teamIds: [team] }),
    await agent('Budi', { teamIds: [team] }),
  ];
  await sari.is('online');
  const first = await stage.says('One, please');
  await sari.is('offline');
  await wei.is('online');
  const second = await stage.says('Two, please');
  expect([await stage.assignee(first), await stage.assignee(second)]).toEqual([sari.id, wei.id]);
  await stage.desk.request('PATCH', `/api/v1/agents/${sari.id}`, { body: { enabled: false } });
  await stage.desk.request('PATCH', `/api/v1/agents/${wei.id}`, { body: { role: 'auditor' } });
  await budi.is('online');
  await stage.round();
  expect([await stage.assignee(first), await stage.assignee(second)]).toEqual([budi.id, budi.id]);
  expect((await stage.routing(first)).items[1]?.sentence).toBe('Taken from Sari, who does not work with tickets any more.');
  for (const { id } of [sari, wei]) await stage.desk.request('PATCH', `/api/v1/agents/${id}`, { body: { enabled: true, role: 'agent' } });
});

test('who leaves a team leaves its tickets there, also what is asleep or done with, and keeps the others', async () => {
  const [team, other] = [await stage.team({ strategy: 'least-loaded' }), await stage.team({ strategy: 'least-loaded' })];
  const [sari, budi] = [await agent('Sari', { teamIds: [team, other] }), await agent('Budi', { teamIds: [team, other] })];
  await sari.is('online');
  const [open, pending, resolved, kept] = [
    await stage.says('One, please'),
    await stage.says('Two, please'),
    await stage.says('Three, please', 'resolved-customer'),
    await stage.says('Four, please'),
  ];
  for (const id of [open, pending, resolved, kept]) await stage.change(id, { teamId: id === kept ? other : team, assigneeId: sari.id });
  await stage.change(pending, { status: 'pending' });
  await stage.change(resolved, { status: 'resolved' });
  await sari.is('offline');
  await budi.is('online');
  await stage.desk.request('PATCH', `/api/v1/agents/${sari.id}`, { body: { teamIds: [other] } });
  await stage.desk.drainJobs();
  expect(await stage.assignee(open)).toBe(budi.id);
  expect(await stage.assignee(pending)).toBeNull();
  expect([await stage.assignee(resolved), await stage.assignee(kept)]).toEqual([sari.id, sari.id]);
  expect((await stage.routing(pending)).items[0]?.sentence).toBe('Taken from Sari, who does not belong to the team any more.');
  // It comes back to life: not to somebody outside.
  await stage.says('Still nothing', 'resolved-customer');
  expect(await stage.assignee(resolved)).toBe(budi.id);
});

test('what is opened again by hand, or is no spam after all, stays with nobody who left meanwhile', async () => {
  const team = await stage.team({ strategy: 'manual' });
  const sari = await agent('Sari', { teamIds: [team] });
  const [done, spam] = [await stage.says('One, please'), await stage.says('Two, please')];
  for (const id of [done, spam]) await stage.change(id, { teamId: team, assigneeId: sari.id });
  await stage.change(done, { status: 'resolved' });
  await stage.desk.request('POST', `/api/v1/tickets/${spam}/spam`);
  await stage.desk.request('PATCH', `/api/v1/agents/${sari.id}`, { body: { teamIds: [] } });
  await stage.desk.drainJobs();
  await stage.change(done, { status: 'open' });
  await stage.desk.request('POST', `/api/v1/tickets/${spam}/not-spam`);
  expect([await stage.assignee(done), await stage.assignee(spam)]).toEqual([null, null]);
});
