import { type Condition, type FieldCatalogue, holds } from './condition.js';
import { parseCondition } from './condition-check.js';

const catalogue: FieldCatalogue = {
  priority: { kind: 'ordered', values: ['low', 'normal', 'high', 'urgent'] },
  category: { kind: 'choice', values: ['general', 'refund'] },
  tags: { kind: 'list' },
  subject: { kind: 'text' },
  createdAt: { kind: 'instant' },
  teamId: { kind: 'id' },
  'custom.amount': { kind: 'number' },
  'custom.vip': { kind: 'boolean' },
};
const now = new Date('2026-03-02T09:00:00Z');
const facts = {
  priority: 'high',
  category: 'refund',
  tags: ['VIP', 'jakarta'],
  subject: '退款进度 Refund',
  createdAt: '2026-03-02T08:00:00.000Z',
  teamId: null,
  'custom.amount': 12,
};

test.each<[Condition, boolean]>([
  [{ all: [] }, true],
  [{ any: [] }, false],
  [{ field: 'priority', operator: 'at-least', value: 'high' }, true],
  [{ field: 'priority', operator: 'at-most', value: 'normal' }, false],
  [{ field: 'priority', operator: 'in', value: ['low', 'high'] }, true],
  [{ field: 'tags', operator: 'contains', value: 'vip' }, true],
  [{ field: 'tags', operator: 'contains', value: 'jakart' }, false],
  [{ field: 'tags', operator: 'contains-all', value: ['vip', 'bali'] }, false],
  [{ field: 'subject', operator: 'contains', value: '退款' }, true],
  [{ field: 'subject', operator: 'contains', value: 'REFUND' }, true],
  [{ field: 'createdAt', operator: 'older-than-minutes', value: 59 }, true],
  [{ field: 'createdAt', operator: 'newer-than-minutes', value: 59 }, false],
  [{ field: 'createdAt', operator: 'before', value: '2026-03-02T16:00:00+08:00' }, false],
  [{ field: 'teamId', operator: 'missing' }, true],
  [{ field: 'custom.amount', operator: 'at-least', value: 12 }, true],
  [{ field: 'custom.vip', operator: 'is', value: true }, false],
  [{ not: { any: [{ field: 'category', operator: 'is', value: 'refund' }] } }, false],
])('%j is %s', (condition, expected) => {
  expect(holds(parseCondition(condition, catalogue), facts, { now, catalogue })).toBe(expected);
});

test.each([
  [{ field: 'colour', operator: 'is', value: 'x' }, 'There is no field "colour".'],
  [{ field: 'constructor', operator: 'is', value: 'x' }, 'There is no field "constructor".'],
  [{ field: 'category', operator: 'is', value: 'weather' }, '"category": the value is one of: general, refund.'],
  [{ field: 'category', operator: 'contains', value: 'refund' }, '"category" can be asked: is, is-not, in, not-in, exists, missing.'],
  [{ field: 'priority', operator: 'in', value: [] }, '"priority": the value is a list of 1 to 100.'],
  [{ field: 'subject', operator: 'is', value: 'x', also: 1 }, 'Unknown part "also"; a comparison has field, operator and value.'],
  [{ all: [{ any: [{ not: { all: [{ any: [{ all: [] }] }] } }] }] }, 'Conditions nest 4 deep at most.'],
  ['yes', 'A condition is an object.'],
])('%j is refused by name', (condition, message) => {
  expect(() => parseCondition(condition, catalogue)).toThrow(
    expect.objectContaining({
      kind: 'unprocessable',
      code: 'condition.invalid',
      details: { problems: [expect.objectContaining({ message })] },
    }),
  );
});
