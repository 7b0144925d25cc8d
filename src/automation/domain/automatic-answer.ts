/** Why an automatic message was not sent. */
export type Withheld =
  /** What set it off, or the customer's last message, was written by a machine. */
  | 'automatic-message'
  /** The address belongs to a program. */
  | 'machine-address'
  /** The address is one of our own inboxes. */
  | 'own-address'
  /** This rule wrote to this address within the last 24 hours. */
  | 'answered-recently'
  | 'no-address'
  | 'ticket-closed'
  | 'inbox-disabled';

/** Between two automatic messages of one rule to one address. */
export const AUTOMATIC_EVERY_MINUTES = 24 * 60;

const MACHINES = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|notifications?|listserv|majordomo)([+.-][^@]*)?@/i;
/** Owners, requests and bounces of mailing lists (RFC 2142 §6). */
const LISTS = /(^owner-[^@]*|-(request|owner|bounces?))@/i;

/** An address behind which no person reads (RFC 3834 §2). */
export function isMachineAddress(value: string): boolean {
  return MACHINES.test(value) || LISTS.test(value);
}
