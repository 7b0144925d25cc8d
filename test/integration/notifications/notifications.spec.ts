import { PostgresHints } from '../../../src/platform/hints/postgres-hints.js';
import { ClockTimer } from '../../../src/timers/clock-timer.js';
import { VisibleTickets } from '../../../src/views/visible-tickets.js';
import { NotificationRig } from './rig.js';

let rig: NotificationRig;

beforeAll(async () => {
  rig = await NotificationRig.open();
});

afterAll(() => rig.desk.stop());

test('an agent is told of what others give them, not of what they take', async () => {
  const sari = await rig.person('Sari');
  const given = await rig.ticket();
  const taken = await rig.ticket();
  await rig.change(given, { assigneeId: sari.id });
  await sari.does('PATCH', `tickets/${taken}`, { assigneeId: sari.id });
  expect(await sari.told()).toMatchObject([
    {
      kind: 'assigned',
      actorName: 'The admin',
      times: 1,
      ticket: { id: given, subject: 'Where is my refund?', number: expect.any(Number) },
      firstAt: '2026-03-02T09:10:00.000Z',
      readAt: null,
    },
  ]);
  expect(await sari.unread()).toBe(1);
});

test('an agent is told of what routing gives them', async () => {
  const team = await rig.make('teams', { name: 'Refunds', strategy: 'round-robin' });
  const sari = await rig.person('Sari', { teamIds: [team] });
  await sari.does('PUT', 'agents/me/presence', { status: 'online' });
  const id = await rig.ticket();
  await rig.change(id, { teamId: team });
  expect(await sari.toldOf(id)).toEqual(['assigned']);
  await sari.does('PUT', 'agents/me/presence', { status: 'offline' });
});

test('whose ticket it is no more when the job runs is not told', async () => {
  const [sari, wei] = [await rig.person('Sari'), await rig.person('Wei')];
  const id = await rig.ticket();
  for (const { id: assigneeId } of [sari, wei]) await rig.desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { assigneeId } });
  await rig.desk.drainJobs();
  expect([await sari.toldOf(id), await wei.toldOf(id)]).toEqual([[], ['assigned']]);
});

test('mentioned in a note, others are told and follow from then on', async () => {
  const [sari, wei] = [await rig.person('Sari'), await rig.person('Wei')];
  const who = 'mention-customer';
  const id = await rig.ticket(who);
  await sari.does('POST', `tickets/${id}/messages`, { kind: 'note', text: '@wei @me', mentions: [wei.id, sari.id] });
  expect([await sari.toldOf(id), await wei.toldOf(id)]).toEqual([[], ['mentioned']]);
  await rig.writes(who);
  await rig.desk.drainJobs();
  expect([await sari.toldOf(id), await wei.toldOf(id)]).toEqual([['customer-replied'], ['customer-replied', 'mentioned']]);
  await wei.does('DELETE', `tickets/${id}/followers/${wei.id}`);
  rig.clock.forward(1);
  await rig.writes(who);
  await rig.desk.drainJobs();
  expect((await wei.told()).map((n) => n.times)).toEqual([1, 1]);
});

test('a customer who writes costs a job only when somebody has the ticket or follows it', async () => {
  const sari = await rig.person('Sari');
  const who = 'costly';
  const id = await rig.ticket(who);
  const jobs = async (over = {}) => {
    await rig.writes(who, over);
    await rig.intake();
    const { length } = await rig.waiting();
    await rig.desk.drainJobs();
    return length;
  };
  expect(await jobs()).toBe(0);
  await sari.does('POST', `tickets/${id}/followers`, {});
  expect(await jobs()).toBe(1);
  expect(await jobs({ automatic: true })).toBe(0);
  await sari.does('DELETE', `tickets/${id}/followers/${sari.id}`);
  expect(await jobs()).toBe(0);
  await rig.change(id, { assigneeId: sari.id });
  expect(await jobs()).toBe(1);
});

test('what happens again before it is read is counted, a job that runs again is not', async () => {
  const sari = await rig.person('Sari');
  const who = 'again';
  const id = await rig.ticket(who);
  await rig.change(id, { assigneeId: sari.id });
  await sari.does('POST', 'notifications/read');
  for (let i = 0; i < 3; i++) await rig.writes(who, { text: `line ${i}` });
  await rig.intake();
  const payloads = await rig.waiting();
  expect(payloads).toHaveLength(3);
  await rig.desk.drainJobs();
  for (const payload of payloads) await rig.runs('notify', payload);
  expect(await sari.told('?unread=true')).toMatchObject([{ kind: 'customer-replied', times: 3, actorName: who, ticket: { id } }]);
  await sari.does('POST', `tickets/${id}/seen`);
  for (const payload of payloads) await rig.runs('notify', payload);
  expect(await sari.unread()).toBe(0);
  await rig.writes(who);
  await rig.desk.drainJobs();
  expect(await sari.told('?unread=true')).toMatchObject([{ kind: 'customer-replied', times: 1 }]);
  expect(await sari.told()).toHaveLength(3);
});

