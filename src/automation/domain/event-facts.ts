import type { Condition, Facts, FactValue, FieldCatalogue } from '../../kernel/condition.js';

/** Fields whose change an event can tell of. */
export const CHANGEABLE = ['subject', 'status', 'priority', 'category', 'teamId', 'assigneeId', 'tags'] as const;

export type Changes = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

/**
 * What rules may ask: the ticket, the message the event is about, `changed.<field>` (true when this event changed it) and
 * `was.<field>` (what it was before).
 */
export function ruleCatalogue(ticket: FieldCatalogue, message: FieldCatalogue): FieldCatalogue {
  const changed = CHANGEABLE.map((field) => [`changed.${field}`, { kind: 'boolean' }] as const);
  const was = CHANGEABLE.flatMap((field) => {
    const type = ticket[field];
    return type === undefined ? [] : [[`was.${field}`, type] as const];
  });
  return { ...ticket, ...message, ...Object.fromEntries(changed), ...Object.fromEntries(was) };
}

/**
 * @param changes of the event `ticket.changed`; empty for others
 * @param told how a stored value of a field is told as a fact (a priority by its name)
 */
export function changeFacts(changes: Changes, told: (field: string, value: unknown) => FactValue): Facts {
  const changed = CHANGEABLE.map((field) => [`changed.${field}`, Object.hasOwn(changes, field)]);
  const was = CHANGEABLE.flatMap((field) => {
    const change = changes[field];
    return change === undefined ? [] : [[`was.${field}`, told(field, change.from)]];
  });
  return { ...Object.fromEntries(changed), ...Object.fromEntries(was) };
}

/** Fields a condition compares at its top level, all of which must hold: what a search may be narrowed by. */
export function mustHold(condition: Condition): readonly Extract<Condition, { readonly field: string }>[] {
  if ('field' in condition) return [condition];
  return 'all' in condition ? condition.all.flatMap(mustHold) : [];
}
