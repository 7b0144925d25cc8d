import { Group, Progress, Skeleton, Text, Title } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { span, useNow } from '@parley/kit/formats';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { allOf } from '../../directory.js';
import { Face } from '../../face.js';
import classes from '../supervisor.module.css';

const ORDER = ['online', 'busy', 'away', 'offline'] as const;
const COLOURS = { online: 'green.7', busy: 'red.7', away: 'yellow.6', offline: 'gray.6' } as const;

/** Who is there, and how much each carries. */
export function People() {
  const { t } = useTranslation('supervisor');
  const { data } = useQuery({
    queryKey: ['counts', 'people'],
    queryFn: () => allOf((query) => ask(desk.GET('/api/v1/presence', { params: { query } }))),
    refetchInterval: 10_000,
  });
  const people = (data ?? []).toSorted(
    (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || b.load - a.load || a.name.localeCompare(b.name),
  );
  return (
    <section className={classes.card} aria-labelledby="people">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5" id="people">
          {t('wallboard.people')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('wallboard.online', { count: people.filter(({ status }) => status === 'online').length, of: people.length })}
        </Text>
      </Group>
      {data === undefined ? <Skeleton h={180} /> : null}
      <div className={classes.people}>
        {people.map((person) => (
          <Person key={person.agentId} person={person} />
        ))}
      </div>
    </section>
  );
}

function Person({ person }: { readonly person: Schemas['PresenceAnswer'] }) {
  const { t } = useTranslation('supervisor');
  const now = useNow(30_000);
  const { name, status, since, load, capacity, tickets } = person;
  const share = capacity === 0 ? 0 : Math.min(100, (load / capacity) * 100);
  const [colour, shade] = COLOURS[status].split('.');
  return (
    <Group gap="sm" wrap="nowrap" p={6}>
      <Face name={name} size={32} aria-hidden />
      <div style={{ minWidth: 0, flex: 1 }}>
        <Text size="sm" fw={500} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          <span
            aria-hidden
            style={{
              display: 'inline-block',
              width: 8,
              height: 8,
              borderRadius: 4,
              marginRight: 5,
              background: `var(--mantine-color-${colour}-${shade})`,
            }}
          />
          {t(`status.${status}`)}
          {since === null || status === 'offline' ? '' : ` · ${span(now - Date.parse(since))}`} ·{' '}
          {t('wallboard.carries', { count: tickets })}
        </Text>
        <Progress
          value={share}
          size={4}
          mt={3}
          color={share >= 100 ? 'red.7' : 'parley'}
          aria-label={t('wallboard.load', { load, capacity })}
        />
      </div>
    </Group>
  );
}
