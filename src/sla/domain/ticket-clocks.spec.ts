import type { CalendarId, SlaPolicyId } from '../../kernel/id.js';
import { after, answer, bookOf, inbound, Life, policy } from './clock-life.js';
import type { Policy, PromisedTicket } from './policy.js';
import { passTime } from './ticket-clocks.js';

test('a ticket that a customer opens is promised an answer and an end', () => {
  expect(new Life(bookOf(policy())).standing()).toEqual({ 'first-response': 'running', resolution: 'running' });
});

test('one that a machine opens waits for nobody until a person writes', () => {
  const life = new Life(bookOf(policy()), { direction: 'inbound', automatic: true }, { waitingSince: null });
  expect(life.standing()).toEqual({ resolution: 'running' });
  life.happens(10, { waitingSince: after(10) }, inbound);
  expect(life.of('first-response')).toMatchObject({ state: 'running', dueAt: after(70) });
});

test('one that an agent opens is answered already, and the next word is due', () => {
  const life = new Life(bookOf(policy()), answer, { waitingSince: null, isAnswered: true });
  expect(life.standing()).toEqual({ resolution: 'running', 'periodic-update': 'running' });
  life.happens(5, { waitingSince: after(5) }, inbound);
  expect(life.of('next-response')).toMatchObject({ dueAt: after(65) });
});

test('promises of a policy that is switched off stand still until it is on again', () => {
  const [on, off] = [bookOf(policy()), bookOf(policy({ enabled: false }))];
  const life = new Life(on).under(off, 20);
  expect(life.standing()).toEqual({ 'first-response': 'cancelled', resolution: 'cancelled' });
  life.under(off, 30).under(on, 50);
  expect(life.clocks.map((c) => [c.metric, c.state, c.dueAt])).toEqual([
    ['first-response', 'running', after(90)],
    ['resolution', 'running', after(630)],
  ]);
});

test('what was answered meanwhile, or is done with, is promised no more', () => {
  const [on, off] = [bookOf(policy()), bookOf(policy({ enabled: false }))];
  const answered = new Life(on).under(off, 20).happens(25, { waitingSince: null, isAnswered: true }, answer);
  answered.happens(30, { waitingSince: after(30) }, inbound).under(on, 50);
  expect(answered.standing()).toEqual({ 'first-response': 'cancelled', resolution: 'running' });
  const done = new Life(on).under(off, 20).happens(25, { statusCategory: 'resolved' }).under(on, 50);
  expect(done.standing()).toEqual({ 'first-response': 'cancelled', resolution: 'cancelled' });
});

test('each answer makes the next word due anew', () => {
  const life = new Life(bookOf(policy())).happens(10, { waitingSince: null, isAnswered: true }, answer).happens(30, {}, answer);
  expect(life.clocks.filter((c) => c.metric === 'periodic-update').map((c) => [c.state, c.dueAt])).toEqual([
    ['fulfilled', after(130)],
    ['running', after(150)],
  ]);
});

test('an answer at the very instant is late, a millisecond before it is not', () => {
  const answered = { waitingSince: null, isAnswered: true };
  expect(new Life(bookOf(policy())).happens(60, answered, answer).of('first-response')).toMatchObject({
    state: 'breached',
    breachedAt: after(60),
  });
  expect(new Life(bookOf(policy())).happens(60 - 1 / 60_000, answered, answer).of('first-response')).toMatchObject({ state: 'fulfilled' });
});

test('an answer begun before the breach, that came to the ticket after it was told, is late by nothing', () => {
  const life = new Life(bookOf(policy()));
  life.clocks = life.clocks.map((c) => passTime(c, { book: bookOf(policy()), now: after(60), escalates: true }).clock);
  life.happens(59, { waitingSince: null, isAnswered: true }, answer);
  expect(life.of('first-response')).toMatchObject({ state: 'breached', breachedAt: after(60), fulfilledAt: after(60) });
});

test.each([
  ['pending', { 'first-response': 'paused', resolution: 'paused' }],
  ['on_hold', { 'first-response': 'running', resolution: 'paused' }],
  ['open', { 'first-response': 'running', resolution: 'running' }],
  ['resolved', { 'first-response': 'cancelled', resolution: 'fulfilled' }],
  ['closed', { 'first-response': 'cancelled', resolution: 'fulfilled' }],
])('a ticket that becomes %s', (statusCategory, standing) => {
  expect(new Life(bookOf(policy())).happens(10, { statusCategory }).standing()).toEqual(standing);
});

test('a promise by law never pauses, whatever the status and the policy', () => {
  const life = new Life(bookOf(policy()));
  life.clocks = life.clocks.map((c) => ({ ...c, neverPauses: true }));
  life.happens(10, { statusCategory: 'pending' });
  expect(life.of('resolution')).toMatchObject({ state: 'running', dueAt: after(600) });
});

