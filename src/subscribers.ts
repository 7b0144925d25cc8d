import type { RecordedEvent } from './kernel/domain-event.js';
import type { Subscriptions } from './platform/database/outbox.js';
import { TICKETS_TOPIC } from './platform/hints/hint-bus.js';
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
      case 'queue.changed':
        return [assignJob(event.data, 'teamId', event.id.at(-1))];
      case 'agent.freed':
        return [assignJob(event.data, 'agentId')];
      default:
        return [];
    }
  },

  topicsFor(event: RecordedEvent): readonly string[] {
    const conversation = 'conversation' in event.data && event.data.conversation !== null ? [event.data.conversation] : [];
    return 'ticketId' in event.data ? [...conversation, TICKETS_TOPIC] : conversation;
  },
};

/**
 * One waiting job for a team or agent says as much as ten. Tickets that are queued at the same time spread over several
 * keys: on one key their transactions would wait for each other's commit.
 */
function assignJob(data: object, field: string, spread = ''): JobSpec {
  const payload = pick(data, field);
  return { task: 'assign', payload, key: `assign:${String(payload[field])}:${spread}` };
}

function pick(data: object, field: string): Readonly<Record<string, unknown>> {
  return { [field]: (data as Readonly<Record<string, unknown>>)[field] };
}
