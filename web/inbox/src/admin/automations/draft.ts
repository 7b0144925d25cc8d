import type { Schemas } from '@parley/kit/desk';
import type { Condition } from '../../conditions/condition.js';
import type { Action } from '../actions/action.js';

export type Trigger = Schemas['AutomationAnswer']['events'][number];

export interface AutomationDraft {
  readonly name: string;
  readonly enabled: boolean;
  readonly position: number;
  readonly events: readonly Trigger[];
  readonly everyMinutes: number | null;
  readonly condition: Condition;
  readonly actions: readonly Action[];
}

export const TRIGGERS: readonly Trigger[] = [
  'ticket.opened',
  'ticket.changed',
  'ticket.assigned',
  'message.received',
  'message.queued',
  'note.added',
  'clock.warned',
  'clock.breached',
];

/** By events or by time, never both. */
const whenOf = ({ events, everyMinutes }: Pick<AutomationDraft, 'events' | 'everyMinutes'>) =>
  everyMinutes === null ? { events } : { everyMinutes };

export const ruleOf = (draft: Omit<AutomationDraft, 'name' | 'enabled' | 'position'>) => ({
  ...whenOf(draft),
  condition: draft.condition,
  actions: draft.actions,
});
