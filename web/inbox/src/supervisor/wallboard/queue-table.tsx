import { Table, Text } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { span, useNow } from '@parley/kit/formats';
import { useTranslation } from 'react-i18next';
import { useTeams } from '../../directory.js';
import classes from '../supervisor.module.css';

/** A line a team; the fullest first. */
export function QueueTable({ queues }: { readonly queues: readonly Schemas['QueueAnswer'][] }) {
  const { t } = useTranslation('supervisor');
  const now = useNow();
  const names = new Map(useTeams().map(({ id, name }) => [id, name]));
  const lines = queues.toSorted((a, b) => b.waiting - a.waiting || b.open - a.open);
  if (lines.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('wallboard.noQueues')}
      </Text>
    );
  const number = (value: number, isBad = false) => (
    <Table.Td className={classes.number} c={isBad && value > 0 ? 'red' : undefined} fw={isBad && value > 0 ? 700 : undefined}>
      {value}
    </Table.Td>
  );
  return (
    <div className={classes.scroll}>
      <Table verticalSpacing={6} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('team')}</Table.Th>
            {['waiting', 'longestWait', 'unassigned', 'dueSoon', 'overdue', 'open'].map((name) => (
              <Table.Th key={name} className={classes.number}>
                {t(`wallboard.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((queue) => (
            <Table.Tr key={queue.teamId ?? 'none'}>
              <Table.Td fw={500}>{queue.teamId === null ? t('noTeam') : (names.get(queue.teamId) ?? '…')}</Table.Td>
              {number(queue.waiting)}
              <Table.Td className={classes.number}>
                {queue.longestWaitSince === null ? '–' : span(now - Date.parse(queue.longestWaitSince))}
              </Table.Td>
              {number(queue.unassigned)}
              {number(queue.dueSoon)}
              {number(queue.overdue, true)}
              {number(queue.open)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
