import type { Texts } from './texts.js';

/**
 * What a macro or a rule does. All that is set becomes one change of the ticket; before it goes the reply, after it come
 * the notes. Of two actions that set the same, the later one counts. Texts speak of the ticket as the actions before them leave it.
 */
export type Action =
  /** `holdReason`: for whom or what it waits, when the status puts it on hold. */
  | { readonly type: 'set-status'; readonly status: string; readonly holdReason?: string }
  | { readonly type: 'set-priority'; readonly priority: string }
  | { readonly type: 'set-category'; readonly category: string }
  | { readonly type: 'set-team'; readonly teamId: string | null }
  /** `me` (macros only): whoever applies it. */
  | { readonly type: 'set-assignee'; readonly assigneeId: string | null }
  | { readonly type: 'add-tags'; readonly tags: readonly string[] }
  | { readonly type: 'remove-tags'; readonly tags: readonly string[] }
  | { readonly type: 'set-custom-field'; readonly key: string; readonly value: string | number | boolean | null }
  | { readonly type: 'add-note'; readonly text: string }
  | { readonly type: 'reply'; readonly texts: Texts }
  /** Tells the outside, by the event `automation.webhook` with this topic. */
  | { readonly type: 'webhook'; readonly topic: string }
  /** Raises the priority to at least this one, and tells people (`ticket.escalated`). */
  | { readonly type: 'escalate'; readonly priority: string };

export type ActionType = Action['type'];

export const ME = 'me';

const BY_HAND: readonly ActionType[] = [
  'set-status', 'set-priority', 'set-category', 'set-team', 'set-assignee',
  'add-tags', 'remove-tags', 'set-custom-field', 'add-note', 'reply',
]; // biome-ignore format: what is set, then what is said

export const MACRO_ACTIONS = BY_HAND;
export const RULE_ACTIONS: readonly ActionType[] = [...BY_HAND, 'webhook', 'escalate'];
