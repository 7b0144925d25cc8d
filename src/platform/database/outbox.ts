import type { ClientBase } from 'pg';
import type { Actor } from '../../kernel/actor.js';
import type { Cause } from '../../kernel/cause.js';
import type { DomainEvent, RecordedEvent } from '../../kernel/domain-event.js';
import { type EventId, newId } from '../../kernel/id.js';
import type { HintBus } from '../hints/hint-bus.js';
import type { Interest } from '../interest/interest.js';
import { addJobs, type JobSpec } from '../jobs/add-jobs.js';
import type { DatabaseClock } from './database-clock.js';

/** Who is told of an event: durable subscribers by a job, live ones by a hint on a topic after COMMIT. */
export interface Subscriptions {
  /** @param interest what subscribers that administrators configure wait for */
  jobsFor(event: RecordedEvent, interest: Pick<Interest, 'wants'>): readonly JobSpec[];
  topicsFor(event: RecordedEvent): readonly string[];
}

/** Turns what verbs emitted into job rows, on the connection and in the transaction of the change. */
export class Outbox {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly hints: HintBus,
    private readonly clock: DatabaseClock,
    private readonly interest: Pick<Interest, 'wants'>,
  ) {}

  async record(
    client: ClientBase,
    tx: { readonly now: Date; readonly actor: Actor; readonly cause: Cause },
    events: readonly DomainEvent[],
  ): Promise<readonly RecordedEvent[]> {
    const { actor, cause } = tx;
    const recorded = events.map((event): RecordedEvent => ({ id: newId<EventId>(), ...event, at: tx.now.toISOString(), actor, cause }));
    await addJobs(
      client,
      recorded.flatMap((event) => this.subscriptions.jobsFor(event, this.interest)).map((job) => handedOn(job, cause)),
      this.clock,
    );
    return recorded;
  }

  announce(events: readonly RecordedEvent[]): void {
    for (const event of events) this.hints.publish(this.subscriptions.topicsFor(event));
  }
}

/** A job remembers what led to it. */
function handedOn(job: JobSpec, cause: Cause): JobSpec {
  return cause.depth === 0 ? job : { ...job, payload: { ...job.payload, cause } };
}
