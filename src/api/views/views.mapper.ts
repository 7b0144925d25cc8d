import type { Actor } from '../../kernel/actor.js';
import { mayArrange, type SavedView } from '../../saved-views/settings.js';
import type { ViewTicketRow } from '../../views/view-tickets.js';
import { ticketRowAnswer } from '../tickets/tickets.mapper.js';
import type { ViewAnswer, ViewTicketAnswer } from './views.dto.js';

export function viewAnswer(view: SavedView, me: Actor): ViewAnswer {
  const { id, name, audience, teamId, conditions, sort, columns, position, createdAt, version } = view;
  return {
    id,
    name,
    audience,
    teamId,
    conditions,
    sort: { by: sort.by, direction: sort.direction },
    columns: [...columns],
    position,
    editable: mayArrange(me, view),
    createdAt: createdAt.toISOString(),
    version,
  };
}

export function viewTicketAnswer(row: ViewTicketRow): ViewTicketAnswer {
  return { ...ticketRowAnswer(row), customFields: { ...row.customFields } };
}
