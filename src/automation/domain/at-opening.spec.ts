import type { Condition } from '../../kernel/condition.js';
import type { Action } from './actions.js';
import { askedAtOpening } from './at-opening.js';

const ALWAYS: Condition = { all: [] };
const tag: Action = { type: 'add-tags', tags: ['seen'] };
const rule = (name: string, actions: readonly Action[] = [tag], condition: Condition = ALWAYS) => ({ name, actions, condition });
const asked = (...rules: ReturnType<typeof rule>[]) => askedAtOpening(rules).map(({ name }) => name);
const asks = (field: string): Condition => ({ any: [{ not: { field, operator: 'exists' } }] });

test('rules that only set something are asked', () => {
  const sets: Action[] = [
    tag,
    { type: 'remove-tags', tags: ['x'] },
    { type: 'set-priority', priority: 'high' },
    { type: 'set-category', category: 'refund' },
    { type: 'set-team', teamId: null },
    { type: 'set-custom-field', key: 'order', value: 1 },
  ];
  expect(asked(rule('a', sets), rule('b', [tag], asks('custom.order')), rule('c', [tag], asks('message.text')))).toEqual(['a', 'b', 'c']);
});

test.each<Action>([
  { type: 'add-note', text: 'a' },
  { type: 'reply', texts: { en: { text: 'a', html: null } } },
  { type: 'webhook', topic: 'a' },
  { type: 'escalate', priority: 'high' },
  { type: 'set-status', status: 'open' },
  { type: 'set-assignee', assigneeId: null },
])('one that does more ($type) is not, nor are those after it, which may ask what it did', (action) => {
  expect(asked(rule('a'), rule('b', [tag, action]), rule('c'))).toEqual(['a']);
});

test.each(['assigneeId', 'waitingSince', 'lastMessageAt', 'createdAt', 'unheard-of'])(
  'one that asks what may still change (%s) is not',
  (field) => {
    expect(asked(rule('a'), rule('b', [tag], asks(field)), rule('c'))).toEqual(['a']);
  },
);