test('a snoozed ticket that wakes is told to whose it is', async () => {
  const sari = await rig.person('Sari');
  const id = await rig.ticket();
  await rig.change(id, { assigneeId: sari.id });
  await sari.does('POST', `tickets/${id}/snooze`, { until: new Date(rig.clock.now.getTime() + 30 * 60_000).toISOString() });
  rig.clock.forward(31);
  await rig.runs('wake-tickets');
  await rig.desk.drainJobs();
  expect(await sari.toldOf(id)).toEqual(['woken', 'assigned']);
});

test('clocks and escalations are told to the assignee, or to the team and its supervisors', async () => {
  const team = await rig.make('teams', { name: 'Clocked' });
  const [sari, boss, other, auditor] = [
    await rig.person('Sari', { teamIds: [team] }),
    await rig.person('Boss', { role: 'supervisor', teamIds: [team] }),
    await rig.person('Other', { role: 'supervisor' }),
    await rig.person('Auditor', { role: 'auditor', teamIds: [team] }),
  ];
  const ALWAYS = [{ from: '00:00', to: '24:00' }];
  const week = Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, ALWAYS]),
  );
  const calendarId = await rig.make('calendars', { name: 'Always', timeZone: 'UTC', week });
  const policyId = await rig.make('sla-policies', {
    name: 'Clocked',
    calendarId,
    condition: { field: 'teamId', operator: 'is', value: team },
    targets: { 'first-response': { low: 60, normal: 60, high: 60, urgent: 60 } },
    warnAt: [50],
    escalations: [
      { afterMinutes: 10, metrics: ['first-response'], actions: [{ type: 'notify', to: 'supervisors' }, { type: 'raise-priority' }] },
    ],
  });
  await rig.desk.request('PATCH', `/api/v1/inboxes/${rig.ids.inbox}`, { body: { teamId: team } });
  const [mine, nobodys] = [await rig.ticket(), await rig.ticket()];
  await rig.change(mine, { assigneeId: sari.id });
  await sari.does('POST', 'notifications/read');
  const passes = async (minutes: number) => {
    rig.clock.forward(minutes);
    await rig.desk.app.get(ClockTimer).tick();
    await rig.desk.drainJobs();
  };
  await passes(31);
  await passes(30);
  expect(await sari.toldOf(mine)).toEqual(['clock-breached', 'clock-warned', 'assigned']);
  expect(await sari.toldOf(nobodys)).toEqual(['clock-breached', 'clock-warned']);
  expect([await boss.toldOf(mine), await boss.toldOf(nobodys)]).toEqual([[], ['clock-breached', 'clock-warned']]);
  await passes(10);
  expect([await boss.toldOf(mine), await boss.toldOf(nobodys)]).toEqual([['escalated'], ['escalated', 'clock-breached', 'clock-warned']]);
  expect(await sari.toldOf(mine)).toEqual(['clock-breached', 'clock-warned', 'assigned']);
  expect([await other.told(), await auditor.told()]).toEqual([[], []]);
  const [breach] = (await sari.told()).filter((n) => n.kind === 'clock-breached');
  expect(breach).toMatchObject({ details: { metric: 'first-response', dueAt: expect.any(String) }, actorName: 'clocks' });
  await rig.desk.request('PATCH', `/api/v1/sla-policies/${policyId}`, { body: { enabled: false } });
  await rig.desk.request('PATCH', `/api/v1/inboxes/${rig.ids.inbox}`, { body: { teamId: null } });
});

test('a rule that escalates tells whoever is in charge', async () => {
  const sari = await rig.person('Sari');
  const id = await rig.ticket();
  await rig.change(id, { assigneeId: sari.id });
  const rule = await rig.make('automations', {
    name: 'Angry',
    events: ['ticket.changed'],
    condition: { field: 'tags', operator: 'contains', value: 'angry' },
    actions: [{ type: 'escalate', priority: 'urgent' }],
  });
  await rig.change(id, { tags: ['angry'] });
  expect(await sari.toldOf(id)).toEqual(['escalated', 'assigned']);
  await rig.desk.request('DELETE', `/api/v1/automations/${rule}`);
});

test('nobody is told of a ticket they may not see, nor shown it once they may no more', async () => {
  const team = await rig.make('teams', { name: 'Discreet' });
  const [sari, wei] = [await rig.person('Sari', { teamIds: [team] }), await rig.person('Wei')];
  const id = await rig.ticket();
  await rig.change(id, { teamId: team });
  const visible = rig.desk.app.get(VisibleTickets);
  const condition = visible.condition;
  visible.condition = (actor, { ticket, first }) =>
    actor.type === 'agent' || actor.type === 'token'
      ? {
          text: `exists (select from team_member m where m.team_id = ${ticket}.team_id and m.agent_id = $${first})`,
          values: [actor.id],
        }
      : condition.call(visible, actor, { ticket, first });
  try {
    await rig.desk.request('POST', `/api/v1/tickets/${id}/messages`, { body: { kind: 'note', text: 'x', mentions: [sari.id, wei.id] } });
    await rig.desk.drainJobs();
    expect([await sari.toldOf(id), await wei.toldOf(id)]).toEqual([['mentioned'], []]);
    expect(await sari.unread()).toBe(1);
    await rig.desk.pool.query('delete from team_member where agent_id = $1', [sari.id]);
    expect([await sari.toldOf(id), await sari.unread()]).toEqual([[], 0]);
  } finally {
    visible.condition = condition;
  }
  expect([await sari.toldOf(id), await wei.toldOf(id)]).toEqual([['mentioned'], []]);
});

