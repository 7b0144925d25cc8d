import { JobHandlers } from '../../../src/platform/jobs/job-handlers.js';
import { type Rig, rig } from './rig.js';

let r: Rig;
const made: string[] = [];

beforeAll(async () => {
  r = await rig();
});

afterAll(() => r.desk.stop());

afterEach(async () => {
  for (const id of made.splice(0)) await r.desk.request('DELETE', `/api/v1/automations/${id}`);
});

const rule = async (over: object) => {
  const answer = await r.rule(over);
  expect(answer).toMatchObject({ status: 201 });
  made.push(String(answer.body['id']));
  return String(answer.body['id']);
};
const task = async (name: string) => {
  await r.desk.app.get(JobHandlers).all().get(name)?.({}, { attempt: 1, maxAttempts: 1 });
  await r.desk.drainJobs();
};
/** The minute's job runs, minute after minute. */
const minutes = async (count: number) => {
  for (let i = 0; i < count; i++) {
    r.clock.forward(1);
    await task('automate-by-time');
  }
};
const set = (id: string, body: object) => r.desk.request('PATCH', `/api/v1/tickets/${id}`, { body });
const notes = async (id: string) => (await r.messages(id)).filter((m) => m['kind'] === 'note').length;
/** Whatever writes a message meanwhile meets a lock that does not come free. */
async function whileMessagesAreLocked(work: () => Promise<void>): Promise<void> {
  await r.desk.pool.query(
    `create function locked_out() returns trigger language plpgsql as $$ begin raise exception 'busy' using errcode = 'lock_not_available'; end $$`,
  );
  await r.desk.pool.query('create trigger locked_out before insert on message execute function locked_out()');
  await work();
  await r.desk.pool.query('drop trigger locked_out on message');
  await r.desk.pool.query('drop function locked_out');
}
const waitsLong = {
  everyMinutes: 5,
  condition: { all: [{ field: 'statusCategory', operator: 'is', value: 'pending' }, { field: 'lastMessageAt', operator: 'older-than-minutes', value: 60 }] },
  actions: [{ type: 'add-note', text: 'still silent' }],
}; // biome-ignore format: one glance

test('a rule by time acts once on each stay in a status', async () => {
  const ticketId = await r.says('ayu');
  const other = await r.says('budi');
  await set(ticketId, { status: 'pending' });
  await rule(waitsLong);
  await minutes(30);
  expect(await notes(ticketId)).toBe(0);
  await minutes(40);
  expect(await notes(ticketId)).toBe(1);
  await minutes(30);
  expect(await notes(ticketId)).toBe(1);
  expect(await notes(other)).toBe(0);
  await set(ticketId, { status: 'open' });
  await set(ticketId, { status: 'pending' });
  await minutes(10);
  expect(await notes(ticketId)).toBe(2);
  expect((await r.runsOf(ticketId))[0]).toMatchObject({ eventName: 'time', depth: 0, outcome: 'done' });
});

test('whoever waits again is looked at again', async () => {
  const ticketId = await r.says('citra');
  await rule({
    everyMinutes: 1,
    condition: { field: 'waitingSince', operator: 'older-than-minutes', value: 10 },
    actions: [{ type: 'add-note', text: 'hurry' }],
  });
  await minutes(20);
  expect(await notes(ticketId)).toBe(1);
  await r.desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'reply', text: 'ok' } });
  await r.desk.drainJobs();
  await minutes(5);
  await r.says('citra', 'again');
  const before = await notes(ticketId);
  await minutes(15);
  expect(await notes(ticketId)).toBe(before + 1);
});

