import { DAY, type LifecycleRig, lifecycleRig } from './rig.js';

let rig: LifecycleRig;
beforeAll(async () => {
  rig = await lifecycleRig({ reopenDays: 14, autoCloseDays: 7, autoCloseNoticeDays: 2, language: 'id' });
});
afterAll(() => rig.desk.stop());

const listed = async (query: string) => (await rig.desk.request('GET', `/api/v1/tickets?${query}`)).body.items.map((t) => t['id']);
const inMinutes = (minutes: number) => new Date(rig.clock.now.getTime() + minutes * 60_000).toISOString();

test('what was said before, and is written later, does not become the last message of the list', async () => {
  await rig.hears('breath-1', 'hello');
  rig.clock.forward(2);
  const { lastMessageAt } = await rig.hears('breath-1', 'the end');
  rig.clock.forward(-1);
  expect(await rig.hears('breath-1', 'the middle')).toMatchObject({ preview: 'the end', lastMessageAt });
  rig.clock.forward(1);
});

describe('on hold', () => {
  test('needs a reason, and the customer ends it', async () => {
    const { id } = await rig.hears('hold-1');
    expect(await rig.patch(id, { status: 'on_hold' })).toMatchObject({ status: 422, body: { code: 'ticket.hold-reason-required' } });
    expect((await rig.patch(id, { status: 'on_hold', holdReason: 'BCA' })).body).toMatchObject({ holdReason: 'BCA' });
    await rig.hears('hold-1', 'more');
    expect(await rig.ticket(id)).toMatchObject({ statusCategory: 'open', holdReason: null });
  });
});

describe('snooze', () => {
  test('is filterable, and ends at its instant by a job', async () => {
    const { id } = await rig.hears('snooze-1');
    const until = inMinutes(90);
    expect((await rig.act(id, 'snooze', { until })).body).toMatchObject({ snoozedUntil: until });
    expect(await listed('snoozed=true')).toEqual([id]);
    expect(await listed('snoozed=false')).not.toContain(id);
    await rig.desk.drainJobs();
    expect(await rig.ticket(id)).toMatchObject({ snoozedUntil: until });
    rig.clock.forward(90);
    await rig.desk.exhaustJobs();
    expect(await rig.ticket(id)).toMatchObject({ snoozedUntil: null });
    expect(await rig.history(id)).toContain('ticket.woken');
  });

  test('put off again, it sleeps until the later instant; the sweep finds what a job missed', async () => {
    const { id } = await rig.hears('snooze-2');
    await rig.patch(id, { snoozedUntil: inMinutes(10) });
    const until = inMinutes(60);
    await rig.patch(id, { snoozedUntil: until });
    rig.clock.forward(30);
    await rig.desk.exhaustJobs(); // the job came too early
    await rig.tick('wake-tickets');
    expect(await rig.ticket(id)).toMatchObject({ snoozedUntil: until });
    rig.clock.forward(30);
    await rig.tick('wake-tickets');
    expect(await rig.ticket(id)).toMatchObject({ snoozedUntil: null });
    expect((await rig.history(id)).filter((name) => name === 'ticket.woken')).toHaveLength(1);
  });

  test('what is deleted or spam sleeps on; restored, it wakes when its instant has passed', async () => {
    const [deleted, spam] = [(await rig.hears('snooze-gone'))['id'], (await rig.hears('snooze-spam'))['id']];
    for (const id of [deleted, spam]) await rig.act(id, 'snooze', { until: inMinutes(90) });
    await rig.desk.request('DELETE', `/api/v1/tickets/${String(deleted)}`);
    await rig.act(spam, 'spam');
    rig.clock.forward(90);
    await rig.desk.exhaustJobs();
    await rig.tick('wake-tickets');
    await rig.act(deleted, 'restore');
    await rig.act(spam, 'not-spam');
    for (const id of [deleted, spam]) {
      expect((await rig.ticket(id))['snoozedUntil']).not.toBeNull();
      expect(await rig.history(id)).not.toContain('ticket.woken');
    }
    await rig.tick('wake-tickets');
    for (const id of [deleted, spam]) {
      expect((await rig.ticket(id))['snoozedUntil']).toBeNull();
      expect(await rig.history(id)).toContain('ticket.woken');
    }
  });

  test('a message of the customer ends it, one of a machine does not, an agent may', async () => {
    const { id } = await rig.hears('snooze-3');
    await rig.act(id, 'snooze', { until: inMinutes(60) });
    await rig.hears('snooze-3', 'I am away', { automatic: true });
    expect((await rig.ticket(id))['snoozedUntil']).not.toBeNull();
    await rig.hears('snooze-3', 'here I am');
    expect((await rig.ticket(id))['snoozedUntil']).toBeNull();
    expect(await rig.history(id)).toEqual(['ticket.opened', 'ticket.changed', 'ticket.woken']);
    await rig.act(id, 'snooze', { until: inMinutes(60) });
    expect((await rig.patch(id, { snoozedUntil: null })).body).toMatchObject({ snoozedUntil: null });
  });

  test('neither into the past nor without an offset, nor what is done', async () => {
    const { id } = await rig.hears('snooze-4');
    expect(await rig.act(id, 'snooze', { until: inMinutes(-1) })).toMatchObject({ status: 422, body: { code: 'ticket.snooze-past' } });
    expect(await rig.act(id, 'snooze', { until: '2041-03-09T10:00:00' })).toMatchObject({ status: 400 });
    expect(await rig.act(id, 'snooze', { until: 'tomorrow' })).toMatchObject({ status: 400 });
    await rig.act(id, 'snooze', { until: inMinutes(60) });
    expect((await rig.patch(id, { status: 'resolved' })).body).toMatchObject({ snoozedUntil: null });
    expect(await rig.act(id, 'snooze', { until: inMinutes(60) })).toMatchObject({ status: 409, body: { code: 'ticket.not-snoozable' } });
  });
});

