import { instantFromText } from './kernel/clock.js';
import type { EventMap, RecordedEvent } from './kernel/domain-event.js';
import type { Subscriptions } from './platform/database/outbox.js';
import type { JobSpec } from './platform/jobs/add-jobs.js';

/** Event → who is told. The whole fan-out, on one screen. */
export const subscriptions: Subscriptions = {
  jobsFor(event: RecordedEvent): readonly JobSpec[] {
    switch (event.name) {
      case 'message.queued':
      case 'delivery.unblocked':
        return [{ task: 'deliver', payload: pick(event.data, 'deliveryId'), maxAttempts: 25 }];
      // One waiting job a ticket: put off again, it is replaced.
      case 'ticket.snoozed': {
        const { ticketId, until } = event.data as EventMap['ticket.snoozed'];
        const runAt = instantFromText(until);
        return runAt === null ? [] : [{ task: 'wake-ticket', payload: { ticketId }, runAt, key: `wake:${ticketId}` }];
      }
      case 'attachment.pending':
        return [{ task: 'fetch-media', payload: pick(event.data, 'attachmentId'), maxAttempts: 12 }];
      default:
        return [];
    }
  },

  topicsFor(event: RecordedEvent): readonly string[] {
    return 'conversation' in event.data && event.data.conversation !== null ? [event.data.conversation] : [];
  },
};

function pick(data: object, field: string): Readonly<Record<string, unknown>> {
  return { [field]: (data as Readonly<Record<string, unknown>>)[field] };
}
