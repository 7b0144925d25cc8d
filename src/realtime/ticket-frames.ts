import { priorityOf } from '../tickets/index.js';
import type { LiveTicketRow } from '../views/live-tickets.js';
import type { TicketChanged } from './frames.js';

export function changedFrame(row: LiveTicketRow): TicketChanged {
  return {
    ticketId: row.id,
    version: row.version,
    seq: row.seq,
    row: {
      number: Number(row.number),
      subject: row.subject,
      status: row.status,
      statusCategory: row.statusCategory,
      priority: priorityOf(row.priority),
      category: row.category,
      contactName: row.contactName,
      teamId: row.teamId,
      assigneeId: row.assigneeId,
      tags: row.tags,
      preview: row.preview,
      lastDirection: row.lastDirection,
      lastMessageAt: row.lastMessageAt.toISOString(),
      waitingSince: row.waitingSince?.toISOString() ?? null,
      dueAt: row.dueAt?.toISOString() ?? null,
    },
  };
}
