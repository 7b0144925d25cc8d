import { array, assert, constantFrom, oneof, property, record, uniqueArray } from 'fast-check';
import type { Action } from './actions.js';
import { type PlanningFor, planActions } from './plan-actions.js';
import { languageFor } from './texts.js';

const PRIORITIES = ['low', 'normal', 'high', 'urgent'];
const ticket: PlanningFor = {
  tags: ['old'],
  priority: 'normal',
  language: 'zh-TW',
  values: { 'contact.name': 'Ayu' },
  priorities: PRIORITIES,
  agentId: 'agent',
};
const body = (text: string) => ({ text, html: null });

test('of two actions that set the same the later one counts, tags are added and taken in order', () => {
  const { change } = planActions(
    [
      { type: 'set-status', status: 'open' },
      { type: 'add-tags', tags: ['a', 'b'] },
      { type: 'set-status', status: 'pending' },
      { type: 'remove-tags', tags: ['old', 'a'] },
      { type: 'set-custom-field', key: 'x', value: 1 },
      { type: 'set-custom-field', key: 'y', value: null },
      { type: 'set-assignee', assigneeId: 'me' },
    ],
    ticket,
  );
  expect(change).toEqual({ status: 'pending', tags: ['b'], customFields: { x: 1, y: null }, assigneeId: 'agent' });
});

test.each([
  [['en', 'zh-TW', 'zh'], 'zh-TW', 'zh-TW'],
  [['en', 'zh'], 'zh-TW', 'zh'],
  [['id', 'en'], 'fr', 'en'],
  [['id', 'ms'], null, 'id'],
  [['EN', 'id'], 'en', 'EN'],
])('of the languages %j, for %s: %s', (languages, wanted, chosen) => {
  expect(languageFor(Object.fromEntries(languages.map((l) => [l, body(l)])), wanted)).toBe(chosen);
});

test('a text speaks of what the actions before it have set, and of nothing later', () => {
  const text = '{{custom.amount}} {{custom.paid}} {{ticket.status}} {{ticket.priority}} {{ticket.category}}';
  const values = {
    'custom.amount': '5',
    'custom.paid': 'no',
    'ticket.status': 'new',
    'ticket.priority': 'normal',
    'ticket.category': 'general',
  };
  const plan = planActions(
    [
      { type: 'add-note', text },
      { type: 'set-custom-field', key: 'amount', value: 7 },
      { type: 'set-custom-field', key: 'paid', value: null },
      { type: 'set-status', status: 'open' },
      { type: 'add-note', text },
      { type: 'escalate', priority: 'urgent' },
      { type: 'set-category', category: 'refund' },
      { type: 'reply', texts: { en: body(text) } },
      { type: 'set-custom-field', key: 'amount', value: 8 },
    ],
    { ...ticket, values },
  );
  expect(plan.notes).toEqual(['5 no new normal general', '7 – open normal general']);
  expect(plan.reply).toMatchObject({ text: '7 – open urgent refund', missing: ['custom.paid'] });
});

test('an escalation never lowers, whatever is set around it', () => {
  const priority = constantFrom(...PRIORITIES);
  assert(
    property(priority, priority, priority, (now, set, escalate) => {
      const actions: readonly Action[] = [
        { type: 'set-priority', priority: set },
        { type: 'escalate', priority: escalate },
      ];
      const plan = planActions(actions, { ...ticket, priority: now });
      const after = plan.change.priority ?? now;
      expect(PRIORITIES.indexOf(after)).toBe(Math.max(PRIORITIES.indexOf(set), PRIORITIES.indexOf(escalate)));
      expect(plan.escalation).toBe(after);
    }),
  );
});

test('planning twice plans the same tags: what is done again does nothing', () => {
  const tags = uniqueArray(constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
  const action = oneof(
    record({ type: constantFrom('add-tags' as const), tags }),
    record({ type: constantFrom('remove-tags' as const), tags }),
  );
  assert(
    property(array(action, { maxLength: 8 }), tags, (actions, before) => {
      const once = planActions(actions, { ...ticket, tags: before }).change.tags ?? before;
      const twice = planActions(actions, { ...ticket, tags: once }).change.tags ?? once;
      expect(new Set(twice)).toEqual(new Set(once));
    }),
  );
});
