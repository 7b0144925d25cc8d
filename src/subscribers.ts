import type { RecordedEvent } from './kernel/domain-event.js';
import type { MessageId, TicketId } from './kernel/id.js';
import { messageTopic, ticketTopic } from './kernel/topic.js';
import type { Subscriptions } from './platform/database/outbox.js';
import type { JobSpec } from './platform/jobs/add-jobs.js';

/** Event → who is told. The whole fan-out, on one screen. */
export const subscriptions: Subscriptions = {
  jobsFor(event, interest): readonly JobSpec[] {
    const told = interest.wants('webhooks', event.name) ? [{ task: 'webhook-event', payload: toldOf(event), maxAttempts: 25 }] : [];
    switch (event.name) {
      case 'message.queued':
      case 'delivery.unblocked':
        return [{ task: 'deliver', payload: pick(event.data, 'deliveryId'), maxAttempts: 25 }, ...told];
      case 'attachment.pending':
        return [{ task: 'fetch-media', payload: pick(event.data, 'attachmentId'), maxAttempts: 12 }, ...told];
      default:
        return told;
    }
  },

  topicsFor(event): readonly string[] {
    const { conversation, ticketId, messageId } = event.data as Partial<Record<string, unknown>>;
    const topics: string[] = [];
    if (typeof conversation === 'string') topics.push(conversation);
    if (typeof ticketId === 'string' && !ROWLESS.has(event.name)) topics.push(ticketTopic(ticketId as TicketId));
    if (typeof ticketId === 'string' && typeof messageId === 'string')
      topics.push(messageTopic(ticketId as TicketId, messageId as MessageId));
    return topics;
  },
};

/** They leave what the inbox shows of the ticket as it was. */
const ROWLESS: ReadonlySet<string> = new Set([
  'attachment.pending',
  'message.changed',
  'message.delivery-changed',
] satisfies RecordedEvent['name'][]);

/** An event as it travels in a job: of its actor only who it was, not what it may do. */
function toldOf({ id, name, data, at, actor }: RecordedEvent): Readonly<Record<string, unknown>> {
  return { id, name, data, at, actor: { type: actor.type, id: actor.type === 'system' ? null : actor.id, name: actor.name } };
}

function pick(data: object, field: string): Readonly<Record<string, unknown>> {
  return { [field]: (data as Readonly<Record<string, unknown>>)[field] };
}
