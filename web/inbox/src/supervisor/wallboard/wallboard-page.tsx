import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { span, useNow } from '@parley/kit/formats';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import classes from '../supervisor.module.css';
import { DueNext } from './due-next.js';
import { People } from './people.js';
import { QueueTable } from './queue-table.js';

/** As old as the desk's own figures may be; hints (`counts.changed`) bring them sooner. */
const EVERY_MS = 5_000;

export function WallboardPage() {
  const { t } = useTranslation('supervisor');
  const { data } = useQuery({
    queryKey: ['counts', 'queues'],
    queryFn: () => ask(desk.GET('/api/v1/reports/queues')),
    refetchInterval: EVERY_MS,
  });
  const queues = data?.items ?? [];
  return (
    <Stack gap="lg">
      <Title order={1} size="h3">
        {t('wallboard.title')}
      </Title>
      {data === undefined ? <Skeleton h={96} radius="lg" /> : <Totals queues={queues} />}
      <section className={classes.card} aria-labelledby="queues">
        <Title order={2} size="h5" id="queues" mb="xs">
          {t('wallboard.queues')}
        </Title>
        <QueueTable queues={queues} />
      </section>
      <div className={classes.wide}>
        <DueNext />
        <People />
      </div>
    </Stack>
  );
}

function Totals({ queues }: { readonly queues: readonly Schemas['QueueAnswer'][] }) {
  const { t } = useTranslation('supervisor');
  const now = useNow();
  const sum = (of: (queue: Schemas['QueueAnswer']) => number) => queues.reduce((total, queue) => total + of(queue), 0);
  const since = queues.flatMap(({ longestWaitSince }) => longestWaitSince ?? []).toSorted()[0];
  const figures: readonly (readonly [string, string | number, string?])[] = [
    ['waiting', sum((q) => q.waiting)],
    ['longestWait', since === undefined ? '–' : span(now - Date.parse(since))],
    ['unassigned', sum((q) => q.unassigned)],
    ['dueSoon', sum((q) => q.dueSoon), 'var(--mantine-color-orange-text)'],
    ['overdue', sum((q) => q.overdue), 'var(--mantine-color-red-text)'],
    ['open', sum((q) => q.open)],
  ];
  return (
    <dl className={classes.grid} style={{ margin: 0 }}>
      {figures.map(([name, value, colour]) => (
        <div key={name} className={classes.card}>
          <Text component="dt" size="sm" c="dimmed">
            {t(`wallboard.${name}`)}
          </Text>
          <dd className={classes.figure} style={{ margin: 0, color: value === 0 ? undefined : colour }} data-testid={`total-${name}`}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
