import type { MacroRow, Plan } from '../../automation/settings.js';
import type { AppliedMacroAnswer, MacroAnswer } from './macros.dto.js';
import { shownScope } from './scopes.js';

export function macroAnswer(row: MacroRow): MacroAnswer {
  const { id, name, visibility, actions, createdAt, version } = row;
  return {
    id,
    name,
    visibility,
    ...shownScope(row),
    actions: actions.map((action) => ({ ...action })),
    createdAt: createdAt.toISOString(),
    version,
  };
}

export function appliedAnswer(plan: Plan, done: { readonly applied: boolean; readonly messageId: string | null }): AppliedMacroAnswer {
  return {
    ...done,
    change: { ...plan.change },
    notes: [...plan.notes],
    reply: plan.reply === null ? null : { ...plan.reply, missing: [...plan.reply.missing] },
  };
}
