import { FakeClock } from '../../kit/fake-clock.js';
import { type Rig, rig } from './rig.js';

let r: Rig;

// Ids tell the machine's time, so the desk's clock starts there too.
beforeAll(async () => {
  r = await rig(new FakeClock(new Date()));
});

afterAll(() => r.desk.stop());

const dry = (rule: object, days = 7) =>
  r.desk.request('POST', '/api/v1/automations/dry-run', {
    body: { rule: { condition: { all: [] }, actions: [{ type: 'add-tags', tags: ['x'] }], ...rule }, days },
  });
const matches = (answer: Awaited<ReturnType<typeof dry>>) => answer.body['matches'] as Record<string, unknown>[];
const change = async (id: string, body: object) => {
  r.clock.forward(1);
  await r.desk.request('PATCH', `/api/v1/tickets/${id}`, { body });
  r.clock.forward(1);
}; // biome-ignore format: one glance

test('it tells what a rule would have done, and changes nothing', async () => {
  const ticketId = await r.says('ayu', 'refund please');
  await r.says('budi', 'hello');
  const before = await r.ticket(ticketId);
  const answer = await dry({
    events: ['message.received'],
    condition: { field: 'message.text', operator: 'contains', value: 'refund' },
    actions: [
      { type: 'set-category', category: 'refund' },
      { type: 'reply', texts: { en: { text: 'Hello {{contact.name}}' } } },
      { type: 'escalate', priority: 'high' },
    ],
  });
  expect(answer).toMatchObject({ status: 200, body: { examined: 2, matched: 1, capped: false, unknownEvents: [] } });
  expect(matches(answer)).toMatchObject([
    {
      ticketId,
      eventName: 'message.received',
      verdict: [{ field: 'message.text', holds: true }],
      would: { change: { category: 'refund', priority: 'high' }, reply: { language: 'en', text: 'Hello ayu' }, escalation: 'high' },
    },
  ]);
  expect(await r.ticket(ticketId)).toEqual(before);
  expect(await r.runsOf(ticketId)).toEqual([]);
  expect(r.sent()).toEqual([]);
});

test('tickets are seen as they were at the event, not as they are now', async () => {
  const ticketId = await r.says('citra', 'first');
  await change(ticketId, { priority: 'urgent', status: 'pending' });
  await change(ticketId, { priority: 'low' });
  const opened = (value: string) => dry({ events: ['ticket.opened'], condition: { all: [{ field: 'contact.name', operator: 'is', value: 'citra' }, { field: 'priority', operator: 'is', value }] } });
  expect((await opened('normal')).body['matched']).toBe(1);
  expect((await opened('low')).body['matched']).toBe(0);
  const changed = await dry({ events: ['ticket.changed'], condition: { all: [{ field: 'was.priority', operator: 'is', value: 'urgent' }, { field: 'statusCategory', operator: 'is', value: 'pending' }] } });
  expect(matches(changed)).toMatchObject([{ ticketId, eventName: 'ticket.changed' }]);
  const wasNew = await dry({ events: ['message.received'], condition: { all: [{ field: 'statusCategory', operator: 'is', value: 'new' }, { field: 'message.text', operator: 'is', value: 'first' }] } });
  expect(matches(wasNew)).toHaveLength(1);
}); // biome-ignore format: one glance

test('days bound the look; of clocks no history is kept, and that is said', async () => {
  r.clock.forward(3 * 24 * 60);
  expect((await dry({ events: ['ticket.opened'] }, 2)).body['examined']).toBe(0);
  expect((await dry({ events: ['ticket.opened'] }, 4)).body['examined']).toBe(3);
  expect((await dry({ events: ['clock.breached'] })).body).toMatchObject({ examined: 0, unknownEvents: ['clock.breached'] });
});

test('a rule by time is tried on the tickets there are', async () => {
  const answer = await dry({ everyMinutes: 10, condition: { field: 'waitingSince', operator: 'older-than-minutes', value: 60 } });
  expect(answer.body).toMatchObject({ examined: 3, matched: 3 });
  expect(matches(answer)[0]).toMatchObject({ eventName: 'time' });
});

test('a great many events are capped, and that is said', async () => {
  const { rows } = await r.desk.pool.query<{ id: string }>('select id from ticket limit 1');
  await r.desk.pool.query(
    `insert into message (id, ticket_id, seq, direction, kind, channel, author_type, author_name, text, details, automatic, delivery_state, created_at, sent_at)
     select ('ffffffff-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, 1000 + n, 'internal', 'note', 'fake', 'system', 'x', 'n', '{}', true, 'none', $2, $2
     from generate_series(1, 2500) n`,
    [rows[0]?.id, r.clock.now],
  );
  const answer = await dry({ events: ['note.added'] });
  expect(answer.body).toMatchObject({ examined: 2000, matched: 2000, capped: true });
  expect(matches(answer)).toHaveLength(200);
});

test('a rule that cannot work is refused here too', async () => {
  const answer = await dry({ events: ['ticket.opened'], condition: { field: 'mood', operator: 'is', value: 'x' } });
  expect(answer).toMatchObject({ status: 422, body: { code: 'condition.invalid' } });
});
