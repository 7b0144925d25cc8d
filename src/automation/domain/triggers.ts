/** The events a rule may wait for. Each of them names a ticket (`ticketId`). */
export const TRIGGERS = [
  'ticket.opened',
  'ticket.changed',
  'ticket.assigned',
  'message.received',
  'message.queued',
  'note.added',
  'clock.warned',
  'clock.breached',
] as const;

export type Trigger = (typeof TRIGGERS)[number];

/** How often a rule by time may run, in minutes. */
export const EVERY_MINUTES_MIN = 1;
export const EVERY_MINUTES_MAX = 7 * 24 * 60;
