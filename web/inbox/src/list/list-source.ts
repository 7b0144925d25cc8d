import { ask, desk, type Schemas } from '@parley/kit/desk';
import type { ListSearch } from './list-search.js';
import { ALL } from './place.js';

export type Row = Schemas['ListedTicketAnswer'];

export interface RowPage {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

/** Where the rows of a list come from. */
export interface ListSource {
  readonly key: readonly unknown[];
  fetch(limit: number, cursor: string | null, signal?: AbortSignal): Promise<RowPage>;
}

export const SORTS = ['lastMessageAt', 'createdAt', 'dueAt', 'priority', 'waitingSince'] as const;
type Sort = (typeof SORTS)[number];
export const STATUS_CATEGORIES = ['new', 'open', 'pending', 'on_hold', 'resolved', 'closed'] as const;
type StatusCategory = (typeof STATUS_CATEGORIES)[number];

export function sourceOf(viewId: string, search: ListSearch, myId: string): ListSource {
  if (viewId === ALL) return allTickets(search, myId);
  return {
    key: ['view', viewId],
    fetch: (limit, cursor, signal) =>
      ask(
        desk.GET('/api/v1/views/{id}/tickets', {
          params: { path: { id: viewId }, query: { limit, ...(cursor === null ? {} : { cursor }) } },
          ...(signal ? { signal } : {}),
        }),
      ),
  };
}

function allTickets({ sort, channel, status, team, assignee }: ListSearch, myId: string): ListSource {
  const by = SORTS.find((one) => one === sort) ?? 'lastMessageAt';
  const category = STATUS_CATEGORIES.find((one) => one === status);
  const filters = {
    sort: by satisfies Sort,
    ...(channel === undefined ? {} : { channel }),
    ...(category === undefined ? {} : { statusCategory: category satisfies StatusCategory }),
    ...(team === undefined ? {} : { teamId: team }),
    ...(assignee === 'me' ? { assigneeId: myId } : {}),
  };
  return {
    key: [ALL, filters],
    fetch: (limit, cursor, signal) =>
      ask(
        desk.GET('/api/v1/tickets', {
          params: { query: { ...filters, limit, ...(cursor === null ? {} : { cursor }) } },
          ...(signal ? { signal } : {}),
        }),
      ),
  };
}
