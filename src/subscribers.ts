import { instantFromText, plusMs } from './kernel/clock.js';
import type { RecordedEvent } from './kernel/domain-event.js';
import type { Subscriptions } from './platform/database/outbox.js';
import type { JobSpec } from './platform/jobs/add-jobs.js';

/** Event → who is told. The whole fan-out, on one screen. */
export const subscriptions: Subscriptions = {
  jobsFor(event: RecordedEvent): readonly JobSpec[] {
    switch (event.name) {
      case 'message.queued':
      case 'delivery.unblocked':
        return [{ task: 'deliver', payload: pick(event.data, 'deliveryId'), maxAttempts: 25 }];
      case 'attachment.pending':
        return [{ task: 'fetch-media', payload: pick(event.data, 'attachmentId'), maxAttempts: 12 }];
      case 'sla.changed':
        return [{ task: 'retarget-clocks', payload: {}, maxAttempts: 10, key: 'retarget-clocks', ...whenEveryoneKnows(event.at) }];
      default:
        return [];
    }
  },

  topicsFor(event: RecordedEvent): readonly string[] {
    return 'conversation' in event.data && event.data.conversation !== null ? [event.data.conversation] : [];
  },
};

/** Every process reads its policies anew within a second; a clock begun in between is found by a later look. */
function whenEveryoneKnows(at: string): Pick<JobSpec, 'runAt'> {
  const changedAt = instantFromText(at);
  return changedAt === null ? {} : { runAt: plusMs(changedAt, 2_000) };
}

function pick(data: object, field: string): Readonly<Record<string, unknown>> {
  return { [field]: (data as Readonly<Record<string, unknown>>)[field] };
}
