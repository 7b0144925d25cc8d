import { Alert, Anchor, Group, Stack, Table, Text } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { fullTime } from '@parley/kit/formats';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../chart.js';
import classes from '../supervisor.module.css';

type Answer = Schemas['WhatIfAnswer'];
type Counts = Schemas['OutcomeCounts'];

/** What happened beside what would have. */
export function Outcome({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation('supervisor');
  const metrics = useMemo(() => sumByMetric(answer), [answer]);
  const option = useMemo(() => {
    const names = metrics.map(({ metric }) => t(`metrics.${metric}`));
    const bars = (state: 'breached' | 'met', side: 'actual' | 'whatIf') => ({
      name: `${t(`whatIf.${side}`)}: ${t(`outcomes.${state}`)}`,
      type: 'bar',
      stack: side,
      barMaxWidth: 34,
      data: metrics.map((m) => m[side][state]),
    });
    return {
      xAxis: { type: 'category', data: names },
      yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { opacity: 0.4 } } },
      series: [bars('met', 'actual'), bars('breached', 'actual'), bars('met', 'whatIf'), bars('breached', 'whatIf')],
    };
  }, [metrics, t]);
  return (
    <Stack gap="lg" data-testid="what-if-outcome">
      {answer.capped ? <Alert color="yellow">{t('whatIf.capped')}</Alert> : null}
      <section className={classes.card}>
        <Text size="sm" c="dimmed">
          {t('whatIf.looked', { count: answer.tickets, from: fullTime(answer.from), until: fullTime(answer.until) })}
        </Text>
        <Group my="sm" gap="xl">
          {metrics.map(({ metric, actual, whatIf }) => (
            <div key={metric}>
              <Text size="sm" c="dimmed">
                {t('whatIf.breachedOf', { metric: t(`metrics.${metric}`) })}
              </Text>
              <Text className={classes.figure}>
                {actual.breached} → {whatIf.breached}
              </Text>
            </div>
          ))}
        </Group>
        <Chart option={option} label={t('whatIf.chart')} />
      </section>
      <section className={classes.card}>
        <Text fw={600} size="sm" mb="xs">
          {t('whatIf.differing', { count: answer.differences })}
        </Text>
        <div className={classes.scroll}>
          <Table verticalSpacing={4}>
            <Table.Tbody>
              {answer.differing.map(({ ticketId, number, metric, actual, whatIf }) => (
                <Table.Tr key={`${ticketId} ${metric}`}>
                  <Table.Td>
                    <Anchor component={Link} {...{ to: `/inbox/all/${ticketId}` }}>
                      #{number}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{t(`metrics.${metric}`)}</Table.Td>
                  <Table.Td>
                    {t(`outcomes.${actual}`)} → <b>{t(`outcomes.${whatIf}`)}</b>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </section>
    </Stack>
  );
}

function sumByMetric({ results }: Answer) {
  return [...Map.groupBy(results, ({ metric }) => metric)].map(([metric, group]) => ({
    metric,
    actual: sum(group.map((r) => r.actual)),
    whatIf: sum(group.map((r) => r.whatIf)),
  }));
}

function sum(counts: readonly Counts[]): Counts {
  const of = (name: keyof Counts) => counts.reduce((total, each) => total + each[name], 0);
  return { met: of('met'), breached: of('breached'), open: of('open'), cancelled: of('cancelled') };
}
