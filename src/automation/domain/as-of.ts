import type { Facts, FactValue } from '../../kernel/condition.js';
import type { Changes } from './event-facts.js';

/**
 * Facts of a ticket as they were before later changes, newest first. Instants (last message, waiting since) are not
 * taken back: the history does not keep them.
 */
export function asOf(facts: Facts, laterNewestFirst: readonly Changes[], told: (field: string, value: unknown) => FactValue): Facts {
  return laterNewestFirst.reduce<Facts>((after, changes) => {
    const before = Object.entries(changes).filter(([field]) => Object.hasOwn(after, field));
    return { ...after, ...Object.fromEntries(before.map(([field, { from }]) => [field, told(field, from)])) };
  }, facts);
}
