import { instantFromText } from '../../kernel/clock.js';
import { priorityOf } from '../../tickets/settings.js';
import type { TicketDetailClock, TicketDetailRow, TicketEventRow } from '../../views/ticket-detail.js';
import type { TicketListRow } from '../../views/ticket-list.js';
import type { TicketClockAnswer } from '../clocks/clocks.dto.js';
import type { ListedTicketAnswer } from './listed-ticket.dto.js';
import type { TicketEventAnswer } from './ticket-events.dto.js';
import type { TicketAnswer } from './tickets.dto.js';

export function ticketRowAnswer(row: TicketListRow): ListedTicketAnswer {
  return {
    id: row.id,
    number: Number(row.number),
    subject: row.subject,
    status: row.status,
    statusCategory: row.statusCategory,
    priority: priorityOf(row.priority),
    category: row.category,
    channel: row.channel,
    inboxId: row.inboxId,
    contact: { id: row.contactId, name: row.contactName },
    teamId: row.teamId,
    assigneeId: row.assigneeId,
    tags: [...row.tags],
    preview: row.preview,
    lastDirection: row.lastDirection,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    lastMessageAt: row.lastMessageAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    waitingSince: row.waitingSince?.toISOString() ?? null,
    lastSeq: row.lastSeq,
    ...standing(row),
  };
}

export function ticketAnswer(row: TicketDetailRow): TicketAnswer {
  return {
    id: row.id,
    number: Number(row.number),
    subject: row.subject,
    status: row.status,
    statusCategory: row.statusCategory,
    priority: priorityOf(row.priority),
    category: row.category,
    channel: row.channel,
    inboxId: row.inboxId,
    contact: { id: row.contactId, name: row.contactName, identities: row.identities.map((i) => ({ ...i })) },
    teamId: row.teamId,
    assigneeId: row.assigneeId,
    language: row.language,
    tags: [...row.tags],
    customFields: { ...row.customFields },
    linkedTicketId: row.linkedTicketId,
    preview: row.preview,
    lastDirection: row.lastDirection,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    lastMessageAt: row.lastMessageAt.toISOString(),
    firstRepliedAt: row.firstRepliedAt?.toISOString() ?? null,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    clocks: row.clocks.map(clockSummary),
    ...standing(row),
    mergedIds: [...row.mergedIds],
    followers: [...row.followers],
    related: row.related.map((r) => ({ ...r, number: Number(r.number) })),
  };
}

function clockSummary({ id, metric, state, startedAt, dueAt, breachedAt, fulfilledAt }: TicketDetailClock): TicketClockAnswer {
  const iso = (instant: string | null) => (instant === null ? null : (instantFromText(instant)?.toISOString() ?? null));
  return {
    id,
    metric,
    state,
    startedAt: iso(startedAt) ?? startedAt,
    dueAt: iso(dueAt),
    breachedAt: iso(breachedAt),
    fulfilledAt: iso(fulfilledAt),
  };
}

/** What keeps a ticket from the lists, or puts it off. */
function standing(row: Pick<TicketListRow, 'snoozedUntil' | 'holdReason' | 'isSpam' | 'deletedAt' | 'mergedIntoId'>) {
  return {
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    holdReason: row.holdReason,
    isSpam: row.isSpam,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    mergedIntoId: row.mergedIntoId,
  };
}

export function ticketEventAnswer(row: TicketEventRow): TicketEventAnswer {
  return {
    id: row.id,
    name: row.name,
    actor: { type: row.actorType, id: row.actorId, name: row.actorName },
    data: { ...row.data },
    at: row.at.toISOString(),
  };
}
