import { Table, Text } from '@mantine/core';
import { span } from '@parley/kit/formats';
import { useTranslation } from 'react-i18next';
import classes from '../supervisor.module.css';
import type { By, Figures } from './ask-figures.js';

interface Sum {
  opened: number;
  received: number;
  sent: number;
  breaches: number;
  firstResponse: Spans;
  wait: Spans;
  resolution: Spans;
}

interface Spans {
  count: number;
  seconds: number;
}

/** The steps added up, a line a key. */
export function FiguresTable({
  rows,
  by,
  nameOf,
}: {
  readonly rows: readonly Figures[];
  readonly by: By;
  readonly nameOf: (key: string | null) => string;
}) {
  const { t } = useTranslation('supervisor');
  const lines = [...Map.groupBy(rows, ({ key }) => key)]
    .map(([key, group]) => ({ key, ...sumOf(group) }))
    .toSorted((a, b) => b.received - a.received);
  if (lines.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('reports.nothing')}
      </Text>
    );
  const spans = ({ count, seconds }: Spans) => (count === 0 ? '–' : span((seconds / count) * 1000));
  return (
    <div className={classes.scroll}>
      <Table verticalSpacing={6} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(`reports.by.${by}`)}</Table.Th>
            {['opened', 'received', 'sent', 'firstResponse', 'wait', 'resolution', 'breaches'].map((name) => (
              <Table.Th key={name} className={classes.number}>
                {t(`reports.columns.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.key ?? 'none'}>
              <Table.Td fw={500}>{nameOf(line.key)}</Table.Td>
              {[
                line.opened,
                line.received,
                line.sent,
                spans(line.firstResponse),
                spans(line.wait),
                spans(line.resolution),
                line.breaches,
              ].map((value, at) => (
                // The columns never change places
                <Table.Td key={at} className={classes.number}>
                  {value}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function sumOf(rows: readonly Figures[]): Sum {
  const count = (of: (row: Figures) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const spans = (of: (row: Figures) => Figures['wait']): Spans => ({
    count: count((row) => of(row).count),
    seconds: count((row) => of(row).count * (of(row).averageSeconds ?? 0)),
  });
  return {
    opened: count((row) => row.opened),
    received: count((row) => row.received),
    sent: count((row) => row.sent),
    breaches: count((row) => row.breaches),
    firstResponse: spans((row) => row.firstResponse),
    wait: spans((row) => row.wait),
    resolution: spans((row) => row.resolution),
  };
}
