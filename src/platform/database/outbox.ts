import type { ClientBase } from 'pg';
import type { Actor } from '../../kernel/actor.js';
import type { DomainEvent, RecordedEvent } from '../../kernel/domain-event.js';
import { type EventId, newId } from '../../kernel/id.js';
import type { HintBus } from '../hints/hint-bus.js';
import type { Interest } from '../interest/interest.js';
import { addJobs, type JobSpec } from '../jobs/add-jobs.js';

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
    private readonly interest: Pick<Interest, 'wants'>,
  ) {}

  async record(
    client: ClientBase,
    tx: { readonly now: Date; readonly actor: Actor },
    events: readonly DomainEvent[],
  ): Promise<readonly RecordedEvent[]> {
    const recorded = events.map((event): RecordedEvent => ({ id: newId<EventId>(), ...event, at: tx.now.toISOString(), actor: tx.actor }));
    await addJobs(
      client,
      recorded.flatMap((event) => this.subscriptions.jobsFor(event, this.interest)),
    );
    return recorded;
  }

  announce(events: readonly RecordedEvent[]): void {
    for (const event of events) this.hints.publish(this.subscriptions.topicsFor(event));
  }
}
