import type { TicketState } from './ticket-state.js';
import { afterCustomerMessage, MERGED_STATUS } from './transitions.js';
import type { StatusCategory } from './vocabulary.js';

/** How a ticket stands, as plain data that can be kept and restored. Instants are ISO 8601. */
export interface Standing {
  readonly status: string;
  readonly statusCategory: StatusCategory;
  readonly resolvedAt: string | null;
  readonly snoozedUntil: string | null;
  readonly holdReason: string | null;
}

export function standingOf(ticket: TicketState): Standing {
  const { status, statusCategory, resolvedAt, snoozedUntil, holdReason } = ticket;
  return {
    status,
    statusCategory,
    resolvedAt: resolvedAt?.toISOString() ?? null,
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    holdReason,
  };
}

/** What was merged into another ticket is closed; its work goes on there. */
export function mergedStanding(ticket: TicketState, now: Date): Standing {
  return {
    status: MERGED_STATUS,
    statusCategory: 'closed',
    resolvedAt: (ticket.resolvedAt ?? now).toISOString(),
    snoozedUntil: null,
    holdReason: null,
  };
}

/** Did the customer write meanwhile, so that the ticket cannot simply be as it was? The category it then has; null: as it was. */
export function reopenedBy(
  before: Standing,
  later: readonly { readonly direction: string; readonly automatic: boolean }[],
): StatusCategory | null {
  const wrote = later.some((m) => m.direction === 'inbound' && !m.automatic);
  const category = wrote ? afterCustomerMessage(before.statusCategory, false) : before.statusCategory;
  return category === before.statusCategory ? null : category;
}
