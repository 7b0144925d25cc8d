import { Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { fullTime, shortTime, useNow } from '@parley/kit/formats';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import { routingQuery } from '../data/queries.js';
import classes from './side.module.css';

interface Candidate {
  readonly agentId: string;
  readonly name: string;
  readonly verdict: string;
  readonly load: number;
  readonly capacity: number;
}

/** Why the ticket is where it is, and who else was looked at. */
export function RoutingSection() {
  const { t } = useTranslation('ticket');
  const now = useNow(60_000);
  const { ticket } = usePane();
  const { data } = useQuery(routingQuery(ticket.id));
  if (data === undefined) return <Skeleton height={60} />;
  return (
    <Stack gap="sm">
      {data.waiting ? (
        <div className={classes.waiting}>
          <Text size="sm">{data.waiting.sentence}</Text>
          <Candidates reasons={data.waiting.reasons} />
        </div>
      ) : null}
      {data.items.map(({ id, kind, sentence, reasons, at }) => (
        <div key={id}>
          <div className={classes.row}>
            <Text size="xs" fw={600}>
              {t(`routing.kinds.${kind}`)}
            </Text>
            <Text size="xs" c="dimmed" title={fullTime(at)}>
              {shortTime(at, now)}
            </Text>
          </div>
          <Text size="sm">{sentence}</Text>
          <Candidates reasons={reasons} />
        </div>
      ))}
      {data.items.length === 0 && !data.waiting ? (
        <Text size="sm" c="dimmed">
          {t('routing.none')}
        </Text>
      ) : null}
    </Stack>
  );
}

function Candidates({ reasons }: { readonly reasons: object }) {
  const { t } = useTranslation('ticket');
  const [isOpen, setOpen] = useState(false);
  const candidates = (reasons as { readonly candidates?: readonly Candidate[] }).candidates ?? [];
  if (candidates.length === 0) return null;
  return (
    <>
      <UnstyledButton className={classes.link} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('routing.candidates', { count: candidates.length })}
      </UnstyledButton>
      {isOpen ? (
        <ul className={classes.plain}>
          {candidates.map(({ agentId, name, verdict, load, capacity }) => (
            <li key={agentId} className={classes.row}>
              <Text span size="sm">
                {name}
              </Text>
              <Text span size="xs" c="dimmed">
                {t(`routing.verdicts.${verdict}`, { defaultValue: verdict })} · {load}/{capacity}
              </Text>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
