import { Stage } from './stage.js';

let stage: Stage;
let team: string;

beforeAll(async () => {
  stage = await Stage.open();
  team = await stage.team({ strategy: 'least-loaded' });
});

afterAll(() => stage.desk.stop());

const simulate = (body: object) => stage.desk.request('POST', '/api/v1/routing/simulate', { body });

test('the last days are replayed as they were, with fewer agents, with more, and under other rules', async () => {
  const sari = await stage.agent('Sari', { teamIds: [team], capacity: 1 });
  await sari.is('online');
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) ids.push(await stage.says(`Where is my refund number ${i}?`));
  for (const id of ids) {
    stage.clock.forward(20);
    await sari.beats();
    await stage.change(id, { status: 'resolved' });
  }
  stage.clock.forward(30);

  const asItWas = await simulate({ days: 1 });
  expect(asItWas).toMatchObject({
    status: 200,
    body: {
      tickets: 3,
      assigned: 3,
      unassigned: 0,
      otherTeam: 0,
      wait: { count: 3, averageMinutes: 20, maxMinutes: 40 },
      actual: { count: 3, averageMinutes: 20, maxMinutes: 40 },
      difference: { averageMinutes: 0, p50Minutes: 0, p90Minutes: 0, maxMinutes: 0 },
    },
  });

  const more = await simulate({ days: 1, agents: [{ name: 'One more', teamIds: [team], capacity: 1 }] });
  expect(more.body).toMatchObject({ difference: { averageMinutes: -13.3 } });
  const faster = (more.body as unknown as { agents: { name: string; tickets: number }[] }).agents;
  expect(faster.filter((a) => a.tickets > 0).map((a) => a.name)).toEqual(expect.arrayContaining(['Sari', 'One more']));

  const nobody = await simulate({ days: 1, agents: [{ agentId: sari.id, capacity: 0 }] });
  expect(nobody.body).toMatchObject({ assigned: 0, unassigned: 3, difference: null });

  const other = await stage.make('teams', { name: 'Refunds' });
  const rules = [{ name: 'R', conditions: { field: 'message.text', operator: 'contains', value: 'refund' }, actions: { teamId: other } }];
  const moved = await simulate({
    days: 1,
    rules,
    teams: [{ teamId: other, strategy: 'round-robin' }],
    agents: [{ agentId: sari.id, teamIds: [other] }],
  });
  expect(moved.body).toMatchObject({ assigned: 3, otherTeam: 3, wait: { averageMinutes: 20 } });
  const hours = { from: '09:00', until: '09:05' };
  const short = await simulate({ days: 1, agents: [{ agentId: sari.id, hours }] });
  expect(short.body).toMatchObject({ assigned: 1, unassigned: 2 });
  expect((await stage.desk.request('GET', '/api/v1/routing-rules')).body.items).toEqual([]);
});

test('the breaches of the first answer are foretold beside those that happened', async () => {
  const own = await Stage.open();
  const ask = (body: object) => own.desk.request('POST', '/api/v1/routing/simulate', { body });
  const fresh = await own.team({ strategy: 'least-loaded' });
  await own.make('sla-policies', { name: 'Ten minutes', targets: { 'first-response': { low: 10, normal: 10, high: 10, urgent: 10 } } });
  const wei = await own.agent('Wei', { teamIds: [fresh], capacity: 1 });
  await wei.is('online');
  const ids = [await own.says('Hello'), await own.says('Hello again')];
  for (const id of ids) {
    own.clock.forward(6);
    await wei.beats();
    const reply = { kind: 'reply', text: 'Here you are' };
    expect((await own.desk.request('POST', `/api/v1/tickets/${id}/messages`, { token: wei.token, body: reply })).status).toBe(201);
    await own.later(0);
    await own.change(id, { status: 'resolved' });
  }
  own.clock.forward(30);
  const asItWas = await ask({ days: 1 });
  expect(asItWas.body['firstResponse']).toEqual({ promised: 2, breached: 1, actual: 1 });
  const more = await ask({ days: 1, agents: [{ name: 'One more', teamIds: [fresh], capacity: 1 }] });
  expect(more.body['firstResponse']).toEqual({ promised: 2, breached: 0, actual: 1 });
  await own.desk.stop();
});

test('what cannot be simulated is refused by name', async () => {
  const rule = { name: 'R', conditions: { field: 'colour', operator: 'is', value: 'x' }, actions: { tags: ['x'] } };
  expect(await simulate({ days: 1, rules: [rule] })).toMatchObject({ status: 422, body: { code: 'condition.invalid' } });
  const unknown = await simulate({ days: 1, agents: [{ agentId: team }] });
  expect(unknown).toMatchObject({ status: 422, body: { code: 'routing.unknown-target', missing: `agent ${team}` } });
  expect(await simulate({ days: 0 })).toMatchObject({ status: 400, body: { errors: [{ field: 'days' }] } });
  expect(
    (await stage.desk.request('POST', '/api/v1/routing/simulate', { token: await stage.desk.tokenFor('agent'), body: { days: 1 } })).status,
  ).toBe(403);
});
