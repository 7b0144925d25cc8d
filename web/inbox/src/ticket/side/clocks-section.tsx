import { Badge, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { fullTime, span, useNow } from '@parley/kit/formats';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import { type Clock, clocksQuery } from '../data/queries.js';
import classes from './side.module.css';

/** The promises on the ticket: how long each has, why it is due then, and every line of its ledger. */
export function ClocksSection() {
  const { t } = useTranslation('ticket');
  const { ticket } = usePane();
  const { data } = useQuery(clocksQuery(ticket.id));
  if (data === undefined) return <Skeleton height={60} />;
  if (data.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('clocks.none')}
      </Text>
    );
  return (
    <Stack gap="sm">
      {data.map((clock) => (
        <OneClock key={clock.id} clock={clock} />
      ))}
    </Stack>
  );
}

function OneClock({ clock }: { readonly clock: Clock }) {
  const { t } = useTranslation('ticket');
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.clock}>
      <div className={classes.row}>
        <Text size="sm" fw={600}>
          {t(`clocks.metrics.${clock.metric}`)}
        </Text>
        <Countdown clock={clock} />
      </div>
      <Text size="xs" c="dimmed">
        {clock.why}
      </Text>
      <UnstyledButton className={classes.link} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('clocks.ledger', { count: clock.ledger.length })}
      </UnstyledButton>
      {isOpen ? (
        <ol className={classes.ledger}>
          {clock.ledger.map((line) => (
            <li key={`${line.at} ${line.kind}`}>
              <time dateTime={line.at}>{fullTime(line.at)}</time>
              <b>{t(`clocks.lines.${line.kind}`)}</b> {line.reason}
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}

function Countdown({ clock }: { readonly clock: Clock }) {
  const { t } = useTranslation('ticket');
  const now = useNow();
  const { state, dueAt } = clock;
  const isRunning =
    dueAt !== null && (state === 'running' || (state === 'breached' && clock.fulfilledAt === null && clock.endedAt === null));
  if (!isRunning || dueAt === null)
    return (
      <Badge size="sm" variant="default" tt="none" className={classes.state} data-state={state}>
        {t(`clocks.states.${state}`)}
      </Badge>
    );
  const leftMs = Date.parse(dueAt) - now;
  const tone = leftMs < 0 ? 'late' : leftMs < (Date.parse(dueAt) - Date.parse(clock.startedAt)) / 4 ? 'soon' : 'calm';
  return (
    <Text span size="sm" className={classes.left} data-tone={tone} title={fullTime(dueAt)}>
      {leftMs < 0 ? t('clocks.late', { span: span(leftMs) }) : t('clocks.left', { span: span(leftMs) })}
    </Text>
  );
}
