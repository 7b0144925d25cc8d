/** What a macro or an automation does; what belongs to it depends on its type. */
export type Action = Readonly<Record<string, unknown>> & { readonly type: string };

export const MACRO_ACTIONS = [
  'reply',
  'add-note',
  'set-status',
  'set-priority',
  'set-category',
  'set-team',
  'set-assignee',
  'add-tags',
  'remove-tags',
  'set-custom-field',
] as const;
export const RULE_ACTIONS = [...MACRO_ACTIONS, 'escalate', 'webhook'] as const;

const FIRST: Readonly<Record<string, Omit<Action, 'type'>>> = {
  reply: { texts: {} },
  'add-note': { text: '' },
  'set-status': { status: 'pending' },
  'set-priority': { priority: 'high' },
  'set-category': { category: 'general' },
  'set-team': { teamId: null },
  'set-assignee': { assigneeId: null },
  'add-tags': { tags: [] },
  'remove-tags': { tags: [] },
  'set-custom-field': { key: '', value: '' },
  escalate: { priority: 'urgent' },
  webhook: { topic: '' },
};

export function firstAction(type: string): Action {
  return { type, ...FIRST[type] };
}
