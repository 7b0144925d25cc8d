/** A step of priority is worth so much waiting. The index ix_ticket_queue is built on the same number. */
const STEP_MS = 30 * 60_000;

/** Place in the queue of a team, smaller first: urgent before normal, but nobody waits for ever. Does not depend on the time it is. */
export function queueKey(ticket: { readonly waitingSinceMs: number; readonly priority: number }): number {
  return ticket.waitingSinceMs - ticket.priority * STEP_MS;
}
