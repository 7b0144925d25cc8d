import { DomainError } from '../../kernel/domain-error.js';
import type { TicketState } from './ticket-state.js';
import { isDone } from './transitions.js';
import type { StatusCategory } from './vocabulary.js';

/** A ticket that is put off for longer is forgotten, not snoozed. */
const SNOOZE_MAX_DAYS = 366;
const DAY_MS = 86_400_000;

/**
 * Why a ticket waits for a third party. Needed to put it on hold, gone when it is no longer.
 * @throws DomainError `ticket.hold-reason-required`, `ticket.not-on-hold`
 */
export function holdReasonAfter(before: string | null, category: StatusCategory, given: string | undefined): string | null {
  if (category !== 'on_hold') {
    if (given === undefined) return null;
    throw new DomainError('unprocessable', 'ticket.not-on-hold', 'Only a ticket on hold has a reason for it.', { field: 'holdReason' });
  }
  const reason = (given ?? before ?? '').trim();
  if (reason !== '') return reason;
  throw new DomainError('unprocessable', 'ticket.hold-reason-required', 'Say for whom or what the ticket waits.', { field: 'holdReason' });
}

/**
 * Until when nobody needs to look at it. What is done is not put off, and a done ticket is no longer.
 * @param given undefined: as it is; null: wake it
 * @throws DomainError `ticket.snooze-past`, `ticket.snooze-too-long`, `ticket.not-snoozable`
 */
export function snoozeAfter(
  before: Date | null,
  given: Date | null | undefined,
  { category, now }: { readonly category: StatusCategory; readonly now: Date },
): Date | null {
  if (given === undefined || given === null) return given === null || isDone(category) ? null : before;
  if (isDone(category)) throw new DomainError('conflict', 'ticket.not-snoozable', `A ticket that is ${category} is not put off.`);
  if (given <= now)
    throw new DomainError('unprocessable', 'ticket.snooze-past', 'The instant lies in the past.', { field: 'snoozedUntil' });
  if (given.getTime() - now.getTime() > SNOOZE_MAX_DAYS * DAY_MS)
    throw new DomainError('unprocessable', 'ticket.snooze-too-long', `At most ${SNOOZE_MAX_DAYS} days.`, { field: 'snoozedUntil' });
  return given;
}

/** May a customer's message bring it back to life? A resolved ticket within the days of its inbox; a closed or deleted one never. */
export function mayReopen(
  ticket: Pick<TicketState, 'statusCategory' | 'resolvedAt' | 'deletedAt'>,
  { reopenDays, now }: { readonly reopenDays: number; readonly now: Date },
): boolean {
  if (ticket.statusCategory === 'closed' || ticket.deletedAt !== null) return false;
  if (ticket.statusCategory !== 'resolved' || ticket.resolvedAt === null) return true;
  return now.getTime() - ticket.resolvedAt.getTime() <= reopenDays * DAY_MS;
}