test('what is muted is not told, who left is not told', async () => {
  const [sari, wei] = [await rig.person('Sari'), await rig.person('Wei')];
  const id = await rig.ticket();
  expect(await sari.prefers({ muted: ['assigned'] })).toMatchObject({
    status: 200,
    body: { muted: ['assigned'], digest: 'off', digestHour: 8, zone: 'UTC', nextDigestAt: null },
  });
  await rig.change(id, { assigneeId: sari.id });
  expect(await sari.toldOf(id)).toEqual([]);
  expect((await wei.does('GET', 'notification-preferences')).body).toMatchObject({ muted: [], digest: 'off' });
  await rig.desk.request('POST', `/api/v1/tickets/${id}/followers`, { body: { agentId: wei.id } });
  await rig.desk.request('PATCH', `/api/v1/agents/${wei.id}`, { body: { enabled: false } });
  await rig.desk.request('POST', `/api/v1/tickets/${id}/messages`, { body: { kind: 'note', text: 'x', mentions: [sari.id] } });
  await rig.desk.drainJobs();
  const { rows } = await rig.desk.pool.query('select kind from notification where agent_id = any($1)', [[sari.id, wei.id]]);
  expect(rows).toEqual([{ kind: 'mentioned' }]);
});

test('what is no preference is refused', async () => {
  const sari = await rig.person('Sari');
  const bad = async (preference: object) => (await sari.prefers(preference)).status;
  expect(await bad({ muted: ['gossip'] })).toBe(400);
  expect(await bad({ digest: 'weekly' })).toBe(400);
  expect(await bad({ digestHour: 24 })).toBe(400);
  expect(await sari.prefers({ zone: 'Mars/Olympus' })).toMatchObject({ status: 422, body: { code: 'notification.unknown-zone' } });
  expect(await bad({ zone: '+07:00' })).toBe(422);
});

test('lists are pages, newest first, and one reads only what is theirs', async () => {
  const [sari, wei] = [await rig.person('Sari'), await rig.person('Wei')];
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) {
    rig.clock.forward(1);
    const id = await rig.ticket();
    await rig.change(id, { assigneeId: sari.id });
    ids.unshift(id);
  }
  const first = await sari.does('GET', 'notifications?unread=true&limit=3');
  const second = await sari.does('GET', `notifications?unread=true&limit=3&cursor=${String(first.body['nextCursor'])}`);
  const shown = [...first.body.items, ...second.body.items].map((n) => (n['ticket'] as { id: string }).id);
  expect(shown).toEqual(ids);
  expect(second.body['nextCursor']).toBeNull();
  const [newest] = await sari.told();
  expect((await wei.does('POST', 'notifications/read', { ids: [newest?.id] })).body).toEqual({ unread: 0 });
  expect(await sari.unread()).toBe(5);
  expect((await sari.does('POST', 'notifications/read', { ids: [newest?.id] })).body).toEqual({ unread: 4 });
  expect(await sari.does('POST', 'notifications/read', { ids: ['x'] })).toMatchObject({ status: 400 });
  await sari.does('POST', `tickets/${String(ids[1])}/seen`);
  expect(await sari.unread()).toBe(3);
  expect((await sari.does('POST', 'notifications/read')).body).toEqual({ unread: 0 });
  expect((await sari.told('?unread=true')).length).toBe(0);
});

test('a hint goes out when somebody is told and when they have read', async () => {
  const sari = await rig.person('Sari');
  let hints = 0;
  const stop = rig.desk.app.get(PostgresHints).subscribe(`notifications:${sari.id}`, () => {
    hints += 1;
  });
  const id = await rig.ticket();
  await rig.change(id, { assigneeId: sari.id });
  expect(hints).toBe(1);
  await sari.does('POST', `tickets/${id}/seen`);
  await sari.does('POST', `tickets/${id}/seen`);
  expect(hints).toBe(2);
  stop();
});

test('a notification is kept for 90 days', async () => {
  const sari = await rig.person('Sari');
  await rig.change(await rig.ticket(), { assigneeId: sari.id });
  rig.clock.forward(89 * 24 * 60);
  await rig.runs('forget-notifications');
  expect(await sari.told()).toHaveLength(1);
  rig.clock.forward(2 * 24 * 60);
  await rig.runs('forget-notifications');
  expect(await sari.told()).toHaveLength(0);
});
