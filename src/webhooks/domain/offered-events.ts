import type { EventName } from '../../kernel/domain-event.js';

/** What an event is about; decides the shape of its `data`. null: an inner matter of the desk that nobody outside is told. */
export type Subject = 'ticket' | 'message' | null;

/** Every event of the desk, so that a new one is decided on here: the compiler asks. */
export const SUBJECT_OF: Readonly<Record<EventName, Subject>> = {
  'attachment.pending': null,
  'delivery.unblocked': null,
  'message.changed': 'message',
  'message.delivery-changed': 'message',
  'message.queued': 'message',
  'message.received': 'message',
  'note.added': 'message',
  'ticket.changed': 'ticket',
  'ticket.opened': 'ticket',
};

/** Sent by the test button only. */
export const TEST_EVENT = 'webhook.test';

/** Events that are about internal notes and nothing else. */
export const NOTE_EVENTS: readonly string[] = ['note.added'] satisfies readonly EventName[];

export const OFFERED_EVENTS: readonly EventName[] = (Object.keys(SUBJECT_OF) as EventName[]).filter((name) => SUBJECT_OF[name] !== null);

export function isOffered(name: string): name is EventName {
  return (OFFERED_EVENTS as readonly string[]).includes(name);
}
