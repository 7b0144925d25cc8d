import { type ClockSeen, clockFaults } from '../faults/pair-clocks.js';
import { assignmentFaults, type EventSeen, type TicketSeen } from '../faults/pair-hands.js';

/** The fault rig for two desks must find what it looks for. */
const HELD = { capacity: 1, slackMs: 2_000 };
const at = (seconds: number) => new Date(Date.parse('2026-03-02T09:00:00Z') + seconds * 1_000).toISOString();

let ids = 0;
const event = (name: string, seconds: number, data: object): EventSeen => ({ id: String(ids++), name, at: at(seconds), data: { ...data } });
const place = (assigneeId: string | null) => ({ teamId: 't', assigneeId });
const assigned = (seconds: number, from: string | null, to: string) =>
  event('ticket.assigned', seconds, { from: place(from), to: place(to) });
const byHand = (seconds: number, from: string | null, to: string | null) => event('ticket.changed', seconds, { assigneeId: { from, to } });

function ticket(assigneeId: string | null, ...events: readonly EventSeen[]): TicketSeen {
  const decided = events.map(({ id, name, at: when }) => ({ id, at: when, kind: name === 'ticket.assigned' ? 'assigned' : 'by-hand' }));
  return { id: `t${ids++}`, assigneeId, events, decisions: decided };
}

test('a ticket that is handed back and given again is in order', () => {
  const found = assignmentFaults([ticket('b', assigned(1, null, 'a'), byHand(20, 'a', null), assigned(30, null, 'b'))], HELD);
  expect(found).toEqual({ assignments: 2, byAgents: 1, assignedTwice: 0, holdersTorn: 0, decisionsAstray: 0, overCapacity: 0 });
});

test('a ticket that two desks gave to two agents is found', () => {
  const found = assignmentFaults([ticket('b', assigned(1, null, 'a'), assigned(1, null, 'b'))], HELD);
  expect(found).toMatchObject({ assignedTwice: 1, holdersTorn: 1 });
});

test('an agent who was given more than they can carry is found, but not when a customer came back or another was done in the same moment', () => {
  const other = ticket('a', assigned(1, null, 'a'));
  expect(assignmentFaults([other, ticket('a', assigned(1, null, 'a'))], HELD).overCapacity).toBe(2);
  const done = ticket('a', assigned(1, null, 'a'), event('ticket.changed', 9, { status: { from: 'open', to: 'resolved' } }));
  const back = { ...done, events: [...done.events, event('ticket.reopened', 20, { from: 'resolved', to: 'open' })] };
  expect(assignmentFaults([done, ticket('a', assigned(8, null, 'a'))], HELD).overCapacity).toBe(0);
  expect(assignmentFaults([back, ticket('a', assigned(15, null, 'a'))], HELD).overCapacity).toBe(0);
  expect(assignmentFaults([back, ticket('a', assigned(40, null, 'a'))], HELD).overCapacity).toBe(1);
});

describe('clocks', () => {
  const line = (kind: string, seconds: number, details: object) => ({ kind, at: at(seconds), details: { ...details } });
  const started = line('started', 0, { dueAt: at(60) });
  const breached = line('breached', 60, { dueAt: at(60) });
  const clock = (ledger: ClockSeen['ledger'], fulfilledAt: string | null = null): ClockSeen => {
    return { id: 'c', state: 'running', dueAt: null, fulfilledAt, ledger };
  };
  const judge = (seen: ClockSeen, ...events: readonly EventSeen[]) =>
    clockFaults([{ clocks: [seen], events }], { untilMs: Date.parse(at(120)), speed: 2 });
  const told = event('clock.breached', 61, { clockId: 'c' });

  test('one that was told once, a second late at twice the speed', () => {
    expect(judge(clock([started, breached]), told)).toMatchObject({
      breaches: 1,
      breachesMissing: 0,
      breachesDoubled: 0,
      breachesWrong: 0,
      newsMissing: 0,
      newsDoubled: 0,
      lateMaxMs: 500,
    });
  });

  test('one of which nothing was told, although it was fulfilled too late', () => {
    expect(judge(clock([started])).breachesMissing).toBe(1);
    expect(judge(clock([started, line('fulfilled', 70, { dueAt: at(60) })], at(70))).breachesMissing).toBe(1);
    expect(judge(clock([started, line('fulfilled', 50, { dueAt: at(60) })], at(50))).breachesMissing).toBe(0);
  });

  test('one that was told twice, in its ledger or in the history', () => {
    expect(judge(clock([started, breached, breached]), told, told).breachesDoubled).toBe(1);
    expect(judge(clock([started, breached]), told, told).newsDoubled).toBe(1);
    expect(judge(clock([started, breached])).newsMissing).toBe(1);
  });

  test('one that was told although it was fulfilled before', () => {
    expect(judge(clock([started, breached], at(50)), told).breachesWrong).toBe(1);
  });

  test('a warning that came twice', () => {
    const warned = line('warned', 48, { percent: 80, dueAt: at(60) });
    const news = event('clock.warned', 48, { clockId: 'c' });
    expect(judge(clock([started, warned, warned]), news, news).warningsDoubled).toBe(1);
  });
});
