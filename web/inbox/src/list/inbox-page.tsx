import { Drawer, Skeleton, Stack } from '@mantine/core';
import { useDisclosure, useElementSize, useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session.js';
import { type Command, useCommands } from '../shell/commands.js';
import { whenIdle } from '../when-idle.js';
import { BulkProvider } from './bulk-provider.js';
import { DraftsColumn } from './drafts-column.js';
import classes from './inbox.module.css';
import { ListColumn } from './list-column.js';
import { NothingOpened } from './nothing-opened.js';
import { ALL, DRAFTS, keepLastView, lastView, SEARCH, useGoing, usePlace } from './place.js';
import { SearchColumn } from './search-column.js';
import { takeTypedAhead, useTypeAhead } from './type-ahead.js';
import { useViews } from './views.js';
import { ViewsColumn } from './views-column.js';

const loadPane = () => import('../ticket/ticket-pane.js');
const TicketPane = lazy(async () => ({ default: (await loadPane()).TicketPane }));
/** The list comes first: what the first opened ticket needs is fetched when it stands. */
const PRELOAD_AFTER_MS = 1_500;
const PATIENCE_MS = 2_000;
const NewTicketDialog = lazy(async () => ({ default: (await import('./new-ticket-dialog.js')).NewTicketDialog }));

/** From here on a ticket's side panel stands beside its conversation. */
const SIDE_FROM_PX = 820;

/** Views, the list of one, and the ticket that is opened: side by side where there is room, else one at a time. */
export function InboxPage() {
  const { t } = useTranslation('list');
  const { viewId, ticketId } = usePlace();
  const isWide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const isSingle = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const [drawer, drawerIs] = useDisclosure(false);
  const [folded, setFolded] = useLocalStorage({ key: 'parley.viewsFolded', defaultValue: false, getInitialValueInEffect: false });
  const [isOpening, setOpening] = useState(false);
  useFirstView();
  useCommands(useInboxCommands(() => setOpening(true)));
  const showsViews = isWide && !folded;
  const toggleViews = isWide ? () => setFolded(!folded) : drawerIs.open;
  const views = <ViewsColumn onNewTicket={() => setOpening(true)} onFold={isWide ? toggleViews : undefined} onChosen={drawerIs.close} />;
  const list = { onViews: showsViews ? null : toggleViews };
  return (
    <BulkProvider>
      <div className={classes.page} data-views={showsViews} data-single={isSingle}>
        {showsViews ? views : null}
        {isSingle && ticketId !== null ? null : (
          <div className={classes.list} key={viewId}>
            {viewId === null ? null : viewId === SEARCH ? (
              <SearchColumn {...list} />
            ) : viewId === DRAFTS ? (
              <DraftsColumn {...list} />
            ) : (
              <ListColumn viewId={viewId} {...list} />
            )}
          </div>
        )}
        {isSingle && ticketId === null ? null : <TicketPlace ticketId={ticketId} />}
      </div>
      <Drawer
        closeButtonProps={{ 'aria-label': t('close') }}
        opened={drawer && !isWide}
        onClose={drawerIs.close}
        title={t('views.title')}
        size={300}
        padding={0}
        classNames={{ header: classes.drawerHead }}
      >
        {views}
      </Drawer>
      <Suspense>{isOpening ? <NewTicketDialog onClose={() => setOpening(false)} /> : null}</Suspense>
    </BulkProvider>
  );
}

/** Its room is measured once, not for each ticket: the first frame of a ticket already stands as it will. */
function TicketPlace({ ticketId }: { readonly ticketId: string | null }) {
  const { toTicket } = useGoing();
  const close = useCallback(() => toTicket(null), [toTicket]);
  useEffect(() => {
    const preload = () => void loadPane().catch(() => undefined); // it is tried again when a ticket is opened
    const timer = setTimeout(() => whenIdle(preload, PATIENCE_MS), PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => () => void takeTypedAhead(), [ticketId]); // it was meant for the one before
  const { ref, width } = useElementSize();
  return (
    <div className={classes.ticket} ref={ref}>
      {ticketId === null ? (
        <NothingOpened />
      ) : (
        <Suspense fallback={<PaneSkeleton />}>
          <TicketPane key={ticketId} ticketId={ticketId} isWide={width >= SIDE_FROM_PX} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}

/** `/inbox` alone goes to the list that was used last, else to the first view. */
function useFirstView(): void {
  const { viewId } = usePlace();
  const { beginAt } = useGoing();
  const views = useViews();
  useEffect(() => {
    if (viewId !== null) return keepLastView(viewId);
    const kept = lastView();
    if (kept === ALL || kept === DRAFTS) return beginAt(kept);
    if (views === null) return;
    beginAt(views.find((view) => view.id === kept)?.id ?? views[0]?.id ?? ALL);
  }, [viewId, views, beginAt]);
}

const NUMBERED = 9;

function useInboxCommands(openNewTicket: () => void): readonly Command[] {
  const { t } = useTranslation('list');
  const may = useMay();
  const views = useViews();
  const { toView } = useGoing();
  const writes = may('ticket:write');
  return useMemo(() => {
    const group = t('commands.group');
    const numbered = (views ?? []).slice(0, NUMBERED).map(
      (view, at): Command => ({
        id: `view-${view.id}`,
        group: t('commands.views'),
        label: view.name,
        keys: `g ${at + 1}`,
        run: () => toView(view.id),
      }),
    );
    return [
      ...(writes ? [{ id: 'new-ticket', group, label: t('commands.newTicket'), keys: 'c', run: openNewTicket }] : []),
      { id: 'go-all', group: t('commands.views'), label: t('views.all'), keys: 'g 0', run: () => toView(ALL) },
      { id: 'go-drafts', group: t('commands.views'), label: t('views.drafts'), run: () => toView(DRAFTS) },
      { id: 'go-search', group: t('commands.views'), label: t('views.search'), keys: '/', run: () => toView(SEARCH) },
      ...numbered,
    ];
  }, [t, views, toView, openNewTicket, writes]);
}

function PaneSkeleton() {
  useTypeAhead();
  return (
    <Stack p="md" gap="sm" aria-hidden>
      <Skeleton h={28} w="60%" />
      <Skeleton h={16} w="40%" />
      <Skeleton h={120} mt="lg" />
      <Skeleton h={80} />
    </Stack>
  );
}
