import type { MacroRow, Plan } from '../../automation/settings.js';
import { sanitizedHtml } from '../../platform/html/sanitized-html.js';
import type { AppliedMacroAnswer, MacroAnswer, SaidAnswer } from './macros.dto.js';
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
    reply: plan.reply === null ? null : saidAnswer(plan.reply),
  };
}

/** HTML as it would leave. */
export function saidAnswer({ language, text, html, missing }: NonNullable<Plan['reply']>): SaidAnswer {
  return { language, text, html: html === null ? null : sanitizedHtml(html), missing: [...missing] };
}
