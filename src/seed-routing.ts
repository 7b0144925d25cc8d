import type { INestApplicationContext } from '@nestjs/common';
import type { Condition } from './kernel/condition.js';
import type { AgentId, SkillId, TeamId } from './kernel/id.js';
import type { Tx } from './kernel/tx.js';
import { BY_HAND, type RuleFacts, RuleRepository, SkillRepository, TeamRoutingRepository } from './routing/settings.js';

export interface DemoPeople {
  readonly payments: TeamId;
  readonly safety: TeamId;
  /** In the order they were made. */
  readonly agentIds: readonly AgentId[];
}

/** Levels of the demo's agents, one after the other. */
const REFUNDS = [4, 3, 5];
const FRAUD = [2, 4, 5];

const FRAUD_WORDS = ['hacked', 'stolen', 'scam', 'fraud', 'dibajak', 'dibobol', 'penipuan', 'dicuri', '被盗', '诈骗', '盗刷', '骗'];
const REFUND_WORDS = ['refund', 'money back', 'pengembalian', 'kembalikan', 'uang kembali', '退款', '退货', '退钱'];

/** Skills, strategies and a few rules, so that the demo hands out its tickets as soon as somebody is online. */
export async function seedRouting(tx: Tx, app: INestApplicationContext, { payments, safety, agentIds }: DemoPeople): Promise<void> {
  const skills = app.get(SkillRepository);
  const refunds = await skills.insert(tx, 'Refunds');
  const fraud = await skills.insert(tx, 'Fraud');
  if (refunds === null || fraud === null) return;
  for (const [i, agentId] of agentIds.entries()) {
    await skills.setOf(tx, agentId, [
      { skillId: refunds, level: REFUNDS[i] ?? 1 },
      { skillId: fraud, level: FRAUD[i] ?? 1 },
    ]);
  }
  const teams = app.get(TeamRoutingRepository);
  await teams.save(tx, payments, { ...BY_HAND, strategy: 'sticky', fallback: 'least-loaded' });
  await teams.save(tx, safety, { ...BY_HAND, strategy: 'longest-idle', overflowTeamId: payments, overflowAfterMinutes: 30 });
  const rules = app.get(RuleRepository);
  for (const [i, rule] of demoRules({ payments, safety, refunds, fraud }).entries()) await rules.insert(tx, i + 1, rule);
}

function demoRules(of: {
  readonly payments: TeamId;
  readonly safety: TeamId;
  readonly refunds: SkillId;
  readonly fraud: SkillId;
}): readonly RuleFacts[] {
  const valued: Condition = { field: 'contact.tier', operator: 'in', value: ['gold', 'vip'] };
  return [
    { ...blank('Valued customers first', valued), priority: 'high', continues: true },
    {
      ...blank('Suspected theft', says(FRAUD_WORDS)),
      teamId: of.safety,
      priority: 'urgent',
      category: 'account',
      tags: ['fraud'],
      skills: [{ skillId: of.fraud, level: 2 }],
    },
    { ...blank('Refunds', says(REFUND_WORDS)), teamId: of.payments, category: 'refund', skills: [{ skillId: of.refunds, level: 2 }] },
  ];
}

function says(words: readonly string[]): Condition {
  return {
    any: [
      { field: 'message.text', operator: 'contains-any', value: words },
      { field: 'subject', operator: 'contains-any', value: words },
    ],
  };
}

function blank(name: string, conditions: Condition): RuleFacts {
  const nothing = { teamId: null, priority: null, category: null, language: null, tags: [], skills: [] };
  return { name, enabled: true, continues: false, conditions, ...nothing };
}