test('rules by time that undo each other are stopped, and the log says so', async () => {
  const ticketId = await r.says('joko');
  const turn = (from: string, to: string) =>
    rule({
      everyMinutes: 5,
      condition: { all: [{ field: 'status', operator: 'is', value: from }] },
      actions: [
        { type: 'set-status', status: to },
        { type: 'add-note', text: `to ${to}` },
      ],
    });
  await set(ticketId, { status: 'pending' });
  const [first] = [await turn('pending', 'open'), await turn('open', 'pending')];
  await minutes(150);
  expect(await notes(ticketId)).toBe(20);
  const { items } = (await r.desk.request('GET', `/api/v1/automations/${first}/runs`)).body;
  expect(items.filter((run) => run['outcome'] === 'failed' && run['ticketId'] === ticketId)).toMatchObject([
    { error: { code: 'automation.repeats' } },
  ]);
});

test('a rule looks as often as it says, and not at closed tickets', async () => {
  const ticketId = await r.says('dewi');
  await set(ticketId, { status: 'closed' });
  const id = await rule({ everyMinutes: 10, condition: { field: 'contact.name', operator: 'is', value: 'dewi' }, actions: [{ type: 'add-note', text: 'x' }] });
  const next = async () => (await r.desk.pool.query('select next_run_at as at from automation_rule where id = $1', [id])).rows[0]?.at as Date;
  await minutes(1);
  expect((await next()).getTime() - r.clock.now.getTime()).toBe(10 * 60_000);
  await minutes(9);
  expect((await next()).getTime() - r.clock.now.getTime()).toBe(60_000);
  expect(await notes(ticketId)).toBe(0);
}); // biome-ignore format: one glance

test('many tickets are taken in batches, none is left out, and the next minute goes on', async () => {
  const { rows } = await r.desk.pool.query<{ contact: string }>('select contact_id as contact from ticket limit 1');
  await r.desk.pool.query(
    `insert into ticket (id, subject, status, status_category, priority, category, channel, contact_id, contact_name, tags, custom_fields, last_seq, preview,
       last_direction, version, created_at, updated_at, last_message_at)
     select gen_random_uuid(), 'bulk', 'on_hold', 'on_hold', 2, 'general', 'fake', $1, 'bulk', '{}', '{}', 0, '', 'inbound', 1, $2, $2, $2 from generate_series(1, 1100)`,
    [rows[0]?.contact, r.clock.now],
  );
  const id = await rule({ everyMinutes: 60, condition: { field: 'subject', operator: 'is', value: 'bulk' }, actions: [{ type: 'add-tags', tags: ['bulk'] }] });
  const tagged = async () => Number((await r.desk.pool.query(`select count(*) from ticket where tags = '{bulk}'`)).rows[0]?.count);
  await minutes(1);
  const first = await tagged();
  expect(first).toBeGreaterThanOrEqual(500);
  expect(first).toBeLessThan(1100);
  await minutes(2);
  expect(await tagged()).toBe(1100);
  const { rows: runs } = await r.desk.pool.query('select count(*), count(distinct ticket_id) as tickets from automation_run where rule_id = $1', [id]);
  expect(runs[0]).toEqual({ count: '1100', tickets: '1100' });
}, 120_000); // biome-ignore format: one glance

test('the log is kept for 30 days', async () => {
  const kept = async () => Number((await r.desk.pool.query('select count(*) from automation_run')).rows[0]?.count);
  await rule({ events: ['ticket.opened'], actions: [{ type: 'add-tags', tags: ['t'] }] });
  await r.says('eka');
  expect(await kept()).toBe(1);
  r.clock.forward(29 * 24 * 60);
  await task('forget-automation');
  expect(await kept()).toBe(1);
  r.clock.forward(2 * 24 * 60);
  await task('forget-automation');
  expect(await kept()).toBe(0);
});

test('what passes by itself is no end: the rule comes back to the ticket', async () => {
  const ticketId = await r.says('sabar');
  await set(ticketId, { status: 'pending' });
  await rule(waitsLong);
  r.clock.forward(60);
  await whileMessagesAreLocked(() => minutes(6));
  expect(await notes(ticketId)).toBe(0);
  await minutes(6);
  expect(await notes(ticketId)).toBe(1);
  await minutes(6);
  expect(await notes(ticketId)).toBe(1);
});