test('reopened by hand while the customer still waits, an answer is due again', () => {
  const life = new Life(bookOf(policy())).happens(10, { statusCategory: 'resolved' }).happens(100, { statusCategory: 'open' });
  expect(life.of('first-response')).toMatchObject({ state: 'running', startedAt: after(100) });
  expect(life.of('resolution')).toMatchObject({ state: 'running', dueAt: after(690) });
});

test('a breach stays one, reopened or not, and is not told again', () => {
  const life = new Life(bookOf(policy())).happens(700, { statusCategory: 'resolved' });
  expect(life.of('resolution')).toMatchObject({ state: 'breached', breachedAt: after(600), fulfilledAt: after(700) });
  life.happens(800, { statusCategory: 'open' });
  expect(life.of('resolution')).toMatchObject({
    state: 'breached',
    breachedAt: after(600),
    fulfilledAt: null,
    endedAt: null,
    nextAt: null,
  });
});

test('the first policy whose conditions hold promises; another category is another promise', () => {
  const refund = policy({
    id: 'r' as SlaPolicyId,
    name: 'Refunds',
    condition: { field: 'category', operator: 'is', value: 'refund' },
    targets: { resolution: { normal: 1_000 } },
  });
  const life = new Life(bookOf(refund, policy())).happens(100, { facts: { category: 'refund' } });
  expect(life.of('resolution')).toMatchObject({ policyId: 'r', targetMinutes: 1_000, dueAt: after(1_000) });
  // Missed already: that stays, though nobody promises it any more.
  expect(life.of('first-response')).toMatchObject({ state: 'breached' });
});

test('a disabled policy promises nothing', () => {
  expect(new Life(bookOf(policy({ enabled: false }))).standing()).toEqual({});
});

test('retargeted while paused, it goes on with what is left of the new target', () => {
  const life = new Life(bookOf(policy()))
    .happens(20, { statusCategory: 'pending' })
    .happens(30, { priority: 'high' })
    .happens(50, { statusCategory: 'open' });
  expect(life.of('first-response')).toMatchObject({ state: 'running', targetMinutes: 30, dueAt: after(60) });
});

test("the calendar is the policy's, else the inbox's, else every hour counts", () => {
  const inboxId = 'i' as NonNullable<PromisedTicket['inboxId']>;
  const [own, theirs] = ['c1' as CalendarId, 'c2' as CalendarId];
  const calendars = new Map([own, theirs].map((id) => [id, { id, version: 1 }]));
  const calendarOf = (over: Partial<Policy>, ticket: Partial<PromisedTicket>) =>
    new Life({ ...bookOf(policy(over)), calendars, inboxCalendars: new Map([[inboxId, theirs]]) }, inbound, ticket).of('resolution')
      .calendar?.id;
  expect(calendarOf({ calendarId: own }, { inboxId })).toBe(own);
  expect(calendarOf({}, { inboxId })).toBe(theirs);
  expect(calendarOf({}, {})).toBeUndefined();
});

test('what a ticket that went had spent goes on when it comes back; the time between is not counted', () => {
  const life = new Life(bookOf(policy())).happens(10, { goneWhy: 'the ticket is spam' });
  expect(life.standing()).toEqual({ 'first-response': 'cancelled', resolution: 'cancelled' });
  life.happens(50, {}, inbound).happens(100, { goneWhy: null });
  expect(life.clocks).toMatchObject([
    { metric: 'first-response', state: 'running', dueAt: after(150) },
    { metric: 'resolution', state: 'running', dueAt: after(690) },
  ]);
});

test('back again, nothing is promised to a customer who waits no longer', () => {
  const life = new Life(bookOf(policy())).happens(10, { goneWhy: 'the ticket was merged into another one' });
  life.happens(100, { goneWhy: null, waitingSince: null, isAnswered: true });
  expect(life.standing()).toEqual({ 'first-response': 'cancelled', resolution: 'running' });
  life
    .happens(110, { waitingSince: after(110) }, inbound)
    .happens(120, { goneWhy: 'the ticket was deleted' })
    .happens(130, { goneWhy: null });
  expect(life.standing()).toEqual({ 'first-response': 'cancelled', 'next-response': 'running', resolution: 'running' });
  expect(life.of('next-response').dueAt).toEqual(after(180));
});

test('a breach comes back as the breach it was', () => {
  const life = new Life(bookOf(policy())).happens(70, { goneWhy: 'the ticket is spam' }).happens(80, { goneWhy: null });
  expect(life.clocks.filter((c) => c.metric === 'first-response')).toMatchObject([
    { state: 'breached', breachedAt: after(60), endedAt: null },
  ]);
});

test('a wait that comes from another ticket began when it began; one that goes there ends here', () => {
  const life = new Life(bookOf(policy()), answer, { waitingSince: null, isAnswered: true }).happens(20, { waitingSince: after(5) });
  expect(life.of('next-response')).toMatchObject({ state: 'running', dueAt: after(65) });
  life.happens(30, { waitingSince: null });
  expect(life.of('next-response')).toMatchObject({ state: 'cancelled' });
});
