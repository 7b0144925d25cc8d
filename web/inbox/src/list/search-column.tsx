import { Button, Center, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ask, desk, Problem, type Schemas } from '@parley/kit/desk';
import { IconSearchOff } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, useCommands } from '../shell/commands.js';
import classes from './inbox.module.css';
import { ListHead } from './list-head.js';
import { useGoing, usePlace } from './place.js';
import { refusalText } from './refusal.js';
import { RowsSkeleton } from './rows-skeleton.js';
import { SearchBox } from './search-box.js';
import { SearchHelp } from './search-help.js';
import { SearchHit } from './search-hit.js';

const TYPING_MS = 250;
type Sort = 'best' | 'newest';
export type Hit = Schemas['SearchHitAnswer'];

export function SearchColumn({ onViews }: { readonly onViews: (() => void) | null }) {
  const { t } = useTranslation('list');
  const { search, ticketId } = usePlace();
  const { withSearch, toTicket } = useGoing();
  const asked = search.q ?? '';
  const [text, setText] = useState(asked);
  const [settled] = useDebouncedValue(text, TYPING_MS);
  const sort: Sort = search.sort === 'newest' ? 'newest' : 'best';
  const latest = useRef({ asked, withSearch, search });
  latest.current = { asked, withSearch, search };
  // The address may change from elsewhere (the palette, the way back); what one types runs ahead of it and stays.
  const sent = useRef(asked);
  useEffect(() => {
    if (asked === sent.current) return;
    sent.current = asked;
    setText(asked);
  }, [asked]);
  useEffect(() => {
    const { asked, withSearch, search } = latest.current;
    if (settled.trim() === asked.trim()) return;
    const { q: _, ...rest } = search;
    sent.current = settled.trim();
    withSearch(settled.trim() === '' ? rest : { ...rest, q: settled.trim() });
  }, [settled]);
  const found = useHits(asked, sort);
  const [active, setActive] = useState<string | null>(null);
  useHitCommands(found.hits, active ?? ticketId, setActive, toTicket);
  return (
    <>
      <ListHead title={t('views.search')} onViews={onViews} />
      <div className={classes.searchBox}>
        <SearchBox value={text} onChange={setText} error={found.error === null ? null : searchRefused(found.error, t)} />
        {asked === '' ? null : (
          <SegmentedControl
            size="xs"
            aria-label={t('search.sort')}
            value={sort}
            data={[
              { value: 'best', label: t('search.best') },
              { value: 'newest', label: t('search.newest') },
            ]}
            onChange={(value) => withSearch({ ...search, sort: value })}
          />
        )}
      </div>
      <div className={classes.body}>
        <div className={classes.scroll} tabIndex={-1}>
          {asked === '' ? <SearchHelp onTry={(q) => setText(q)} /> : null}
          {found.isLoading && asked !== '' ? <RowsSkeleton /> : null}
          {found.isNothing ? <NothingFound q={asked} /> : null}
          {asked === '' ? null : (
            <ol className={classes.links} aria-label={t('search.results')}>
              {found.hits.map((hit) => (
                <SearchHit
                  key={hit.message.id}
                  hit={hit}
                  search={search}
                  isActive={hit.message.id === active}
                  isOpened={hit.ticket.id === ticketId}
                />
              ))}
            </ol>
          )}
          {found.hasMore ? (
            <Button variant="subtle" fullWidth loading={found.isLoadingMore} onClick={found.loadMore}>
              {t('list.more')}
            </Button>
          ) : null}
        </div>
      </div>
    </>
  );
}

function useHits(q: string, sort: Sort) {
  const { data, isPending, isPlaceholderData, error, hasNextPage, isFetching, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['search', q, sort],
    queryFn: ({ pageParam, signal }) =>
      ask(
        desk.GET('/api/v1/search', {
          params: { query: { q, sort, limit: 30, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  const hits = useMemo(() => (error === null ? (data?.pages.flatMap((page) => page.items) ?? []) : []), [data, error]);
  // A page may be empty although there is more, further back: nobody should have to ask for that.
  const isLastEmpty = !isPlaceholderData && error === null && hasNextPage && data?.pages.at(-1)?.items.length === 0;
  useEffect(() => {
    if (isLastEmpty && !isFetching) void fetchNextPage();
  }, [isLastEmpty, isFetching, fetchNextPage]);
  return {
    hits,
    error,
    isLoading: error === null && (isPending || (isLastEmpty && hits.length === 0)),
    isNothing: q !== '' && !isPending && error === null && hits.length === 0 && !isLastEmpty,
    hasMore: hasNextPage && error === null && q !== '' && !(isLastEmpty && hits.length === 0),
    isLoadingMore: isFetchingNextPage || isLastEmpty,
    loadMore: () => void fetchNextPage(),
  };
}

function useHitCommands(hits: readonly Hit[], activeId: string | null, setActive: (id: string) => void, open: (id: string) => void): void {
  const { t } = useTranslation('list');
  const commands = useMemo((): readonly Command[] => {
    const at = hits.findIndex((hit) => hit.message.id === activeId || hit.ticket.id === activeId);
    const move = (by: number) => () => {
      const next = hits[Math.min(hits.length - 1, Math.max(0, at + by))];
      if (next === undefined) return;
      setActive(next.message.id);
      document.getElementById(`hit-${next.message.id}`)?.focus();
    };
    const group = t('commands.list');
    return [
      { id: 'hit-next', group, label: t('commands.next'), keys: 'j', run: move(1) },
      { id: 'hit-previous', group, label: t('commands.previous'), keys: 'k', run: move(-1) },
      { id: 'hit-open', group, label: t('commands.open'), keys: 'o', run: () => open(hits[at]?.ticket.id ?? '') },
    ];
  }, [t, hits, activeId, setActive, open]);
  useCommands(commands);
}

function NothingFound({ q }: { readonly q: string }) {
  const { t } = useTranslation('list');
  return (
    <Center className={classes.empty} role="status">
      <Stack align="center" gap={6}>
        <IconSearchOff size={32} stroke={1.2} aria-hidden />
        <Text fw={600}>{t('search.nothing', { q })}</Text>
        <Text size="sm" c="dimmed" ta="center">
          {t('search.nothingHelp')}
        </Text>
      </Stack>
    </Center>
  );
}

function searchRefused(error: unknown, t: (key: string, more: Record<string, unknown>) => string): string {
  return error instanceof Problem ? refusalText(error, t) : '';
}
