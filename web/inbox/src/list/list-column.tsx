import { Button, Center, Stack, Text } from '@mantine/core';
import { IconInbox, IconPlugConnectedX } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../session.js';
import { BulkBar } from './bulk-bar.js';
import { FilterChips, SortChoice } from './filter-chips.js';
import classes from './inbox.module.css';
import { useListCommands } from './list-commands.js';
import { ListHead } from './list-head.js';
import { sourceOf } from './list-source.js';
import { ALL, useGoing, usePlace } from './place.js';
import { RowsSkeleton } from './rows-skeleton.js';
import { TicketList } from './ticket-list.js';
import { useRows } from './use-rows.js';
import { useSelection } from './use-selection.js';
import { shownCount, useCounts, useViews } from './views.js';

interface Props {
  readonly viewId: string;
  /** null: the views are on the screen. */
  readonly onViews: (() => void) | null;
}

export function ListColumn({ viewId, onViews }: Props) {
  const { t } = useTranslation('list');
  const { ticketId, search } = usePlace();
  const { toTicket } = useGoing();
  const me = useMe();
  const source = useMemo(() => sourceOf(viewId, search, me.id), [viewId, search, me.id]);
  const [isHovered, setHovered] = useState(false);
  const [atTop, setAtTop] = useState(true);
  const [activeId, setActiveId] = useState<string | null>(ticketId);
  const selection = useSelection();
  const list = useRows(source, { calm: isHovered || selection.ids.size > 0, atTop });
  const box = useRef<HTMLDivElement>(null);
  const open = useCallback((id: string) => toTicket(id), [toTicket]);
  useListCommands({ rows: list.rows, activeId: activeId ?? ticketId, setActive: setActiveId, selection, open, box });
  const toNews = () => {
    list.showNews();
    box.current?.scrollTo({ top: 0 });
  };
  return (
    <>
      <ListTitle viewId={viewId} onViews={onViews} />
      {viewId === ALL ? <FilterChips /> : null}
      {/* The pointer is only watched */}
      <div className={classes.body} onPointerEnter={() => setHovered(true)} onPointerLeave={() => setHovered(false)}>
        {list.news > 0 && (!atTop || isHovered || selection.ids.size > 0) ? (
          <Button size="compact-sm" radius="xl" className={classes.news} onClick={toNews}>
            {t('list.news', { count: list.news })}
          </Button>
        ) : null}
        {list.isLoading ? <RowsSkeleton /> : null}
        {list.error !== null && list.rows.length === 0 ? <ListFailed onRetry={list.retry} /> : null}
        {!list.isLoading && list.error === null && list.rows.length === 0 && !list.hasMore ? <EmptyList viewId={viewId} /> : null}
        {list.rows.length > 0 || (list.hasMore && list.error === null) ? (
          <TicketList
            list={list}
            source={source}
            boxRef={box}
            activeId={activeId ?? ticketId}
            openedId={ticketId}
            selection={selection}
            onActive={setActiveId}
            onOpen={open}
            onTop={setAtTop}
          />
        ) : null}
      </div>
      <BulkBar selection={selection} rows={list.rows} />
    </>
  );
}

function ListTitle({ viewId, onViews }: Props) {
  const { t } = useTranslation('list');
  const views = useViews();
  const counts = useCounts();
  const view = views?.find(({ id }) => id === viewId);
  const title = viewId === ALL ? t('views.all') : (view?.name ?? (views === null ? '' : t('list.unknownView')));
  const note = view === undefined ? '' : t(`sorts.${view.sort.by}${view.sort.direction === 'asc' && isTwoWay(view.sort.by) ? 'Asc' : ''}`);
  return (
    <ListHead title={title} count={shownCount(counts[viewId])} note={note} onViews={onViews}>
      {viewId === ALL ? <SortChoice /> : null}
    </ListHead>
  );
}

function isTwoWay(by: string): boolean {
  return by === 'createdAt' || by === 'lastMessageAt';
}

function EmptyList({ viewId }: { readonly viewId: string }) {
  const { t } = useTranslation('list');
  const { search } = usePlace();
  const { withSearch } = useGoing();
  const isFiltered = viewId === ALL && Object.keys(search).some((name) => name !== 'sort' && name !== 'q');
  return (
    <Center className={classes.empty}>
      <Stack align="center" gap={6}>
        <IconInbox size={32} stroke={1.2} aria-hidden />
        <Text fw={600}>{t(isFiltered ? 'list.emptyFiltered' : viewId === ALL ? 'list.emptyAll' : 'list.emptyView')}</Text>
        <Text size="sm" c="dimmed" ta="center">
          {t(isFiltered ? 'list.emptyFilteredHelp' : viewId === ALL ? 'list.emptyAllHelp' : 'list.emptyViewHelp')}
        </Text>
        {isFiltered ? (
          <Button size="xs" variant="light" onClick={() => withSearch({})}>
            {t('filters.clear')}
          </Button>
        ) : null}
      </Stack>
    </Center>
  );
}

function ListFailed({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation('list');
  return (
    <Center className={classes.empty} role="alert">
      <Stack align="center" gap={6}>
        <IconPlugConnectedX size={32} stroke={1.2} aria-hidden />
        <Text fw={600}>{t('list.failed')}</Text>
        <Button size="xs" variant="light" onClick={onRetry}>
          {t('list.again')}
        </Button>
      </Stack>
    </Center>
  );
}
