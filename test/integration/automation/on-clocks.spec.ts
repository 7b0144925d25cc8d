import { ClockTimer } from '../../../src/timers/clock-timer.js';
import { type Rig, rig } from './rig.js';

let r: Rig;

beforeAll(async () => {
  r = await rig();
  const target = { low: 100, normal: 100, high: 100, urgent: 100 };
  const policy = { name: 'Gold', targets: { 'first-response': target }, warnAt: [80] };
  await r.desk.request('POST', '/api/v1/sla-policies', { body: policy });
});

afterAll(() => r.desk.stop());

async function later(minutes: number): Promise<void> {
  r.clock.forward(minutes);
  await r.desk.app.get(ClockTimer).tick();
  await r.desk.drainJobs();
}

test('rules run when a promise is about to be broken, and when it is; each once, and not for who was answered', async () => {
  const rules = [
    ['clock.warned', 'nearly-late'],
    ['clock.breached', 'late'],
  ] as const;
  for (const [event, tag] of rules) {
    const rule = {
      name: tag,
      events: [event],
      actions: [
        { type: 'add-tags', tags: [tag] },
        { type: 'add-note', text: `It is ${tag}` },
      ],
    };
    expect(await r.rule(rule)).toMatchObject({ status: 201 });
  }
  const [id, answered] = [await r.says('ayu'), await r.says('budi')];
  await r.desk.request('POST', `/api/v1/tickets/${answered}/messages`, { body: { kind: 'reply', text: 'It is on its way' } });
  const marks = async (ticketId: string) => {
    const notes = (await r.messages(ticketId)).filter((m) => m['kind'] === 'note').map((m) => m['text']);
    const runs = (await r.runsOf(ticketId)).map((run) => [run['eventName'], run['outcome']]).toReversed();
    return { tags: (await r.ticket(ticketId))['tags'], notes, runs };
  };
  await later(79);
  expect(await marks(id)).toEqual({ tags: [], notes: [], runs: [] });
  await later(1);
  await later(1);
  const warned = { tags: ['nearly-late'], notes: ['It is nearly-late'], runs: [['clock.warned', 'done']] };
  expect(await marks(id)).toEqual(warned);
  await later(19);
  await later(1);
  expect(await marks(id)).toEqual({
    tags: ['late', 'nearly-late'],
    notes: ['It is nearly-late', 'It is late'],
    runs: [...warned.runs, ['clock.breached', 'done']],
  });
  expect(await marks(answered)).toEqual({ tags: [], notes: [], runs: [] });
});
