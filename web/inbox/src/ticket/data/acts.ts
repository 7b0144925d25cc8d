import { ask, desk } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { type Ticket, ticketKeys } from './queries.js';
import { putTicket } from './use-change.js';

const of = (id: string) => ({ params: { path: { id } } });

/** Everything of the ticket may be otherwise now. */
export function refetchTicket(id: string): Promise<void> {
  return queries.invalidateQueries({ queryKey: ticketKeys.all(id) });
}

async function settled(answer: Promise<Ticket>, ...others: readonly string[]): Promise<Ticket> {
  const ticket = await answer;
  putTicket(ticket);
  for (const id of others) void refetchTicket(id);
  return ticket;
}

/** @param readSeq see {@link Pane.readSeq} */
export const snooze = (id: string, until: string, readSeq: number) =>
  settled(ask(desk.POST('/api/v1/tickets/{id}/snooze', { ...of(id), body: { until, ...(readSeq > 0 ? { afterSeq: readSeq } : {}) } })));

export const markSpam = (id: string, isSpam: boolean) =>
  settled(ask(isSpam ? desk.POST('/api/v1/tickets/{id}/spam', of(id)) : desk.POST('/api/v1/tickets/{id}/not-spam', of(id))));

export async function deleteTicket(id: string): Promise<void> {
  await ask(desk.DELETE('/api/v1/tickets/{id}', of(id)));
  await refetchTicket(id);
}

export async function restoreTicket(id: string): Promise<void> {
  await settled(ask(desk.POST('/api/v1/tickets/{id}/restore', of(id))), id);
}

/** @returns the ticket in which everything stands now */
export async function mergeTickets(fromId: string, intoId: string, acrossContacts: boolean): Promise<Ticket> {
  const body = { intoId, acrossContacts };
  return settled(ask(desk.POST('/api/v1/tickets/{id}/merge', { ...of(fromId), body })), fromId, intoId);
}

export async function unmergeTicket(id: string, otherId: string): Promise<Ticket> {
  return settled(ask(desk.POST('/api/v1/tickets/{id}/unmerge', of(id))), id, otherId);
}

export async function splitTicket(id: string, messageIds: string[], subject: string): Promise<Ticket> {
  const body = { messageIds, ...(subject === '' ? {} : { subject }) };
  return settled(ask(desk.POST('/api/v1/tickets/{id}/split', { ...of(id), body })), id);
}

export async function unsplitTicket(splitId: string, fromId: string): Promise<void> {
  await ask(desk.POST('/api/v1/tickets/{id}/unsplit', of(splitId)));
  await Promise.all([refetchTicket(splitId), refetchTicket(fromId)]);
}

export const follow = (id: string) => settled(ask(desk.POST('/api/v1/tickets/{id}/followers', { ...of(id), body: {} })));

export async function unfollow(id: string, agentId: string): Promise<void> {
  await ask(desk.DELETE('/api/v1/tickets/{id}/followers/{agentId}', { params: { path: { id, agentId } } }));
  await refetchTicket(id);
}

export type RelationKind = 'related' | 'duplicate' | 'parent' | 'child';

export const relate = (id: string, ticketId: string, kind: RelationKind) =>
  settled(ask(desk.POST('/api/v1/tickets/{id}/related', { ...of(id), body: { ticketId, kind } })));

export async function unrelate(id: string, otherId: string): Promise<void> {
  await ask(desk.DELETE('/api/v1/tickets/{id}/related/{otherId}', { params: { path: { id, otherId } } }));
  await refetchTicket(id);
}
