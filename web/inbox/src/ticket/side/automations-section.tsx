import { Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { fullTime, shortTime, useNow } from '@parley/kit/formats';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEventName } from '../../conditions/event-name.js';
import { Verdict } from '../../conditions/verdict.js';
import { usePane } from '../data/pane-context.js';
import { automationsQuery } from '../data/queries.js';
import classes from './side.module.css';

type Run = Schemas['AutomationRunAnswer'];

/** Rules that ran on the ticket, what came of it, and why. */
export function AutomationsSection() {
  const { t } = useTranslation('ticket');
  const { ticket } = usePane();
  const { data } = useQuery(automationsQuery(ticket.id));
  if (data === undefined) return <Skeleton height={44} />;
  if (data.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('automations.none')}
      </Text>
    );
  return (
    <Stack gap="xs">
      {data.map((run) => (
        <OneRun key={run.id} run={run} />
      ))}
    </Stack>
  );
}

function OneRun({ run }: { readonly run: Run }) {
  const { t } = useTranslation('ticket');
  const now = useNow(60_000);
  const eventName = useEventName();
  const [isOpen, setOpen] = useState(false);
  const { automationName, outcome, error, at } = run;
  return (
    <div>
      <div className={classes.row}>
        <Text size="sm" fw={600} truncate>
          {automationName}
        </Text>
        <Text size="xs" c="dimmed" title={fullTime(at)}>
          {shortTime(at, now)}
        </Text>
      </div>
      <Text size="xs" c={outcome === 'done' ? 'dimmed' : 'red'}>
        {t(`automations.${outcome}`)} · {eventName(run.eventName)}
        {error ? ` · ${error.message}` : ''}
      </Text>
      <UnstyledButton className={classes.link} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('automations.why')}
      </UnstyledButton>
      {isOpen ? <Verdict verdict={run.verdict} /> : null}
    </div>
  );
}
