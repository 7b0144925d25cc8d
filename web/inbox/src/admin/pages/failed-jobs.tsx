import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { fullTime } from '@parley/kit/formats';
import { queries } from '@parley/kit/frame';
import { IconRepeat } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import { DANGER } from '../common/colours.js';
import { PageFrame } from '../common/page-frame.js';
import { saying } from '../common/problems.js';
import { useList } from '../common/resource.js';
import { ResourceTable } from '../common/resource-table.js';

type FailedJob = Schemas['FailedJobAnswer'];

/** Work that was given up: nothing of it is lost, and it can be done again. */
export function FailedJobs() {
  const mayRetry = useMay()('job:write');
  const list = useList('failed-jobs', (query) => ask(desk.GET('/api/v1/failed-jobs', { params: { query } })));
  return (
    <PageFrame name="failed-jobs">
      <ResourceTable<FailedJob>
        name="failed-jobs"
        list={list}
        idOf={({ id }) => id}
        titleOf={({ task, failedAt }) => `${task}, ${fullTime(failedAt)}`}
        openId={null}
        open={() => undefined}
        isPlain
        columns={[
          { key: 'task', render: ({ task }) => <Text size="sm">{task}</Text> },
          { key: 'about', render: ({ about }) => <About about={about} /> },
          { key: 'why', render: ({ fault }) => <Text size="sm">{fault}</Text> },
          {
            key: 'attempts',
            render: ({ attempts }) => (
              <Badge variant="default" radius="sm">
                {attempts}
              </Badge>
            ),
          },
          { key: 'failedAt', render: ({ failedAt }) => <Text size="sm">{fullTime(failedAt)}</Text> },
          { key: 'acts', render: (job) => (mayRetry ? <Retry job={job} /> : null) },
        ]}
      />
    </PageFrame>
  );
}

function About({ about }: Pick<FailedJob, 'about'>) {
  return (
    <Stack gap={2}>
      {Object.entries(about).map(([name, id]) => (
        <Text key={name} size="xs" c="dimmed">
          {name} {name === 'ticketId' ? <Link to={`/inbox/all/${id}` as never}>{id}</Link> : id}
        </Text>
      ))}
    </Stack>
  );
}

function Retry({ job }: { readonly job: FailedJob }) {
  const { t } = useTranslation('admin');
  const retry = useMutation({
    mutationFn: () => ask(desk.POST('/api/v1/failed-jobs/{id}/retry', { params: { path: { id: job.id } } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['admin', 'failed-jobs'] }),
  });
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconRepeat size={13} aria-hidden />}
        loading={retry.isPending}
        onClick={() => retry.mutate()}
      >
        {t('failedJobs.retry')}
      </Button>
      {retry.isError ? (
        <Text size="xs" c={DANGER} role="alert">
          {saying(retry.error, t)}
        </Text>
      ) : null}
    </Group>
  );
}
