import { ask, desk, Problem } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from './problem-text.js';
import { type Ticket, type TicketChange, ticketKeys, ticketQuery } from './queries.js';

/** Somebody else changed the ticket first. */
export interface Conflict {
  readonly wish: TicketChange;
  readonly changed: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[];
}

export interface Changing {
  readonly change: (wish: TicketChange) => Promise<boolean>;
  readonly conflict: Conflict | null;
  readonly applyAgain: () => void;
  readonly problem: string | null;
  readonly dismiss: () => void;
}

const COMPARED = ['subject', 'status', 'priority', 'category', 'teamId', 'assigneeId', 'tags', 'holdReason', 'snoozedUntil'] as const;
/** Can be shown as done at once; what depends on rules of the desk (status, snooze) waits for its answer. */
const SURE = new Set(['priority', 'category', 'tags', 'subject', 'assigneeId', 'teamId']);

/** Changes of a ticket: shown at once where that is safe, and never over what somebody else did, or the customer said, meanwhile. */
export function useChange(ticketId: string, readSeq: () => number): Changing {
  const { t } = useTranslation('ticket');
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const save = useMutation({ mutationFn: (wish: TicketChange) => saved(ticketId, { ...wish, ...asRead(wish, readSeq()) }) });
  const change = async (wish: TicketChange): Promise<boolean> => {
    setProblem(null);
    setConflict(null);
    try {
      const outcome = await save.mutateAsync(wish);
      if (outcome !== null) setConflict(outcome);
      return outcome === null;
    } catch (error) {
      setProblem(problemText(t, error));
      return false;
    }
  };
  const dismiss = () => {
    setConflict(null);
    setProblem(null);
  };
  return { change, conflict, problem, dismiss, applyAgain: () => void (conflict !== null && change(conflict.wish)) };
}

/** What ends or puts off the conversation is said of what was read of it; before any of it was shown there is nothing to say. */
function asRead({ status, snoozedUntil }: TicketChange, seq: number): TicketChange {
  return seq > 0 && (status !== undefined || snoozedUntil != null) ? { afterSeq: seq } : {};
}

async function saved(ticketId: string, wish: TicketChange): Promise<Conflict | null> {
  const seen = await queries.ensureQueryData(ticketQuery(ticketId));
  showAtOnce(seen, wish);
  try {
    putTicket(await patch(ticketId, wish, seen.version));
    return null;
  } catch (error) {
    putTicket(seen);
    if (!(error instanceof Problem) || error.code !== 'ticket.version-conflict') throw error;
    const now = await queries.fetchQuery({ ...ticketQuery(ticketId), staleTime: 0 });
    const changed = COMPARED.filter((field) => JSON.stringify(seen[field]) !== JSON.stringify(now[field]));
    if (changed.some((field) => field in wish))
      return { wish, changed: changed.map((field) => ({ field, from: seen[field], to: now[field] })) };
    // Something else changed (often only a message came in): the wish is still what was meant.
    putTicket(await patch(ticketId, wish, now.version));
    return null;
  }
}

function patch(id: string, wish: TicketChange, version: number): Promise<Ticket> {
  return ask(desk.PATCH('/api/v1/tickets/{id}', { params: { path: { id } }, body: { ...wish, version } }));
}

function showAtOnce(seen: Ticket, wish: TicketChange): void {
  const sure = Object.entries(wish).filter(([field]) => SURE.has(field));
  if (sure.length > 0) queries.setQueryData(ticketKeys.detail(seen.id), { ...seen, ...Object.fromEntries(sure) });
}

/** The desk's own answer; what hangs on the ticket is fetched again. */
export function putTicket(ticket: Ticket): void {
  queries.setQueryData<Ticket>(ticketKeys.detail(ticket.id), ticket);
  refreshAround(ticket.id);
}

/** What a change of the ticket moves besides. */
export function refreshAround(ticketId: string): void {
  for (const part of ['events', 'clocks', 'routing', 'automations'])
    void queries.invalidateQueries({ queryKey: ['ticket', ticketId, part] });
}
