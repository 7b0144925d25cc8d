import type { EventName } from '../../kernel/domain-event.js';

/** What an event is about; decides the shape of its `data`. null: an inner matter of the desk that nobody outside is told. */
export type Subject = 'ticket' | 'message' | null;

/** Every event of the desk, so that a new one is decided on here: the compiler asks. */
export const SUBJECT_OF: Readonly<Record<EventName, Subject>> = {
  'agent.freed': null,
  'agent.mentioned': null,
  'agent.teams-changed': null,
  'attachment.pending': null,
  'automation.webhook': 'ticket',
  'clock.breached': 'ticket',
  'clock.escalated': 'ticket',
  'clock.fulfilled': 'ticket',
  'clock.warned': 'ticket',
  'contact.merged': null,
  'contact.tier-changed': null,
  'contact.unmerged': null,
  'delivery.unblocked': null,
  'message.changed': 'message',
  'message.delivery-changed': 'message',
  'message.queued': 'message',
  'message.received': 'message',
  'note.added': 'message',
  'presence.changed': null,
  'queue.changed': null,
  'reply.unsent': null,
  'reply.held': null,
  'sla.changed': null,
  'ticket.assigned': 'ticket',
  'ticket.changed': 'ticket',
  'ticket.deleted': 'ticket',
  'ticket.escalated': 'ticket',
  'ticket.followers-changed': null,
  'ticket.marked-spam': 'ticket',
  'ticket.merged': 'ticket',
  'ticket.opened': 'ticket',
  'ticket.restored': 'ticket',
  'ticket.snoozed': 'ticket',
  'ticket.split': 'ticket',
  'ticket.unmerged': 'ticket',
  'ticket.unsplit': 'ticket',
  'ticket.woken': 'ticket',
};

/** Sent by the test button only. */
export const TEST_EVENT = 'webhook.test';

/** Events that are about internal notes and nothing else. */
export const NOTE_EVENTS: readonly string[] = ['note.added'] satisfies readonly EventName[];

export const OFFERED_EVENTS: readonly EventName[] = (Object.keys(SUBJECT_OF) as EventName[]).filter((name) => SUBJECT_OF[name] !== null);

export function isOffered(name: string): name is EventName {
  return (OFFERED_EVENTS as readonly string[]).includes(name);
}
