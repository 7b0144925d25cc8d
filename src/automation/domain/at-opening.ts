import { type Condition, fieldsOf } from '../../kernel/condition.js';
import type { Action, ActionType } from './actions.js';

/** What is certain of a ticket before it is written, and stays so until its opening is committed. */
const KNOWN: ReadonlySet<string> = new Set([
  'subject', 'status', 'statusCategory', 'priority', 'category', 'channel', 'inboxId', 'teamId', 'language', 'tags',
  'contact.id', 'contact.name', 'contact.tier',
]); // biome-ignore format: one glance
/** Custom fields; and of a message and of changes an event `ticket.opened` tells nothing, then as later. */
const KNOWN_KINDS = ['custom.', 'message.', 'changed.', 'was.'];

/** What only makes the ticket another one than it would be. */
const SETS: ReadonlySet<ActionType> = new Set([
  'set-priority', 'set-category', 'set-team', 'add-tags', 'remove-tags', 'set-custom-field',
]); // biome-ignore format: one glance

/**
 * The rules on `ticket.opened` that can have their turn while the ticket is being opened: from the first one on, up to
 * one that asks or does more. Those after it must see what it did, so they have theirs in the job.
 * @param waiting in their order
 */
export function askedAtOpening<Rule extends { readonly condition: Condition; readonly actions: readonly Action[] }>(
  waiting: readonly Rule[],
): readonly Rule[] {
  const end = waiting.findIndex(
    ({ condition, actions }) => ![...fieldsOf(condition)].every(isKnown) || !actions.every((a) => SETS.has(a.type)),
  );
  return end === -1 ? waiting : waiting.slice(0, end);
}

function isKnown(field: string): boolean {
  return KNOWN.has(field) || KNOWN_KINDS.some((kind) => field.startsWith(kind));
}
