import type { ClientBase } from 'pg';
import type { Actor } from '../../kernel/actor.js';
import type { Cause } from '../../kernel/cause.js';
import type { DomainEvent, RecordedEvent } from '../../kernel/domain-event.js';
import { type EventId, newId } from '../../kernel/id.js';
import type { ToldAs } from '../../kernel/tx.js';
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

  async record(client: ClientBase, events: readonly RecordedEvent[]): Promise<void> {
    const jobs = events.flatMap((event) => this.subscriptions.jobsFor(event, this.interest).map((job) => handedOn(job, event.cause)));
    await addJobs(client, jobs, this.clock);
  }

  announce(events: readonly RecordedEvent[]): void {
    for (const event of events) this.hints.publish(this.subscriptions.topicsFor(event));
  }
}

export interface Emitted {
  readonly event: DomainEvent;
  readonly as: ToldAs | undefined;
}

/** What a transaction emitted, as it is handed on. */
export function recordedOf(
  tx: { readonly now: Date; readonly actor: Actor; readonly cause: Cause },
  emitted: readonly Emitted[],
): readonly RecordedEvent[] {
  const { actor, cause } = tx;
  return emitted.map(({ event, as }) => ({ id: newId<EventId>(), ...event, at: tx.now.toISOString(), actor, cause, ...as }));
}

/** A job remembers what led to it. */
function handedOn(job: JobSpec, cause: Cause): JobSpec {
  return cause.depth === 0 ? job : { ...job, payload: { ...job.payload, cause } };
}
