import { Skeleton, Text } from '@mantine/core';
import { fullTime, shortTime, useNow } from '@parley/kit/formats';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import { eventsQuery } from '../data/queries.js';
import { useWords } from '../data/use-words.js';
import { eventSentence } from '../timeline/event-sentence.js';
import classes from './side.module.css';

const SHOWN_MAX = 100;

/** Everything that happened, newest first. */
export function HistorySection() {
  const { t } = useTranslation('ticket');
  const { ticket } = usePane();
  const words = useWords();
  const now = useNow(60_000);
  const { data } = useQuery(eventsQuery(ticket.id));
  if (data === undefined) return <Skeleton height={60} />;
  if (data.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('history.none')}
      </Text>
    );
  return (
    <ol className={classes.ledger}>
      {data.slice(0, SHOWN_MAX).map((event) => (
        <li key={event.id}>
          <time dateTime={event.at} title={fullTime(event.at)}>
            {shortTime(event.at, now)}
          </time>
          <b>{(event.actor as object as { readonly name: string }).name}</b> {eventSentence(event, { t, words })}
        </li>
      ))}
    </ol>
  );
}
