import * as fc from 'fast-check';
import { instantAt } from '../../kernel/clock.js';
import { deltasOf, summed } from './delta.js';
import { type CountedTicket, factsOf, messageFactsOf } from './fact.js';

const at = fc.integer({ min: 1_790_000_000_000, max: 1_790_900_000_000 }).map(instantAt);
const ticket: fc.Arbitrary<CountedTicket> = fc.record({
  teamId: fc.constantFrom(null, '018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'),
  channel: fc.constantFrom('email', 'chat'),
  category: fc.constantFrom('general', 'refund'),
  assigneeId: fc.constantFrom(null, '018f0000-0000-7000-8000-00000000000a'),
  createdAt: at,
  firstRepliedAt: fc.option(at),
  resolvedAt: fc.option(at),
  breachedAt: fc.array(at, { maxLength: 2 }),
  counts: fc.boolean(),
});

test('however often a ticket changes, the sums are those of its last state', () => {
  fc.assert(
    fc.property(fc.array(ticket, { minLength: 1, maxLength: 8 }), (states) => {
      const steps = states.map((state, i) => deltasOf(i === 0 ? [] : factsOf(states[i - 1] ?? state), factsOf(state)));
      const last = states.at(-1);
      expect(summed(steps.flat())).toEqual(summed(deltasOf([], last === undefined ? [] : factsOf(last))));
    }),
  );
});

test('a ticket that did not change changes nothing', () => {
  fc.assert(fc.property(ticket, (state) => expect(deltasOf(factsOf(state), factsOf(state))).toEqual([])));
});

test('a wait begins with the customer and ends with a person, not with a machine or a note', () => {
  const said = (minute: number, direction: 'inbound' | 'outbound' | 'internal', automatic = false) => ({
    direction,
    automatic,
    authorId: direction === 'inbound' ? 'c' : 'a',
    channel: 'email',
    createdAt: instantAt(minute * 60_000),
    teamId: null,
    category: 'general',
  });
  const messages = [
    said(0, 'inbound'),
    said(1, 'inbound'),
    said(2, 'outbound', true),
    said(3, 'internal'),
    said(10, 'outbound'),
    said(20, 'outbound'),
    said(30, 'inbound'),
  ];
  const { facts, waitingSince } = messageFactsOf(messages, null);
  expect(facts.filter((f) => f.figure === 'wait').map((f) => f.seconds)).toEqual([600]);
  expect(facts.filter((f) => f.figure === 'sent')).toHaveLength(3);
  expect(waitingSince).toEqual(instantAt(30 * 60_000));
});
