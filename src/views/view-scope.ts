import { type Condition, type FieldCatalogue, fieldsOf, isComparison } from '../kernel/condition.js';

const OPEN: readonly string[] = ['new', 'open', 'pending', 'on_hold'];
const ALL: readonly string[] = [...OPEN, 'resolved', 'closed'];
/** Who asks for one of these has thought of tickets that are done. */
const TELLING = ['status', 'statusCategory', 'resolvedAt'];
/** Of one agent or one customer there are few tickets, found by an index of their own. */
const NARROW = ['assigneeId', 'contact.id'];

/** That of ix_ticket_recent, _created and _priority. What is not shown is in no view. */
export const SHOWN_SQL = 't.shown';

/** The predicate of the partial indexes ix_ticket_open_…, word for word. */
export const OPEN_SQL = `t.status_category in ('new', 'open', 'pending', 'on_hold') and t.shown`;

/** A view shows open tickets unless its conditions speak of the status, and then too when they allow open ones only. */
export function isOpenOnly(condition: Condition, catalogue: FieldCatalogue): boolean {
  const fields = fieldsOf(condition);
  if (!TELLING.some((field) => fields.has(field))) return true;
  return categoriesOf(condition, catalogue).every((category) => OPEN.includes(category));
}

/** Every ticket of the view is of one agent or contact: the planner needs no help. */
export function isNarrow(condition: Condition): boolean {
  if (isComparison(condition)) return NARROW.includes(condition.field) && (condition.operator === 'is' || condition.operator === 'in');
  return 'all' in condition && condition.all.some(isNarrow);
}

/** The status categories a ticket of the view can have; too many when it cannot be told. */
function categoriesOf(condition: Condition, catalogue: FieldCatalogue): readonly string[] {
  if ('any' in condition) return [...new Set(condition.any.flatMap((part) => categoriesOf(part, catalogue)))];
  if ('all' in condition)
    return condition.all.map((part) => categoriesOf(part, catalogue)).reduce((left, part) => left.filter((c) => part.includes(c)), ALL);
  if ('not' in condition) return ALL;
  if (condition.field !== 'statusCategory') return ALL;
  const value = condition.value ?? null;
  const named: readonly unknown[] = Array.isArray(value) ? value : [value];
  switch (condition.operator) {
    case 'is':
    case 'in':
      return ALL.filter((category) => named.includes(category));
    case 'is-not':
    case 'not-in':
      return ALL.filter((category) => !named.includes(category));
    default:
      return ALL;
  }
}
