import type { Actor } from './actor.js';
import type { Cause } from './cause.js';
import type { DomainEvent } from './domain-event.js';
import type { EventId } from './id.js';

declare const open: unique symbol;

/** What an event is told with instead of what it has of its transaction: within one, a rule may have acted. */
export interface ToldAs {
  readonly id?: EventId;
  readonly actor?: Actor;
  readonly cause?: Cause;
}

/**
 * Proof that a transaction is open. Only an edge obtains one (`UnitOfWork.run`), only a store unwraps it.
 * `now` is the database's clock, read once when the transaction began.
 */
export interface Tx {
  readonly [open]: true;
  readonly now: Date;
  readonly actor: Actor;
  /** Hands a fact to its subscribers: durable ones get a job row in this very transaction. */
  emit(event: DomainEvent, as?: ToldAs): void;
}
