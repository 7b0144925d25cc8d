import { Button, Skeleton, Text } from '@mantine/core';
import { dayOf } from '@parley/kit/formats';
import { IconArrowDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session.js';
import { useAfterPaint } from '../data/after-paint.js';
import { problemText } from '../data/problem-text.js';
import { eventsQuery } from '../data/queries.js';
import { loadOlder, timelineQuery } from '../data/timeline.js';
import { EventsRow } from './events-row.js';
import { type MessageActs, MessageRow } from './message-row.js';
import { Outgoing } from './outgoing.js';
import { type Row, rowsOf } from './rows.js';
import classes from './timeline.module.css';
import { useReading } from './use-reading.js';
import { useScroll } from './use-scroll.js';

/** What fills a tall screen. */
const END_ROWS = 12;

interface Shown {
  readonly ticketId: string;
  readonly acts: MessageActs;
  readonly onRead: (seq: number) => void;
  /** The customer who writes right now. */
  readonly typing: string | null;
}

export function TicketTimeline({ ticketId, acts, onRead, typing }: Shown) {
  const { t } = useTranslation('ticket');
  const me = useMe();
  const { data: timeline, error, refetch } = useQuery(timelineQuery(ticketId));
  const { data: events = [] } = useQuery(eventsQuery(ticketId));
  const older = useOlder(ticketId, timeline?.olderCursor ?? null);
  // The end first: a long ticket is there as soon as a short one.
  const [isWhole] = useAfterPaint(timeline !== undefined);
  const scroll = useScroll(ticketId, timeline?.items[0]?.id, isWhole ? older.load : undefined);
  const reading = useReading(ticketId, timeline, scroll.isAtEnd);
  useEffect(() => onRead(reading.readSeq), [onRead, reading.readSeq]);
  const rows = useMemo(
    () =>
      timeline === undefined
        ? null
        : rowsOf({ messages: timeline.items, events, isComplete: timeline.olderCursor === null, seenSeq: reading.markSeq, meId: me.id }),
    [timeline, events, reading.markSeq, me.id],
  );
  return (
    <div className={classes.around}>
      <div ref={scroll.box} className={classes.box} onScroll={scroll.onScroll} role="log" aria-label={t('timeline.label')} tabIndex={0}>
        <div ref={scroll.content} className={classes.rows}>
          {older.isLoading ? <Skeleton height={48} radius="md" /> : null}
          {older.isTrouble ? (
            <Button size="compact-sm" variant="subtle" onClick={older.load}>
              {t('timeline.olderAgain')}
            </Button>
          ) : null}
          {rows === null && error === null ? <Waiting /> : null}
          {error === null ? null : (
            <div className={classes.event} role="alert">
              {problemText(t, error)}{' '}
              <Button size="compact-xs" variant="light" onClick={() => void refetch()}>
                {t('problem.again')}
              </Button>
            </div>
          )}
          {(isWhole ? rows : rows?.slice(-END_ROWS))?.map((row) => (
            <OneRow key={row.key} row={row} acts={acts} />
          ))}
          {rows?.length === 0 ? (
            <Text c="dimmed" ta="center" size="sm" py="xl">
              {t('timeline.empty')}
            </Text>
          ) : null}
          <Outgoing ticketId={ticketId} />
        </div>
      </div>
      <Typing name={typing} />
      {scroll.isAtEnd ? null : (
        <Button
          className={classes.toEnd}
          size="compact-sm"
          radius="xl"
          variant={reading.unread > 0 ? 'filled' : 'default'}
          leftSection={<IconArrowDown size={14} />}
          onClick={scroll.toEnd}
        >
          {reading.unread > 0 ? t('timeline.newCount', { count: reading.unread }) : t('timeline.toEnd')}
        </Button>
      )}
    </div>
  );
}

function OneRow({ row, acts }: { readonly row: Row; readonly acts: MessageActs }) {
  const { t } = useTranslation('ticket');
  switch (row.kind) {
    case 'day':
      return (
        <div className={classes.day} role="separator" aria-label={dayOf(row.at)}>
          <span>{dayOf(row.at)}</span>
        </div>
      );
    case 'unread':
      return (
        <div className={classes.unread} role="separator" aria-label={t('timeline.unread')}>
          <span>{t('timeline.unread')}</span>
        </div>
      );
    case 'events':
      return <EventsRow events={row.events} />;
    case 'message':
      return <MessageRow message={row.message} isFollowing={row.isFollowing} acts={acts} />;
  }
}

/** Always there, so that it is read out when it fills; over the free strip below the last message, so that nothing moves. */
function Typing({ name }: { readonly name: string | null }) {
  const { t } = useTranslation('ticket');
  return (
    <div className={classes.typing} role="status">
      {name === null ? null : (
        <>
          <span className={classes.dots} aria-hidden />
          <span>{t('timeline.typing', { name })}</span>
        </>
      )}
    </div>
  );
}

function Waiting() {
  return (
    <div aria-hidden>
      {[46, 72, 58].map((width, at) => (
        <Skeleton key={width} height={64} width={`${width}%`} radius="lg" mb="md" ml={at === 1 ? 'auto' : 0} />
      ))}
    </div>
  );
}

function useOlder(ticketId: string, cursor: string | null) {
  const [state, setState] = useState<'idle' | 'loading' | 'trouble'>('idle');
  const running = useRef(false);
  const load = useCallback(() => {
    if (cursor === null || running.current) return;
    running.current = true;
    setState('loading');
    loadOlder(ticketId)
      .then(
        () => setState('idle'),
        () => setState('trouble'),
      )
      .finally(() => {
        running.current = false;
      });
  }, [ticketId, cursor]);
  return { load, isLoading: state === 'loading', isTrouble: state === 'trouble' };
}
