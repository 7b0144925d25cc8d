import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { ListSearch } from './list-search.js';

/** The lists that no saved view stands for. */
export const ALL = 'all';
export const DRAFTS = 'drafts';
export const SEARCH = 'search';

export interface Place {
  /** null: nothing was chosen yet. */
  readonly viewId: string | null;
  readonly ticketId: string | null;
  readonly search: ListSearch;
}

export interface Going {
  toView(viewId: string, search?: ListSearch): void;
  /** In place of `/inbox` alone; not when one is on the way elsewhere by then. */
  beginAt(viewId: string): void;
  /** Beside the list one is at; null closes. */
  toTicket(ticketId: string | null): void;
  /** The same list, asked otherwise. */
  withSearch(search: ListSearch): void;
}

export function usePlace(): Place {
  const { viewId, ticketId }: { viewId?: string; ticketId?: string } = useParams({ strict: false });
  const search: ListSearch = useSearch({ strict: false });
  return useMemo(() => ({ viewId: viewId ?? null, ticketId: ticketId ?? null, search }), [viewId, ticketId, search]);
}

export function useGoing(): Going {
  const navigate = useNavigate();
  const router = useRouter();
  const { viewId, ticketId, search } = usePlace();
  const go = useCallback(
    (view: string, ticket: string | null, next: ListSearch) => {
      const to = ticket === null ? '/inbox/$viewId' : '/inbox/$viewId/$ticketId';
      void navigate({ to, params: { viewId: view, ...(ticket === null ? {} : { ticketId: ticket }) }, search: next } as never);
    },
    [navigate],
  );
  return useMemo(
    () => ({
      toView: (view, next = {}) => go(view, null, next),
      beginAt: (view) => {
        if (router.latestLocation.pathname === '/inbox')
          void navigate({ to: '/inbox/$viewId', params: { viewId: view }, replace: true } as never);
      },
      toTicket: (ticket) => go(viewId ?? ALL, ticket, search),
      withSearch: (next) => go(viewId ?? ALL, ticketId, next),
    }),
    [go, navigate, router, viewId, ticketId, search],
  );
}

export function ticketHref(viewId: string, ticketId: string): string {
  return `/inbox/${encodeURIComponent(viewId)}/${encodeURIComponent(ticketId)}`;
}

const LAST = 'parley.lastView';

export function lastView(): string | null {
  return localStorage.getItem(LAST);
}

export function keepLastView(viewId: string): void {
  if (viewId !== SEARCH) localStorage.setItem(LAST, viewId);
}
