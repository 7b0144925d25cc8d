import * as fc from 'fast-check';
import { type Condition, type Facts, type FieldCatalogue, holds } from '../../kernel/condition.js';
import { contradictionIn } from './contradiction.js';

const catalogue: FieldCatalogue = {
  status: { kind: 'choice', values: ['a', 'b'] },
  statusCategory: { kind: 'choice', values: ['open', 'closed', 'pending'] },
  channel: { kind: 'choice' },
  priority: { kind: 'ordered', values: ['low', 'normal', 'high'] },
  tags: { kind: 'list' },
  subject: { kind: 'text' },
  createdAt: { kind: 'instant' },
  assigneeId: { kind: 'id' },
  amount: { kind: 'number' },
};
const now = new Date('2026-03-02T09:00:00Z');
const truths = { always: ['status', 'statusCategory'], categoryOf: { a: 'open', b: 'closed' } };

test.each<[Condition, string]>([
  [
    {
      all: [
        { field: 'status', operator: 'is', value: 'a' },
        { field: 'status', operator: 'is', value: 'b' },
      ],
    },
    'status',
  ],
  [{ all: [{ field: 'status', operator: 'is', value: 'a' }, { not: { field: 'status', operator: 'is', value: 'A' } }] }, 'status'],
  [
    {
      all: [
        { field: 'status', operator: 'exists' },
        { field: 'status', operator: 'not-in', value: ['a', 'b'] },
      ],
    },
    'status',
  ],
  [
    {
      all: [
        { field: 'priority', operator: 'at-least', value: 'high' },
        { field: 'priority', operator: 'at-most', value: 'low' },
      ],
    },
    'priority',
  ],
  [
    {
      all: [
        { field: 'tags', operator: 'contains', value: 'vip' },
        { field: 'tags', operator: 'not-contains', value: 'VIP' },
      ],
    },
    'tags',
  ],
  [
    {
      all: [
        { field: 'amount', operator: 'at-least', value: 5 },
        { field: 'amount', operator: 'at-most', value: 4 },
      ],
    },
    'amount',
  ],
  [
    {
      all: [
        { field: 'createdAt', operator: 'after', value: '2026-03-02' },
        { field: 'createdAt', operator: 'before', value: '2026-03-01' },
      ],
    },
    'createdAt',
  ],
  [
    {
      all: [
        { field: 'createdAt', operator: 'older-than-minutes', value: 60 },
        { field: 'createdAt', operator: 'newer-than-minutes', value: 60 },
      ],
    },
    'createdAt',
  ],
  [
    {
      all: [
        { field: 'assigneeId', operator: 'is', value: 'me' },
        { field: 'assigneeId', operator: 'is-not', value: 'me' },
      ],
    },
    'assigneeId',
  ],
  [
    {
      all: [
        { field: 'status', operator: 'is', value: 'a' },
        { field: 'statusCategory', operator: 'is', value: 'closed' },
      ],
    },
    'statusCategory',
  ],
  [
    {
      all: [
        { field: 'statusCategory', operator: 'in', value: ['open', 'pending'] },
        { field: 'status', operator: 'is-not', value: 'A' },
      ],
    },
    'statusCategory',
  ],
  [{ not: { field: 'status', operator: 'exists' } }, 'status'],
  [
    {
      all: [
        { field: 'subject', operator: 'is', value: 'Ab' },
        { field: 'subject', operator: 'not-contains', value: 'a' },
      ],
    },
    'subject',
  ],
  [
    {
      all: [
        { field: 'subject', operator: 'in', value: ['a', 'b'] },
        { field: 'subject', operator: 'contains', value: 'x' },
      ],
    },
    'subject',
  ],
  [
    {
      all: [
        { field: 'amount', operator: 'is', value: 3 },
        { field: 'amount', operator: 'at-least', value: 4 },
      ],
    },
    'amount',
  ],
  [{ any: [] }, ''],
  [
    {
      any: [
        {
          all: [
            { field: 'status', operator: 'is', value: 'a' },
            { field: 'status', operator: 'is', value: 'b' },
          ],
        },
      ],
    },
    'status',
  ],
])('%j can never hold', (condition, field) => {
  expect(contradictionIn(condition, catalogue, truths)).toMatchObject({ field });
});

test('"me" may be anybody', () => {
  const me: Condition = { field: 'assigneeId', operator: 'is', value: 'me' };
  const other: Condition = { field: 'assigneeId', operator: 'is', value: '00000000-0000-7000-8000-000000000001' };
  expect(contradictionIn({ all: [me, other] }, catalogue, truths)).toBeNull();
});

const value = fc.constantFrom('a', 'A', 'b', 'x');
const priority = fc.constantFrom('low', 'normal', 'high');
const instant = fc.constantFrom('2026-03-01T00:00:00.000Z', '2026-03-02T08:00:00.000Z', '2026-03-02T09:00:00.000Z');
const comparison = fc.oneof(
  fc.record({ field: fc.constantFrom('status', 'channel'), operator: fc.constantFrom('is' as const, 'is-not' as const), value }),
  fc.record({ field: fc.constantFrom('status', 'channel'), operator: fc.constantFrom('in' as const, 'not-in' as const), value: fc.array(value, { minLength: 1, maxLength: 2 }) }),
  fc.record({ field: fc.constantFrom('status', 'channel', 'tags', 'amount', 'createdAt'), operator: fc.constantFrom('exists' as const, 'missing' as const) }),
  fc.record({ field: fc.constantFrom('statusCategory'), operator: fc.constantFrom('is' as const, 'is-not' as const), value: fc.constantFrom('open', 'closed', 'pending') }),
  fc.record({ field: fc.constantFrom('subject'), operator: fc.constantFrom('is' as const, 'is-not' as const), value }),
  fc.record({ field: fc.constantFrom('priority'), operator: fc.constantFrom('is' as const, 'is-not' as const, 'at-least' as const, 'at-most' as const), value: priority }),
  fc.record({ field: fc.constantFrom('tags', 'subject'), operator: fc.constantFrom('contains' as const, 'not-contains' as const), value }),
  fc.record({ field: fc.constantFrom('amount'), operator: fc.constantFrom('is' as const, 'at-least' as const, 'at-most' as const), value: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ field: fc.constantFrom('createdAt'), operator: fc.constantFrom('before' as const, 'after' as const), value: instant }),
  fc.record({ field: fc.constantFrom('createdAt'), operator: fc.constantFrom('older-than-minutes' as const, 'newer-than-minutes' as const), value: fc.constantFrom(0, 60) }),
); // biome-ignore format: a table
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    comparison as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
}));
const facts: fc.Arbitrary<Facts> = fc
  .record({
    standing: fc.constantFrom({ status: 'a', statusCategory: 'open' }, { status: 'b', statusCategory: 'closed' }),
    channel: fc.option(value),
    priority,
    tags: fc.array(value, { maxLength: 2 }),
    subject: fc.constantFrom('', 'a', 'b x'),
    createdAt: fc.option(instant),
    amount: fc.option(fc.integer({ min: 0, max: 2 })),
  })
  .map(({ standing, ...rest }) => ({ ...standing, ...rest }));

test('what some ticket meets is never refused', () => {
  fc.assert(
    fc.property(tree, facts, (condition, ticket) => {
      fc.pre(holds(condition, ticket, { now, catalogue }));
      expect(contradictionIn(condition, catalogue, truths)).toBeNull();
    }),
    { numRuns: 5_000, maxSkipsPerRun: 50 },
  );
});
