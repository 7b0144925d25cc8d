import { List, Progress, Stack, Table, Text } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { span } from '@parley/kit/formats';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../chart.js';
import classes from '../supervisor.module.css';

const MINUTE_MS = 60_000;

export function Simulated({ answer }: { readonly answer: Schemas['SimulationAnswer'] }) {
  const { t } = useTranslation('supervisor');
  const { wait, actual } = answer;
  const option = useMemo(() => {
    const figures = ['averageMinutes', 'p50Minutes', 'p90Minutes', 'maxMinutes'] as const;
    const bars = (name: string, of: Schemas['WaitFiguresAnswer']) => ({
      name,
      type: 'bar',
      barMaxWidth: 34,
      data: figures.map((figure) => Math.round(of[figure] * 10) / 10),
    });
    return {
      xAxis: { type: 'category', data: figures.map((figure) => t(`simulation.${figure}`)) },
      yAxis: { type: 'value', name: t('simulation.minutes'), splitLine: { lineStyle: { opacity: 0.4 } } },
      grid: { left: 8, right: 12, top: 54, bottom: 4, containLabel: true },
      series: [bars(t('simulation.happened'), actual), bars(t('simulation.simulated'), wait)],
    };
  }, [wait, actual, t]);
  const counts = [
    ['tickets', answer.tickets],
    ['assigned', answer.assigned],
    ['unassigned', answer.unassigned],
    ['otherTeam', answer.otherTeam],
    ['breaches', `${answer.firstResponse.actual} → ${answer.firstResponse.breached}`],
  ] as const;
  return (
    <Stack gap="lg" data-testid="simulated">
      <dl className={classes.grid} style={{ margin: 0 }}>
        {counts.map(([name, value]) => (
          <div key={name} className={classes.card}>
            <Text component="dt" size="sm" c="dimmed">
              {t(`simulation.${name}`)}
            </Text>
            <dd className={classes.figure} style={{ margin: 0 }}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <div className={classes.wide}>
        <section className={classes.card}>
          <Text fw={600} size="sm" mb="xs">
            {t('simulation.waits')}
          </Text>
          <Chart option={option} label={t('simulation.waits')} />
        </section>
        <section className={classes.card}>
          <Text fw={600} size="sm" mb="xs">
            {t('simulation.agents')}
          </Text>
          <div className={classes.scroll}>
            <Agents agents={answer.agents} />
          </div>
        </section>
      </div>
      <section className={classes.card}>
        <Text fw={600} size="sm" mb="xs">
          {t('simulation.assumptions')}
        </Text>
        <List size="sm" spacing={4}>
          {answer.assumptions.map((assumption) => (
            <List.Item key={assumption}>{assumption}</List.Item>
          ))}
        </List>
      </section>
    </Stack>
  );
}

function Agents({ agents }: { readonly agents: readonly Schemas['SimulatedAgentAnswer'][] }) {
  const { t } = useTranslation('supervisor');
  return (
    <Table verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('reports.by.agent')}</Table.Th>
          <Table.Th className={classes.number}>{t('simulation.tickets')}</Table.Th>
          <Table.Th className={classes.number}>{t('simulation.there')}</Table.Th>
          <Table.Th>{t('simulation.load')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {agents.map(({ agentId, name, tickets, onlineMinutes, load }) => (
          <Table.Tr key={agentId}>
            <Table.Td>{name}</Table.Td>
            <Table.Td className={classes.number}>{tickets}</Table.Td>
            <Table.Td className={classes.number}>{span(onlineMinutes * MINUTE_MS)}</Table.Td>
            <Table.Td miw={90}>
              <Progress value={load * 100} size={6} aria-label={`${name}: ${Math.round(load * 100)} %`} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
