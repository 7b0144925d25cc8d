import { UnstyledButton } from '@mantine/core';
import { fullTime, shortTime, useNow } from '@parley/kit/formats';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketEvent } from '../data/queries.js';
import { useWords } from '../data/use-words.js';
import { eventSentence } from './event-sentence.js';
import classes from './timeline.module.css';

/** What happened between two messages: one line, or folded to `3 changes`. */
export const EventsRow = memo(function EventsRow({ events }: { readonly events: readonly TicketEvent[] }) {
  const { t } = useTranslation('ticket');
  const [isOpen, setOpen] = useState(false);
  const [only] = events;
  if (events.length === 1 && only !== undefined) return <EventLine event={only} />;
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.events}>
      <UnstyledButton className={classes.eventsFold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon size={14} aria-hidden /> {t('timeline.changes', { count: events.length })}
      </UnstyledButton>
      {isOpen ? events.map((event) => <EventLine key={event.id} event={event} />) : null}
    </div>
  );
});

export function EventLine({ event }: { readonly event: TicketEvent }) {
  const { t } = useTranslation('ticket');
  const words = useWords();
  const now = useNow(60_000);
  const actor = event.actor as object as { readonly type: string; readonly name: string };
  return (
    <p className={classes.event}>
      <b>{actor.type === 'system' ? t('timeline.desk') : actor.name}</b> {eventSentence(event, { t, words })}
      <time dateTime={event.at} title={fullTime(event.at)}>
        {shortTime(event.at, now)}
      </time>
    </p>
  );
}
