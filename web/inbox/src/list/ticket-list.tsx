import { Button, Center } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useThings } from '../directory.js';
import classes from './inbox.module.css';
import { neighbour } from './list-commands.js';
import type { ListSource } from './list-source.js';
import { RowSkeleton } from './rows-skeleton.js';
import { type Known, TicketRow } from './ticket-row.js';
import { useUnread } from './unread.js';
import { type LiveRows, useShown } from './use-rows.js';
import type { Selection } from './use-selection.js';

export const ROW_PX = 78;
const AHEAD = 30;

interface Props {
  readonly list: LiveRows;
  readonly source: ListSource;
  readonly boxRef: RefObject<HTMLDivElement | null>;
  readonly activeId: string | null;
  readonly openedId: string | null;
  readonly selection: Selection;
  readonly onActive: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onTop: (atTop: boolean) => void;
}

export function TicketList({ list, source, boxRef, activeId, openedId, selection, onActive, onOpen, onTop }: Props) {
  const { t } = useTranslation('list');
  const { rows, hasMore, isLoadingMore, loadMore } = list;
  const isStopped = list.error !== null;
  const known = useKnown();
  const virtual = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => boxRef.current,
    estimateSize: () => ROW_PX,
    getItemKey: (at) => rows[at]?.id ?? 'more',
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = (items.at(-1)?.index ?? -1) + 1;
  useShown(
    useMemo(() => rows.slice(from, to), [rows, from, to]),
    source,
  );
  useEffect(() => {
    // What was refused is not asked for again by itself.
    if (hasMore && !isLoadingMore && !isStopped && to + AHEAD >= rows.length) loadMore();
  }, [hasMore, isLoadingMore, isStopped, to, rows.length, loadMore]);
  const activeAt = rows.findIndex((row) => row.id === activeId);
  useLayoutEffect(() => {
    if (activeAt >= 0) virtual.scrollToIndex(activeAt, { align: 'auto' });
    // Only when another row becomes the active one; not when rows move around it.
  }, [activeId]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    const ids = rows.map((row) => row.id);
    const next =
      by === null ? (event.key === 'Home' ? ids[0] : event.key === 'End' ? ids.at(-1) : undefined) : neighbour(rows, activeId, by);
    if (event.key === 'Enter' && activeId !== null) onOpen(activeId);
    else if (event.key === ' ' && activeId !== null) selection.toggle(activeId);
    else if (next === undefined || next === null) return;
    else {
      if (event.shiftKey) selection.extendTo(next, ids);
      onActive(next);
    }
    event.preventDefault();
  };
  return (
    <div
      ref={boxRef}
      className={classes.scroll}
      role="listbox"
      data-rows
      aria-label={t('list.label')}
      aria-multiselectable
      aria-activedescendant={activeAt >= 0 && activeAt >= from && activeAt < to ? `row-${activeId}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => onTop(event.currentTarget.scrollTop < ROW_PX / 2)}
    >
      <div className={classes.rows} style={{ height: virtual.getTotalSize() }} role="presentation">
        {items.map((item) => {
          const row = rows[item.index];
          const style = { transform: `translateY(${item.start}px)`, height: ROW_PX };
          return row === undefined ? (
            <div key={item.key} className={classes.at} style={style} role="presentation">
              {isStopped ? <NotLoaded isLoading={isLoadingMore} onRetry={loadMore} /> : <RowSkeleton />}
            </div>
          ) : (
            <div key={item.key} className={classes.at} style={style} role="presentation">
              <TicketRow
                row={row}
                known={known}
                at={item.index}
                size={hasMore ? -1 : rows.length}
                isActive={row.id === activeId}
                isOpened={row.id === openedId}
                isSelected={selection.ids.has(row.id)}
                isSelecting={selection.ids.size > 0}
                onClick={(event) => {
                  onActive(row.id);
                  if (event.shiftKey)
                    selection.extendTo(
                      row.id,
                      rows.map(({ id }) => id),
                    );
                  else if (event.ctrlKey || event.metaKey) selection.toggle(row.id);
                  else onOpen(row.id);
                }}
                onTick={() => selection.toggle(row.id)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** In place of the rows that could not be had. */
function NotLoaded({ isLoading, onRetry }: { readonly isLoading: boolean; readonly onRetry: () => void }) {
  const { t } = useTranslation('list');
  return (
    <Center h={ROW_PX} role="alert">
      <Button size="xs" variant="subtle" loading={isLoading} onClick={onRetry}>
        {t('list.moreFailed')}
      </Button>
    </Center>
  );
}

/** Names that rows speak of, looked up once for all rows. */
function useKnown(): Known {
  const { agents, teams, tags, statuses, categories } = useThings();
  const unread = useUnread();
  return useMemo(
    () => ({
      agents: new Map(agents.map((agent) => [agent.id, agent.name])),
      teams: new Map(teams.map((team) => [team.id, team.name])),
      tags: new Map(tags.map((tag) => [tag.name, tag.color])),
      statuses: new Map(statuses.map((status) => [status.name, status])),
      categories: new Map(categories.map((category) => [category.key, category])),
      unread,
    }),
    [agents, teams, tags, statuses, categories, unread],
  );
}
