import { ClockDesk, kinds, MONDAY } from './clock-desk.js';

let of: ClockDesk;

beforeAll(async () => {
  of = await ClockDesk.open();
});

afterAll(() => of.desk.stop());

beforeEach(() => {
  of.clock.now = MONDAY;
});

test('warned, missed and escalated: each once, at its instant', async () => {
  const id = await of.customerWrites('indah');
  of.clock.forward(47);
  await of.tick();
  expect(kinds(await of.clockOf(id, 'first-response'))).toEqual(['started']);
  of.clock.forward(1);
  await of.tick();
  await of.tick();
  expect(await of.eventsOf(id, 'clock.warned')).toMatchObject([{ data: { metric: 'first-response', percent: 80 } }]);
  of.clock.forward(12);
  await of.tick();
  await of.tick();
  expect(await of.clockOf(id, 'first-response')).toMatchObject({
    state: 'breached',
    breachedAt: '2026-03-02T02:00:00.000Z',
    fulfilledAt: null,
  });
  // Still awaited, so it stays the most urgent.
  expect(await of.ticketOf(id)).toMatchObject({ dueAt: '2026-03-02T02:00:00.000Z', priority: 'normal' });
  of.clock.forward(15);
  await of.tick();
  await of.tick();
  expect(await of.ticketOf(id)).toMatchObject({ priority: 'high', teamId: null });
  of.clock.forward(15);
  await of.tick();
  expect(await of.ticketOf(id)).toMatchObject({ priority: 'high', teamId: of.ids.team });
  expect(await of.eventsOf(id, 'clock.breached')).toHaveLength(1);
  expect(await of.eventsOf(id, 'clock.escalated')).toHaveLength(2);
  of.clock.forward(1);
  await of.write(id, 'reply');
  expect(await of.clockOf(id, 'first-response')).toMatchObject({ state: 'breached', fulfilledAt: '2026-03-02T02:31:00.000Z' });
  expect(kinds(await of.clockOf(id, 'first-response'))).toEqual(['started', 'warned', 'breached', 'escalated', 'escalated', 'fulfilled']);
});

test('an answer that comes after its time is late though no timer looked in between', async () => {
  const id = await of.customerWrites('joko');
  of.clock.forward(61);
  await of.write(id, 'reply');
  expect(await of.clockOf(id, 'first-response')).toMatchObject({
    state: 'breached',
    breachedAt: '2026-03-02T02:00:00.000Z',
    fulfilledAt: '2026-03-02T02:01:00.000Z',
  });
  expect(await of.eventsOf(id, 'clock.breached')).toHaveLength(1);
  of.clock.forward(60);
  await of.tick();
  expect(await of.eventsOf(id, 'clock.breached')).toHaveLength(1);
  expect(await of.eventsOf(id, 'clock.escalated')).toHaveLength(0);
});

test('timers of many processes tell each of many breaches once', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 45; i++) ids.push(await of.customerWrites(`many-${i}`));
  of.clock.forward(60);
  const told = await Promise.all([of.tick(), of.tick(), of.tick(), of.tick()]);
  await of.tick();
  expect(told.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(1);
  const { rows } = await of.desk.pool.query<{ n: number }>(
    "select count(*)::int as n from ticket_event where ticket_id = any($1) and name = 'clock.breached' group by ticket_id",
    [ids],
  );
  expect(rows.map((r) => r.n)).toEqual(ids.map(() => 1));
});

test('a process that dies while it tells has told nothing', async () => {
  const id = await of.customerWrites('kiki');
  of.clock.forward(60);
  // The claim of a timer, then its connection is gone.
  const other = await of.desk.pool.connect();
  await other.query('begin');
  await other.query('select from ticket where id = $1 for update', [id]);
  const skipped = of.tick();
  await skipped;
  expect(await of.eventsOf(id, 'clock.breached')).toHaveLength(0);
  other.release(true);
  await of.desk.pool.query('select 1');
  await waitFor(async () => {
    await of.tick();
    return (await of.eventsOf(id, 'clock.breached')).length === 1;
  });
});

test('one clock that cannot be told does not stand in the way of the others', async () => {
  const bad = await of.customerWrites('lukman');
  const good = await of.customerWrites('maya');
  // A ledger line that is there already: the next one of this clock cannot be written.
  await of.desk.pool.query(
    `insert into clock_line (clock_id, seq, kind, at, reason, details) select id, 2, 'warned', now(), '', '{}' from clock where ticket_id = $1 and metric = 'first-response'`,
    [bad],
  );
  of.clock.forward(60);
  await of.tick();
  expect(await of.eventsOf(good, 'clock.breached')).toHaveLength(1);
  expect(await of.eventsOf(bad, 'clock.breached')).toHaveLength(0);
  await of.desk.pool.query(`delete from clock_line where reason = ''`);
  of.clock.forward(1);
  await of.tick();
  expect(await of.eventsOf(bad, 'clock.breached')).toHaveLength(1);
});

async function waitFor(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 50; i++) if (await done()) return;
  throw new Error('it never came');
}

test('however many of the most overdue tickets somebody works on, the others are told', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 22; n++) {
    ids.push(await of.customerWrites(`locked-${n}`));
    of.clock.forward(0.1);
  }
  of.clock.forward(60);
  const somebody = await of.desk.pool.connect();
  try {
    await somebody.query('begin');
    await somebody.query('select from ticket where id = any($1::uuid[]) for update', [ids.slice(0, 21)]);
    await of.tick();
    expect(await of.eventsOf(ids[21] ?? '', 'clock.breached')).toHaveLength(1);
    expect(await of.eventsOf(ids[20] ?? '', 'clock.breached')).toHaveLength(0);
  } finally {
    await somebody.query('rollback');
    somebody.release();
  }
  await of.tick();
  expect(await of.eventsOf(ids[20] ?? '', 'clock.breached')).toHaveLength(1);
});