describe('spam', () => {
  test('leaves the lists with what its sender opens later, and comes back', async () => {
    const { id } = await rig.hears('spam-1', 'Win money');
    expect((await rig.act(id, 'spam')).body).toMatchObject({ isSpam: true });
    expect(await listed('limit=200')).not.toContain(id);
    expect(await listed('hidden=spam')).toEqual([id]);
    await rig.patch(id, { status: 'closed' });
    await rig.hears('spam-1', 'Win more');
    const flagged = await listed('hidden=spam');
    expect(flagged).toHaveLength(2);
    const second = flagged.find((other) => other !== id);
    expect((await rig.act(second, 'not-spam')).body).toMatchObject({ isSpam: false });
    expect(await listed('limit=200')).toContain(second);
    await rig.patch(second, { status: 'closed' });
    expect(await rig.hears('spam-1', 'sorry')).toMatchObject({ isSpam: false });
    expect(await rig.history(id)).toContain('ticket.marked-spam');
  });
});

describe('deleted', () => {
  test('is hidden everywhere but for who asks, refuses work, and is restored as it was', async () => {
    const { id } = await rig.hears('delete-1', 'secret');
    const before = await rig.ticket(id);
    const agent = await rig.desk.tokenFor('agent');
    expect((await rig.desk.request('DELETE', `/api/v1/tickets/${String(id)}`, { token: agent })).status).toBe(403);
    expect((await rig.desk.request('DELETE', `/api/v1/tickets/${String(id)}`)).status).toBe(204);
    expect(await rig.ticketsOf('delete-1')).toEqual([]);
    for (const path of ['', '/messages', '/messages?order=time', '/events'])
      expect((await rig.desk.request('GET', `/api/v1/tickets/${String(id)}${path}`)).status).toBe(404);
    expect((await rig.patch(id, { priority: 'high' })).status).toBe(404);
    expect((await rig.act(id, 'messages', { kind: 'note', text: 'x' })).status).toBe(404);
    expect(await listed('hidden=deleted')).toEqual([id]);
    expect((await rig.desk.request('GET', `/api/v1/tickets/${String(id)}?deleted=true`)).body).toMatchObject({
      id,
      deletedAt: expect.any(String),
    });
    const restored = await rig.act(id, 'restore');
    expect(restored.body).toEqual({ ...before, version: Number(before['version']) + 2 });
    expect(await rig.texts(id)).toEqual(['secret']);
  });

  test('what its customer says next is not lost with it: it opens a linked ticket', async () => {
    const { id } = await rig.hears('delete-2');
    await rig.desk.request('DELETE', `/api/v1/tickets/${String(id)}`);
    const next = await rig.hears('delete-2', 'hello?');
    expect(await rig.ticket(next['id'])).toMatchObject({ linkedTicketId: id, deletedAt: null });
  });

  test('hidden tickets have one order', async () => {
    expect(await rig.desk.request('GET', '/api/v1/tickets?hidden=spam&sort=priority')).toMatchObject({ status: 422 });
  });
});

