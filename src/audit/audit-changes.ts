import type { Tx } from '../kernel/tx.js';
import type { FieldChanges } from './domain/entry.js';

const added = new WeakMap<Tx, Record<string, FieldChanges[string]>>();
const skipped = new WeakSet<Tx>();

/** For settings: what the values were and are. Never a message's body, never a secret: of those the names are enough. */
export function auditChanges(tx: Tx, changes: FieldChanges): void {
  added.set(tx, { ...added.get(tx), ...changes });
}

/** This transaction changed nothing, after all (a repeat that gets its first answer again). */
export function auditNothing(tx: Tx): void {
  skipped.add(tx);
}

export function changesOf(tx: Tx): FieldChanges | null {
  return skipped.has(tx) ? null : (added.get(tx) ?? {});
}
