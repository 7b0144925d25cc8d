import type { NotificationKind } from './notification-kind.js';

export interface DigestLine {
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly ticketSubject: string;
  readonly kind: NotificationKind;
  readonly actorName: string;
  readonly times: number;
}

/** Notifications listed in one mail. */
export const DIGEST_LINES_MAX = 50;

const SAID: Readonly<Record<NotificationKind, (actorName: string) => string>> = {
  assigned: (name) => `given to you by ${name}`,
  mentioned: (name) => `${name} mentioned you in a note`,
  'customer-replied': (name) => `${name} replied`,
  woken: () => 'no longer snoozed',
  'clock-warned': () => 'will be late soon',
  'clock-breached': () => 'is late',
  'reply-unsent': () => 'has a reply of yours that was not sent',
  escalated: () => 'escalated',
};

/** @param lines up to one more than are shown, newest first */
export function digestText(to: { readonly name: string; readonly publicUrl: string }, lines: readonly DigestLine[]): string {
  const shown = lines.slice(0, DIGEST_LINES_MAX).map((line) => paragraph(line, to.publicUrl));
  const more = lines.length > DIGEST_LINES_MAX ? [`There is more: ${to.publicUrl}/inbox`] : [];
  const end = 'How often you get this mail is set in your notification preferences. Please do not answer it; open the ticket instead.';
  return [`Hello ${oneLine(to.name)},`, 'this waits for you:', ...shown, ...more, end].join('\n\n');
}

export function digestSubject(lines: readonly DigestLine[]): string {
  const tickets = new Set(lines.slice(0, DIGEST_LINES_MAX).map((line) => line.ticketId)).size;
  const more = lines.length > DIGEST_LINES_MAX ? 'More than ' : '';
  return `${more}${tickets} ${tickets === 1 ? 'ticket waits' : 'tickets wait'} for you`;
}

function paragraph(line: DigestLine, publicUrl: string): string {
  const times = line.times > 1 ? ` (${line.times} times)` : '';
  const said = `${SAID[line.kind](oneLine(line.actorName))}${times}`;
  return `#${line.ticketNumber} ${oneLine(line.ticketSubject)}\n${said}\n${publicUrl}/inbox/tickets/${line.ticketId}`;
}

/** Customers name themselves and their tickets: a line break in it would pass for a line of ours. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
