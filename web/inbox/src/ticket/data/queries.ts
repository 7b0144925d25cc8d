import { ask, desk, Problem, type Schemas } from '@parley/kit/desk';
import { queryOptions } from '@tanstack/react-query';

export type Ticket = Schemas['TicketAnswer'];
export type Message = Schemas['MessageAnswer'];
export type TicketEvent = Schemas['TicketEventAnswer'];
export type TicketChange = Schemas['TicketChange'];
export type Clock = Schemas['ClockAnswer'];

const PAGE = 200;
/** Words of the desk (statuses, teams …) change seldom. */
const WORDS_FRESH_MS = 5 * 60_000;

const of = (id: string) => ({ params: { path: { id } } });

export const ticketKeys = {
  all: (id: string) => ['ticket', id] as const,
  detail: (id: string) => ['ticket', id, 'detail'] as const,
  timeline: (id: string) => ['ticket', id, 'timeline'] as const,
  events: (id: string) => ['ticket', id, 'events'] as const,
  outgoing: (id: string) => ['ticket', id, 'outgoing'] as const,
};

/** A deleted one is shown as such, so that it can be restored. */
export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: ticketKeys.detail(id),
    queryFn: async (): Promise<Ticket> => {
      try {
        return await ask(desk.GET('/api/v1/tickets/{id}', of(id)));
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 404) throw error;
        return ask(desk.GET('/api/v1/tickets/{id}', { params: { path: { id }, query: { deleted: 'true' } } }));
      }
    },
  });

export const eventsQuery = (id: string) =>
  queryOptions({
    queryKey: ticketKeys.events(id),
    queryFn: async (): Promise<readonly TicketEvent[]> =>
      (await ask(desk.GET('/api/v1/tickets/{id}/events', { params: { path: { id }, query: { order: 'newest', limit: PAGE } } }))).items,
  });

export const clocksQuery = (id: string) =>
  queryOptions({
    queryKey: ['ticket', id, 'clocks'],
    queryFn: async () => (await ask(desk.GET('/api/v1/tickets/{id}/clocks', of(id)))).items,
  });

export const routingQuery = (id: string) =>
  queryOptions({ queryKey: ['ticket', id, 'routing'], queryFn: () => ask(desk.GET('/api/v1/tickets/{id}/routing', of(id))) });

export const automationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['ticket', id, 'automations'],
    queryFn: async () => (await ask(desk.GET('/api/v1/tickets/{id}/automations', of(id)))).items,
  });

export const contactQuery = (id: string) =>
  queryOptions({ queryKey: ['contact', id], queryFn: () => ask(desk.GET('/api/v1/contacts/{id}', of(id))) });

export const contactTicketsQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id, 'tickets'],
    queryFn: async () => (await ask(desk.GET('/api/v1/contacts/{id}/tickets', { params: { path: { id }, query: { limit: 20 } } }))).items,
  });

interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Every page of a list that is short by nature; @param pagesMax a stop for one that is not */
async function all<T>(page: (query: { limit: number; cursor?: string }) => Promise<PageOf<T>>, pagesMax = 5): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let at = 0; at < pagesMax; at++) {
    const answer: PageOf<T> = await page({ limit: PAGE, ...(cursor === null ? {} : { cursor }) });
    items.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return items;
}

const words = <T>(name: string, page: Parameters<typeof all<T>>[0]) =>
  queryOptions({ queryKey: ['words', name], queryFn: () => all(page), staleTime: WORDS_FRESH_MS });

export const statusesQuery = words('statuses', (query) => ask(desk.GET('/api/v1/statuses', { params: { query } })));
export const categoriesQuery = words('categories', (query) => ask(desk.GET('/api/v1/categories', { params: { query } })));
export const tagsQuery = words('tags', (query) => ask(desk.GET('/api/v1/tags', { params: { query } })));
export const agentsQuery = words('agents', (query) => ask(desk.GET('/api/v1/agents', { params: { query } })));
export const teamsQuery = words('teams', (query) => ask(desk.GET('/api/v1/teams', { params: { query } })));
export const inboxesQuery = words('inboxes', (query) => ask(desk.GET('/api/v1/inboxes', { params: { query } })));
export const customFieldsQuery = words('custom-fields', (query) => ask(desk.GET('/api/v1/custom-fields', { params: { query } })));
export const cannedTextsQuery = words('canned-texts', (query) => ask(desk.GET('/api/v1/canned-texts', { params: { query } })));
export const macrosQuery = words('macros', (query) => ask(desk.GET('/api/v1/macros', { params: { query } })));
export const channelsQuery = queryOptions({
  queryKey: ['words', 'channels'],
  queryFn: async () => (await ask(desk.GET('/api/v1/channels'))).items,
  staleTime: WORDS_FRESH_MS,
});
