import type { Condition } from '../../kernel/condition.js';
import type { RoutingRuleId, SkillId, TeamId } from '../../kernel/id.js';
import { type RoutingRule, type RuleActions, route } from './route.js';

const catalogue = {
  category: { kind: 'choice' },
  'message.text': { kind: 'text' },
  tags: { kind: 'list' },
  detectedLanguage: { kind: 'choice' },
} as const;
const asking = { now: new Date('2026-03-02T09:00:00Z'), catalogue };
const facts = { category: 'general', 'message.text': 'Where is my refund?', tags: ['vip'], teamId: null, detectedLanguage: 'en' };

const rule = (name: string, conditions: Condition, actions: Partial<RuleActions>, continues = false): RoutingRule => ({
  id: name as RoutingRuleId,
  name,
  continues,
  conditions,
  actions: { team: null, priority: null, category: null, language: null, tags: [], skills: [], ...actions },
});
const says = (value: string): Condition => ({ field: 'message.text', operator: 'contains', value });
const payments = { id: 'payments' as TeamId, name: 'Payments' };

test('the first rule that holds wins, and those before it say why they did not', () => {
  const rules = [
    rule('fraud', says('hacked'), { priority: 'urgent' }),
    rule('refund', says('REFUND'), { team: payments, tags: ['refund'] }),
    rule('never', says('refund'), { priority: 'low' }),
  ];
  expect(route(rules, facts, asking)).toMatchObject({
    team: payments,
    priority: null,
    tags: ['refund'],
    looked: [
      { name: 'fraud', matched: false, because: 'not so: message.text contains hacked' },
      { name: 'refund', matched: true, because: null },
    ],
    passedOver: 0,
  });
});

test('a rule that goes on changes what later ones see; the stricter level of a skill stays', () => {
  const skillId = 's' as SkillId;
  const rules = [
    rule('category', says('refund'), { category: 'refund', tags: ['a'], skills: [{ skillId, level: 4 }] }, true),
    rule('by category', { all: [{ field: 'category', operator: 'is', value: 'refund' }, { field: 'tags', operator: 'contains-all', value: ['vip', 'a'] }] }, {
      team: payments,
      skills: [{ skillId, level: 2 }],
    }),
  ]; // biome-ignore format: one rule a line
  expect(route(rules, facts, asking)).toMatchObject({ team: payments, category: 'refund', skills: [{ skillId, level: 4 }] });
});

test('what a decision keeps is bounded, and never what the customer wrote', () => {
  const secret = { ...facts, 'message.text': 'my PIN is 123456' };
  const rules = Array.from({ length: 30 }, (_, i) => rule(`r${i}`, says(`word ${i} ${'x'.repeat(300)}`), { priority: 'low' }));
  const routed = route(rules, secret, asking);
  expect(routed.looked).toHaveLength(10);
  expect(routed.passedOver).toBe(20);
  expect(JSON.stringify(routed)).not.toContain('123456');
  expect(Math.max(...routed.looked.map((l) => l.because?.length ?? 0))).toBeLessThanOrEqual(120);
});

test.each<[Condition, string]>([
  [{ any: [] }, 'it names nothing that could be so'],
  [{ any: [says('a lost phone'), says('a stolen phone')] }, 'none of its alternatives is so'],
  [{ not: says('refund') }, 'what it excludes is so'],
  [{ all: [says('refund'), { field: 'category', operator: 'in', value: ['payment', 'account'] }] }, 'not so: category in payment, account'],
])('%j fails, because %s', (conditions, because) => {
  expect(route([rule('r', conditions, { priority: 'low' })], facts, asking).looked).toMatchObject([{ matched: false, because }]);
});
