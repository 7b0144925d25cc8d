import { Anchor, Button, Group, Progress, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { IconAlertTriangle, IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import { type SetupState, setupQuery } from '../../setup/setup-state.js';
import classes from '../admin.module.css';
import { PageFrame } from '../common/page-frame.js';

/** What is still to be set up, and what does not work. */
export function Overview() {
  const may = useMay();
  const { data } = useQuery({ ...setupQuery, enabled: may('agent:write') });
  return (
    <PageFrame name="overview">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {may('agent:write') ? <Setup state={data} /> : null}
        <Troubles />
      </SimpleGrid>
    </PageFrame>
  );
}

function Setup({ state }: { readonly state: SetupState | undefined }) {
  const { t } = useTranslation('admin');
  const steps: readonly { readonly key: string; readonly to: string; readonly done: boolean }[] = [
    { key: 'inbox', to: '/admin/inboxes', done: (state?.enabledInboxes ?? 0) > 0 },
    { key: 'agents', to: '/admin/agents', done: (state?.agents ?? 0) > 1 },
    { key: 'calendar', to: '/admin/calendars', done: (state?.calendars ?? 0) > 0 },
    { key: 'policy', to: '/admin/sla-policies', done: (state?.policies ?? 0) > 0 },
    { key: 'rule', to: '/admin/routing-rules', done: (state?.rules ?? 0) > 0 },
  ];
  if (state === undefined) return <Skeleton h={290} aria-hidden />;
  const done = steps.filter((step) => step.done).length;
  return (
    <section className={classes.card} aria-label={t('overview.setup')}>
      <Stack p="lg" gap="sm">
        <Group justify="space-between">
          <Text fw={600}>{t('overview.setup')}</Text>
          <Text size="sm" c="dimmed">
            {t('overview.done', { done, count: steps.length })}
          </Text>
        </Group>
        <Progress value={(done / steps.length) * 100} size="sm" aria-label={t('overview.setup')} />
        {steps.map(({ key, to, done: isDone }) => (
          <Group key={key} gap="sm" wrap="nowrap">
            {isDone ? (
              <IconCircleCheck size={18} color="var(--mantine-color-green-7)" aria-label={t('overview.isDone')} />
            ) : (
              <IconCircle size={18} color="var(--mantine-color-dimmed)" aria-label={t('overview.isOpen')} />
            )}
            <Anchor component={Link} to={to as never} size="sm" c={isDone ? 'dimmed' : undefined}>
              {t(`overview.steps.${key}`)}
            </Anchor>
          </Group>
        ))}
        <Button component={Link} to={'/setup' as never} variant="light" w="fit-content" mt="xs">
          {t('overview.wizard')}
        </Button>
      </Stack>
    </section>
  );
}

interface TroubleRow {
  readonly key: string;
  readonly to: string;
  readonly name: string;
  readonly message: string;
}

function useTroubles(): readonly TroubleRow[] | undefined {
  const { t } = useTranslation('admin');
  const may = useMay();
  const query = { params: { query: { limit: 100 } } };
  const inboxes = useQuery({
    queryKey: ['admin', 'inboxes', 'troubles'],
    queryFn: () => ask(desk.GET('/api/v1/inboxes', query)),
    enabled: may('inbox:read'),
  });
  const webhooks = useQuery({
    queryKey: ['admin', 'webhooks', 'troubles'],
    queryFn: () => ask(desk.GET('/api/v1/webhooks', query)),
    enabled: may('webhook:read'),
  });
  const receipts = useQuery({
    queryKey: ['admin', 'quarantine', 'troubles'],
    queryFn: () => ask(desk.GET('/api/v1/receipts', { params: { query: { limit: 100, state: 'quarantined' } } })),
    enabled: may('receipt:read'),
  });
  const jobs = useQuery({
    queryKey: ['admin', 'failed-jobs', 'troubles'],
    queryFn: () => ask(desk.GET('/api/v1/failed-jobs', query)),
    enabled: may('job:read'),
  });
  if (inboxes.isPending && inboxes.isFetching) return undefined;
  const heaps = [
    { key: 'quarantine', said: 'overview.quarantined', count: receipts.data?.items.length ?? 0 },
    { key: 'failed-jobs', said: 'overview.failedJobs', count: jobs.data?.items.length ?? 0 },
  ];
  return [
    ...(inboxes.data?.items ?? [])
      .filter(({ health, enabled }) => enabled && health?.ok === false)
      .map(({ id, name, health }) => ({ key: id, to: `/admin/inboxes/${id}`, name, message: health?.message ?? '' })),
    ...(webhooks.data?.items ?? [])
      .filter(({ failures, disabledReason }) => disabledReason !== null || failures > 0)
      .map(({ id, name, disabledReason, failures }) => ({
        key: id,
        to: `/admin/webhooks/${id}`,
        name,
        message: disabledReason ?? t('webhook.failing', { count: failures }),
      })),
    ...heaps
      .filter(({ count }) => count > 0)
      .map(({ key, said, count }) => ({ key, to: `/admin/${key}`, name: t(`pages.${key}.title`), message: t(said, { count }) })),
  ];
}

function Troubles() {
  const { t } = useTranslation('admin');
  const troubles = useTroubles();
  return (
    <section className={classes.card} aria-label={t('overview.troubles')}>
      <Stack p="lg" gap="sm">
        <Text fw={600}>{t('overview.troubles')}</Text>
        {troubles?.length === 0 ? (
          <Group gap="sm">
            <IconCircleCheck size={18} color="var(--mantine-color-green-7)" aria-hidden />
            <Text size="sm">{t('overview.fine')}</Text>
          </Group>
        ) : null}
        {troubles?.map(({ key, to, name, message }) => (
          <Group key={key} gap="sm" wrap="nowrap" align="flex-start">
            <IconAlertTriangle size={18} color="var(--mantine-color-red-7)" aria-hidden style={{ flex: 'none', marginTop: 2 }} />
            <div>
              <Anchor component={Link} to={to as never} size="sm" fw={600}>
                {name}
              </Anchor>
              <Text size="sm" c="dimmed">
                {message}
              </Text>
            </div>
          </Group>
        ))}
      </Stack>
    </section>
  );
}
