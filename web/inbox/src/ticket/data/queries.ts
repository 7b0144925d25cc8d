import { ask, desk, Problem, type Schemas } from '@parley/kit/desk';
import { queryOptions } from '@tanstack/react-query';

export type Ticket = Schemas['TicketAnswer'];
export type Message = Schemas['MessageAnswer'];
export type TicketEvent = Schemas['TicketEventAnswer'];
export type TicketChange = Schemas['TicketChange'];
export type Clock = Schemas['ClockAnswer'];

const PAGE = 200;

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
