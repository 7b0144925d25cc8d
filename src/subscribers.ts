import { instantFromText, plusMs } from './kernel/clock.js';
import type { EventMap, RecordedEvent } from './kernel/domain-event.js';
import type { MessageId, TicketId } from './kernel/id.js';
import { messageTopic, notificationsTopic, queueTopic, ticketTopic } from './kernel/topic.js';
import { newsOf, toldAtOnce } from './notifications/index.js';
import type { Subscriptions } from './platform/database/outbox.js';
import { TICKETS_TOPIC } from './platform/hints/hint-bus.js';
import type { JobSpec } from './platform/jobs/add-jobs.js';

/** Event → who is told. The whole fan-out, on one screen. */
export const subscriptions: Subscriptions = {
  jobsFor(event, interest): readonly JobSpec[] {
    return [
      ...alwaysFor(event),
      ...notify(event),
      ...(interest.wants('automation', event.name) && hasRulesLeft(event) ? [automate(event)] : []),
      ...(interest.wants('webhooks', event.name) ? [{ task: 'webhook-event', payload: toldOf(event), maxAttempts: 25 }] : []),
    ];
  },

  topicsFor(event): readonly string[] {
    // No job: the ticket's own row says that it waits (assignment/queue-watch.ts).
    if (event.name === 'queue.changed') return event.cause.depth > 0 ? [] : [queueTopic((event.data as EventMap['queue.changed']).teamId)];
    const { conversation, ticketId, messageId } = event.data as Partial<Record<string, unknown>>;
    const topics: string[] = [];
    if (typeof conversation === 'string') topics.push(conversation);
    if (typeof ticketId !== 'string') return topics;
    topics.push(TICKETS_TOPIC);
    if (!ROWLESS.has(event.name)) topics.push(ticketTopic(ticketId as TicketId));
    const told = toldAtOnce(event);
    if (told !== null) topics.push(notificationsTopic(told.agentId));
    if (typeof messageId === 'string') topics.push(messageTopic(ticketId as TicketId, messageId as MessageId));
    return topics;
  },
};

/** They leave what the inbox shows of the ticket as it was. */
const ROWLESS: ReadonlySet<string> = new Set([
  'agent.mentioned',
  'attachment.pending',
  'automation.webhook',
  'message.changed',
  'message.delivery-changed',
] satisfies RecordedEvent['name'][]);

/** An event as it travels in a job: of its actor only who it was, not what it may do. */
function toldOf({ id, name, data, at, actor }: RecordedEvent): Readonly<Record<string, unknown>> {
  return { id, name, data, at, actor: { type: actor.type, id: actor.type === 'system' ? null : actor.id, name: actor.name } };
}

function alwaysFor(event: RecordedEvent): readonly JobSpec[] {
  switch (event.name) {
    case 'message.queued':
    case 'delivery.unblocked':
      return [{ task: 'deliver', payload: pick(event.data, 'deliveryId'), maxAttempts: 25 }];
    case 'reply.held':
      return [{ task: 'release-reply', payload: pick(event.data, 'messageId'), afterSeconds: secondsOf(event.data), maxAttempts: 25 }];
    // One waiting job a ticket: put off again, it is replaced.
    case 'ticket.snoozed': {
      const { ticketId, until } = event.data as EventMap['ticket.snoozed'];
      const runAt = instantFromText(until);
      return runAt === null ? [] : [{ task: 'wake-ticket', payload: { ticketId }, runAt, key: `wake:${ticketId}` }];
    }
    case 'attachment.pending':
      return [{ task: 'fetch-media', payload: pick(event.data, 'attachmentId'), maxAttempts: 12 }];
    case 'sla.changed':
      return [{ task: 'retarget-clocks', payload: {}, maxAttempts: 10, key: 'retarget-clocks', ...whenEveryoneKnows(event.at) }];
    case 'contact.tier-changed': {
      const { contactId } = event.data as EventMap['contact.tier-changed'];
      return [{ task: 'retarget-clocks', payload: { contactId }, maxAttempts: 10, key: `retarget-clocks:${contactId}` }];
    }
    // As a rule a hint is enough (topicsFor). What an automation caused goes by a job, which keeps the chain of causes: else
    // a rule that gives a ticket back and a queue that hands it out again could go on for ever.
    case 'queue.changed': {
      const { teamId } = event.data as EventMap['queue.changed'];
      return event.cause.depth === 0 ? [] : [{ task: 'assign', payload: { teamId } }];
    }
    // One waiting job for an agent says as much as ten.
    case 'agent.freed': {
      const { agentId } = event.data as EventMap['agent.freed'];
      return [{ task: 'assign', payload: { agentId }, key: `assign:${agentId}` }];
    }
    case 'agent.teams-changed':
      // Once more when whoever gave them a ticket at that moment is done with it.
      return [0, 60].map((afterSeconds) => ({
        task: 'release-departed',
        payload: pick(event.data, 'agentId'),
        afterSeconds,
        maxAttempts: 25,
      }));
    default:
      return [];
  }
}

/** Only when it concerns an agent, and was not told in the transaction itself (ADR 12). */
function notify(event: RecordedEvent): readonly JobSpec[] {
  const news = newsOf(event);
  return news === null || toldAtOnce(event) !== null ? [] : [{ task: 'notify', payload: { news }, maxAttempts: 10 }];
}

/** Only when an enabled rule asks for events of this name. */
function automate({ id, name, data, at, cause }: RecordedEvent): JobSpec {
  return { task: 'automate', payload: { event: { id, name, data, at, cause } }, maxAttempts: 8 };
}

/** Rules that wait for a new ticket may have had their turn while it was opened (ADR 13). */
function hasRulesLeft({ name, data }: RecordedEvent): boolean {
  return name !== 'ticket.opened' || (data as EventMap['ticket.opened']).rules?.isAnyLeft !== false;
}

function secondsOf(data: object): number {
  return 'afterSeconds' in data ? Number(data.afterSeconds) : 0;
}

/** Every process reads its policies anew within a second; a clock begun in between is found by a later look. */
function whenEveryoneKnows(at: string): Pick<JobSpec, 'runAt'> {
  const changedAt = instantFromText(at);
  return changedAt === null ? {} : { runAt: plusMs(changedAt, 2_000) };
}

function pick(data: object, field: string): Readonly<Record<string, unknown>> {
  return { [field]: (data as Readonly<Record<string, unknown>>)[field] };
}