describe('a resolved ticket', () => {
  test('is reopened within the days of its inbox, and followed by another one after them', async () => {
    const { id } = await rig.hears('reopen-1');
    await rig.patch(id, { status: 'resolved' });
    rig.clock.forward(14 * DAY);
    expect(await rig.hears('reopen-1', 'again')).toMatchObject({ id, statusCategory: 'open' });
    await rig.patch(id, { status: 'resolved' });
    rig.clock.forward(14 * DAY + 1);
    const follow = await rig.hears('reopen-1', 'much later');
    expect(follow['id']).not.toBe(id);
    expect(await rig.ticket(follow['id'])).toMatchObject({ linkedTicketId: id });
    expect(await rig.ticket(id)).toMatchObject({ statusCategory: 'resolved' });
    expect(await rig.hears('reopen-1', 'and more')).toMatchObject({ id: follow['id'] });
  });

  test('is reopened by no machine, however late it writes', async () => {
    const { id } = await rig.hears('reopen-2');
    await rig.patch(id, { status: 'resolved' });
    await rig.hears('reopen-2', 'out of office', { automatic: true });
    rig.clock.forward(20 * DAY);
    await rig.hears('reopen-2', 'still out of office', { automatic: true });
    expect(await rig.ticketsOf('reopen-2')).toHaveLength(1);
    expect(await rig.ticket(id)).toMatchObject({ statusCategory: 'resolved' });
  });

  test('an inbox may reopen nothing', async () => {
    await rig.desk.request('PATCH', `/api/v1/inboxes/${rig.inboxId}`, { body: { reopenDays: 0 } });
    const { id } = await rig.hears('reopen-3');
    await rig.patch(id, { status: 'resolved' });
    rig.clock.forward(1);
    expect((await rig.hears('reopen-3', 'again'))['id']).not.toBe(id);
    await rig.desk.request('PATCH', `/api/v1/inboxes/${rig.inboxId}`, { body: { reopenDays: 14 } });
  });
});

