import { Skeleton, Stack, Text } from '@mantine/core';
import { fullTime, shortTime, useNow } from '@parley/kit/formats';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import { automationsQuery } from '../data/queries.js';
import classes from './side.module.css';

/** Rules that ran on the ticket, and what came of it. */
export function AutomationsSection() {
  const { t } = useTranslation('ticket');
  const now = useNow(60_000);
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
      {data.map(({ id, automationName, eventName, outcome, error, at }) => (
        <div key={id}>
          <div className={classes.row}>
            <Text size="sm" fw={600} truncate>
              {automationName}
            </Text>
            <Text size="xs" c="dimmed" title={fullTime(at)}>
              {shortTime(at, now)}
            </Text>
          </div>
          <Text size="xs" c={outcome === 'done' ? 'dimmed' : 'red'}>
            {t(`automations.${outcome}`)} · {eventName}
            {error ? ` · ${error.message}` : ''}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
