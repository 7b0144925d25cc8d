import { Button, Center, Drawer, Skeleton, Stack, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { Problem } from '@parley/kit/desk';
import { usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeTypedAhead, useTypeAhead } from '../list/type-ahead.js';
import { useMay } from '../session.js';
import { Collision } from './composer/collision.js';
import { Composer, type ComposerHandle } from './composer/composer.js';
import { useAfterPaint } from './data/after-paint.js';
import { type Dialog, type Pane, PaneProvider, usePane } from './data/pane-context.js';
import { problemText } from './data/problem-text.js';
import { eventsQuery, type Ticket, ticketQuery } from './data/queries.js';
import { timelineQuery } from './data/timeline.js';
import { tell } from './data/undo-notice.js';
import { useChange } from './data/use-change.js';
import { useLiveTicket } from './data/use-live-ticket.js';
import { TicketHeader } from './header/header.js';
import { HoldDialog } from './header/hold-dialog.js';
import { MergeDialog } from './header/merge-dialog.js';
import { Notices } from './header/notices.js';
import { RelateDialog } from './header/relate-dialog.js';
import { SplitBar } from './header/split-bar.js';
import { SidePanel } from './side/side-panel.js';
import classes from './ticket.module.css';
import type { MessageActs } from './timeline/message-row.js';
import { TicketTimeline } from './timeline/timeline.js';
import { useTicketCommands } from './use-ticket-commands.js';

interface TicketPaneProps {
  readonly ticketId: string;
  /** There is room for the side panel beside the conversation; else it is a drawer. */
  readonly isWide: boolean;
  readonly onClose: () => void;
}

/** The opened ticket: all that was said by every channel, the answer, and what is known beside it. */
export function TicketPane({ ticketId, isWide, onClose }: TicketPaneProps) {
  const { t } = useTranslation('ticket');
  // All that the first frame shows is asked for in one breath.
  usePrefetchQuery(timelineQuery(ticketId));
  usePrefetchQuery(eventsQuery(ticketId));
  const { data: ticket, error, refetch } = useQuery(ticketQuery(ticketId));
  if (ticket !== undefined) return <Opened key={ticketId} ticket={ticket} isWide={isWide} onClose={onClose} />;
  if (error === null) return <Opening />;
  const isGone = error instanceof Problem && (error.status === 404 || error.status === 403);
  return (
    <Center className={classes.pane}>
      <Stack align="center" gap="xs" role="alert">
        <Text>{isGone ? t('pane.gone') : problemText(t, error)}</Text>
        <Button variant="light" onClick={isGone ? onClose : () => void refetch()}>
          {isGone ? t('header.close') : t('problem.again')}
        </Button>
      </Stack>
    </Center>
  );
}

function Opened({ ticket, isWide, onClose }: { readonly ticket: Ticket } & Omit<TicketPaneProps, 'ticketId'>) {
  const { t } = useTranslation('ticket');
  const may = useMay();
  const [dialog, open] = useState<Dialog | null>(null);
  const goTo = useGoTo();
  const read = useRef(0);
  const readSeq = useCallback(() => read.current, []);
  const changing = useChange(ticket.id, readSeq);
  const live = useLiveTicket(ticket.id, () => {
    tell(t('pane.goneNow', { number: ticket.number }));
    onClose();
  });
  const mayWrite = may('ticket:write') && ticket.mergedIntoId === null && ticket.deletedAt === null;
  const pane = useMemo<Pane>(
    () => ({ ticket, changing, dialog, open, mayWrite, readSeq, goTo, close: onClose }),
    [ticket, changing, dialog, mayWrite, readSeq, goTo, onClose],
  );
  const [isBeside, setBeside] = useLocalStorage({ key: 'parley.side', defaultValue: true, getInitialValueInEffect: false });
  const [isDrawer, setDrawer] = useState(false);
  const [isPainted] = useAfterPaint();
  const isSideOpen = isWide ? isBeside : isDrawer;
  return (
    <PaneProvider value={pane}>
      <section className={classes.pane} aria-label={t('pane.label', { number: ticket.number, subject: ticket.subject })}>
        <TicketHeader
          attending={live.attending}
          isSideOpen={isSideOpen}
          onSide={() => (isWide ? setBeside(!isBeside) : setDrawer(!isDrawer))}
        />
        <Notices />
        <div className={classes.body}>
          <Conversation {...live} read={read} />
          {isWide && isBeside ? (
            <aside className={classes.side} aria-label={t('side.label')}>
              {isPainted ? <SidePanel /> : null}
            </aside>
          ) : null}
        </div>
        {isPainted ? <Overlays isDrawer={!isWide && isDrawer} onDrawer={setDrawer} /> : null}
      </section>
    </PaneProvider>
  );
}

/** What lies above the pane when it is asked for. */
function Overlays({ isDrawer, onDrawer }: { readonly isDrawer: boolean; readonly onDrawer: (isOpen: boolean) => void }) {
  const { t } = useTranslation('ticket');
  return (
    <>
      <Drawer
        opened={isDrawer}
        onClose={() => onDrawer(false)}
        position="right"
        size={360}
        title={t('side.label')}
        closeButtonProps={{ 'aria-label': t('close') }}
        padding={0}
        styles={{ header: { paddingInline: 14 } }}
      >
        <SidePanel />
      </Drawer>
      <HoldDialog />
      <MergeDialog />
      <RelateDialog />
    </>
  );
}

type Live = ReturnType<typeof useLiveTicket>;

function Conversation({ attending, isCustomerTyping, attend, read }: Live & { readonly read: RefObject<number> }) {
  const { ticket, dialog, open, mayWrite, readSeq } = usePane();
  const composer = useRef<ComposerHandle | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const isSplitting = dialog === 'split';
  useEffect(() => setChosen(new Set()), [isSplitting]);
  const [isPainted, atOnce] = useAfterPaint();
  const composing = useCallback(() => {
    // A key that was pressed before it is there is meant for it all the same.
    if (composer.current === null) atOnce();
    return composer.current;
  }, [atOnce]);
  useTicketCommands(composing);
  useEffect(() => {
    // Not within the rendering that this is the end of.
    const soon = setTimeout(() => {
      const typed = takeTypedAhead();
      if (typed !== null) composing()?.begin(typed.kind, typed.text);
    });
    return () => clearTimeout(soon);
  }, [composing]);
  const acts = useMemo<MessageActs>(
    () => ({
      onCancel: async (message) => composing()?.cancelSend(message),
      onNote: mayWrite ? (start) => composing()?.begin('note', start) : null,
      chosen: isSplitting ? chosen : null,
      onChoose: (id) => setChosen((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id]))),
    }),
    [composing, mayWrite, isSplitting, chosen],
  );
  const onRead = useCallback(
    (seq: number) => {
      read.current = seq;
    },
    [read],
  );
  return (
    <div className={classes.conversation}>
      {isSplitting ? <SplitBar chosen={chosen} onDone={() => open(null)} /> : null}
      <TicketTimeline ticketId={ticket.id} acts={acts} onRead={onRead} typing={isCustomerTyping ? ticket.contact.name : null} />
      <Collision attending={attending} />
      {!mayWrite ? null : isPainted ? (
        <Composer handle={composer} readSeq={readSeq} attend={attend} />
      ) : (
        <div className={classes.composerPlace} />
      )}
    </div>
  );
}

function useGoTo(): (ticketId: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (ticketId) => {
      const view = /^\/inbox\/([^/]+)/.exec(location.pathname)?.[1] ?? 'all';
      void navigate({ to: `/inbox/${view}/${ticketId}` as never, search: true as never });
    },
    [navigate],
  );
}

function Opening() {
  useTypeAhead();
  return (
    <div className={classes.pane} aria-busy>
      <Stack p="md" gap="sm">
        <Skeleton height={24} width="46%" />
        <Skeleton height={24} width="70%" />
      </Stack>
    </div>
  );
}