describe('silence', () => {
  const tick = async () => {
    await rig.tick('close-quiet-tickets');
    await rig.desk.drainJobs();
  };

  test('is told to the customer, and then ends the ticket', async () => {
    const { id } = await rig.hears('quiet-1');
    await rig.patch(id, { status: 'pending' });
    rig.clock.forward(5 * DAY - 1);
    await tick();
    expect(await rig.texts(id)).toHaveLength(1);
    rig.clock.forward(1);
    await tick();
    await tick();
    const [, notice, ...rest] = await rig.messages(id);
    expect(rest).toEqual([]);
    expect(notice).toMatchObject({ direction: 'outbound', automatic: true, author: { type: 'system' }, delivery: { state: 'accepted' } });
    expect(String(notice?.['text'])).toContain('2 hari');
    expect(rig.channel.sent.at(-1)).toMatchObject({ automatic: true, conversation: 'quiet-1' });
    expect(await rig.ticket(id)).toMatchObject({ statusCategory: 'pending', firstRepliedAt: null });
    const { rows } = await rig.desk.pool.query('select waiting_since from ticket where id = $1', [id]);
    expect(rows[0].waiting_since).not.toBeNull(); // the notice is nobody's answer
    rig.clock.forward(2 * DAY - 1);
    await tick();
    expect(await rig.ticket(id)).toMatchObject({ statusCategory: 'pending' });
    rig.clock.forward(1);
    await tick();
    expect(await rig.ticket(id)).toMatchObject({ statusCategory: 'closed' });
    expect(await rig.history(id)).toEqual(['ticket.opened', 'ticket.changed', 'ticket.close-noticed', 'ticket.auto-closed']);
    const next = await rig.hears('quiet-1', 'wait');
    expect(await rig.ticket(next['id'])).toMatchObject({ linkedTicketId: id });
  });

  test('an answer to the notice keeps the ticket, and the days begin again', async () => {
    const { id } = await rig.hears('quiet-2');
    await rig.patch(id, { status: 'resolved' });
    rig.clock.forward(5 * DAY);
    await tick();
    await rig.hears('quiet-2', 'not done');
    rig.clock.forward(30 * DAY);
    await tick();
    expect(await rig.ticket(id)).toMatchObject({ statusCategory: 'open' });
    await rig.patch(id, { status: 'pending' });
    await tick();
    expect(await rig.texts(id)).toHaveLength(3);
    rig.clock.forward(5 * DAY);
    await tick();
    expect(await rig.texts(id)).toHaveLength(4);
  });

  test('closes nothing that is put off, hidden, or in an inbox that closes nothing', async () => {
    const put = await rig.hears('quiet-3');
    await rig.patch(put['id'], { status: 'pending' });
    await rig.act(put['id'], 'snooze', { until: inMinutes(60 * DAY) });
    const spam = await rig.hears('quiet-4');
    await rig.patch(spam['id'], { status: 'pending' });
    await rig.act(spam['id'], 'spam');
    rig.clock.forward(30 * DAY);
    await tick();
    rig.clock.forward(3 * DAY);
    await tick();
    for (const { id } of [put, spam]) expect(await rig.ticket(id)).toMatchObject({ statusCategory: 'pending' });
  });

  test('where nobody can be told, the days pass all the same', async () => {
    const made = await rig.desk.request('POST', '/api/v1/tickets', {
      body: { subject: 'S', text: 'T', inboxId: rig.inboxId, contact: { identities: [{ kind: 'phone', value: '+6281200000001' }] } },
    });
    const { id } = made.body;
    await rig.patch(id, { status: 'pending' });
    rig.clock.forward(5 * DAY);
    await tick();
    rig.clock.forward(2 * DAY);
    await tick();
    expect(await rig.ticket(id)).toMatchObject({ statusCategory: 'closed' });
    expect(await rig.texts(id)).toEqual(['T']);
  });

  test('a machine is told nothing', async () => {
    const { id } = await rig.hears('quiet-5', 'newsletter', { automatic: true });
    await rig.patch(id, { status: 'resolved' });
    rig.clock.forward(5 * DAY);
    await tick();
    expect(await rig.texts(id)).toEqual(['newsletter']);
    rig.clock.forward(2 * DAY);
    await tick();
    expect(await rig.ticket(id)).toMatchObject({ statusCategory: 'closed' });
  });

  test('a notice that would come before the silence is refused', async () => {
    const answer = await rig.desk.request('PATCH', `/api/v1/inboxes/${rig.inboxId}`, { body: { autoCloseDays: 2 } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'inbox.notice-too-early', field: 'autoCloseNoticeDays' } });
    const own = await rig.desk.request('PATCH', `/api/v1/inboxes/${rig.inboxId}`, {
      body: { autoCloseNotice: { id: 'Kami tutup dalam {{days}} hari' } },
    });
    expect(own.body).toMatchObject({ autoCloseDays: 7, autoCloseNotice: { id: 'Kami tutup dalam {{days}} hari' } });
  });
});
