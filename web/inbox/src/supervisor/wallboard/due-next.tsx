import { Badge, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { fullTime, span, useNow } from '@parley/kit/formats';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../directory.js';
import classes from '../supervisor.module.css';

const SHOWN = 12;
const SOON_MS = 30 * 60_000;

/** What will breach next, and what has. */
export function DueNext() {
  const { t } = useTranslation('supervisor');
  const now = useNow();
  const agents = new Map(useAgents().map(({ id, name }) => [id, name]));
  const { data } = useQuery({
    queryKey: ['counts', 'due'],
    queryFn: () => ask(desk.GET('/api/v1/tickets', { params: { query: { sort: 'dueAt', limit: SHOWN } } })),
    refetchInterval: 15_000,
  });
  const due = (data?.items ?? []).filter(({ dueAt }) => dueAt !== null);
  return (
    <section className={classes.card} aria-labelledby="due">
      <Title order={2} size="h5" id="due" mb="xs">
        {t('wallboard.due')}
      </Title>
      {data === undefined ? <Skeleton h={180} /> : null}
      <Stack gap={2} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {due.map((ticket) => {
          const left = Date.parse(ticket.dueAt ?? '') - now;
          const [colour, text] =
            left < 0 ? ['red', t('late', { span: span(left) })] : [left < SOON_MS ? 'orange' : 'gray', t('in', { span: span(left) })];
          return (
            <Group key={ticket.id} component="li" justify="space-between" wrap="nowrap" gap="sm" py={4}>
              <Text size="sm" truncate component={Link} {...{ to: `/inbox/all/${ticket.id}` }} c="inherit">
                <Text span c="dimmed" size="sm">
                  #{ticket.number}
                </Text>{' '}
                {ticket.subject}
              </Text>
              <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
                <Text size="xs" c="dimmed" truncate maw={130} className={classes.assignee ?? ''}>
                  {ticket.assigneeId === null ? t('nobody') : (agents.get(ticket.assigneeId) ?? '…')}
                </Text>
                <Badge color={colour} variant="light" title={fullTime(ticket.dueAt ?? '')} style={{ flexShrink: 0 }}>
                  {text}
                </Badge>
              </Group>
            </Group>
          );
        })}
      </Stack>
      {data !== undefined && due.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('wallboard.nothingDue')}
        </Text>
      ) : null}
    </section>
  );
}
