import { live } from '@parley/kit/live';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ListSource, Row } from './list-source.js';
import { newsIn, type Pages, patched, rowsOf, withRows } from './rows.js';

/** The first page is on the screen at once; further ones are fetched ahead of who scrolls. */
const FIRST_PAGE = 60;
const PAGE = 200;
const HEAD = 50;

export interface LiveRows {
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  loadMore(): void;
  /** How many came in above, not shown yet. */
  readonly news: number;
  showNews(): void;
  retry(): void;
}

/**
 * The rows of a list: pages loaded as one scrolls, each row kept as the desk says it stands. What comes in above waits as
 * "n new" unless the list rests at its top, so that nothing jumps under the hand.
 * @param calm the pointer is in the list, or rows are selected
 */
export function useRows(source: ListSource, { calm, atTop }: { readonly calm: boolean; readonly atTop: boolean }): LiveRows {
  const queries = useQueryClient();
  const key = useMemo(() => ['list', ...source.key], [source]);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => source.fetch(pageParam === null ? FIRST_PAGE : PAGE, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // Never as a whole again by itself: the head tells what changed, hints tell of rows.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const change = useCallback(
    (by: (row: Row) => Row | null) => queries.setQueryData<Pages>(key, (pages) => (pages === undefined ? pages : withRows(pages, by))),
    [queries, key],
  );
  useRowHints(change);
  const rows = useMemo(() => rowsOf(query.data as Pages | undefined), [query.data]);
  const { news, showNews } = useHead(source, key, rows, { calm, atTop, isLoaded: query.data !== undefined, change });
  const { hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  return {
    rows,
    isLoading: query.isPending,
    error: query.error,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]),
    news,
    showNews,
    retry: useCallback(() => void refetch(), [refetch]),
  };
}

type Change = (by: (row: Row) => Row | null) => void;

function useRowHints(change: Change): void {
  useEffect(() => {
    const stops = [
      live.on('ticket.changed', (frame) => change((row) => (row.id === frame.ticketId ? patched(row, frame) : row))),
      live.on('ticket.gone', ({ ticketId }) => change((row) => (row.id === ticketId ? null : row))),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [change]);
}

interface HeadUse {
  readonly calm: boolean;
  readonly atTop: boolean;
  readonly isLoaded: boolean;
  readonly change: Change;
}

/** Looks at the beginning of the list whenever counts may have changed, and takes over what it can without a jump. */
function useHead(source: ListSource, key: readonly unknown[], rows: readonly Row[], { calm, atTop, isLoaded, change }: HeadUse) {
  const queries = useQueryClient();
  const head = useQuery({
    queryKey: ['counts', 'head', ...source.key],
    queryFn: ({ signal }) => source.fetch(HEAD, null, signal),
    enabled: isLoaded,
  });
  const data = head.data;
  const since = head.dataUpdatedAt;
  const [seen, setSeen] = useState(0);
  const news = useMemo(() => (data === undefined || !isLoaded ? null : newsIn(data, rows)), [data, rows, isLoaded]);
  const showNews = useCallback(() => {
    if (data === undefined) return;
    queries.setQueryData<Pages>(key, { pages: [data], pageParams: [null] });
  }, [queries, key, data]);
  useEffect(() => {
    if (news === null || seen === since || calm) return;
    const fresh = queries.getQueryState<Pages>(key)?.dataUpdatedAt ?? 0;
    if (since < fresh && news.count === 0) return;
    setSeen(since);
    if (atTop && (news.count > 0 || news.gone.size > 0 || news.reordered)) showNews();
    else if (news.gone.size > 0) change((row) => (news.gone.has(row.id) ? null : row));
  }, [news, seen, since, calm, atTop, queries, key, showNews, change]);
  return { news: news?.count ?? 0, showNews };
}

const SHOW_AFTER_MS = 250;
const SHOWN_MAX = 200;

/** Tells the desk which rows are on the screen, so that it tells of their changes; and takes what changed meanwhile. */
export function useShown(visible: readonly Row[], source: ListSource): void {
  const queries = useQueryClient();
  const latest = useRef(visible);
  latest.current = visible;
  const ids = visible.map((row) => row.id).join();
  const show = useCallback(async () => {
    const known = latest.current.slice(0, SHOWN_MAX).map(({ id, version, lastSeq }) => ({ ticketId: id, version, seq: lastSeq }));
    const answer = await live.show(known);
    if (answer === null || !answer.ok) return;
    const changed = new Map(answer.changed.map((frame) => [frame.ticketId, frame]));
    const gone = new Set(answer.gone);
    queries.setQueryData<Pages>(['list', ...source.key], (pages) =>
      pages === undefined
        ? pages
        : withRows(pages, (row) => {
            const frame = changed.get(row.id);
            return gone.has(row.id) ? null : frame === undefined ? row : patched(row, frame);
          }),
    );
  }, [queries, source]);
  useEffect(() => live.onAgain(() => void show()), [show]);
  useEffect(() => {
    if (ids === '') return;
    const timer = setTimeout(() => void show(), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [ids, show]);
}
