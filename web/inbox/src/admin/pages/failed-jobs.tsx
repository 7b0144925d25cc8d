import { Badge, Stack, Text } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { fullTime } from '@parley/kit/formats';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import { AgainButton } from '../common/again-button.js';
import { PageFrame } from '../common/page-frame.js';
import { useList } from '../common/resource.js';
import { ResourceTable } from '../common/resource-table.js';

type FailedJob = Schemas['FailedJobAnswer'];

/** Work that was given up: nothing of it is lost, and it can be done again. */
export function FailedJobs() {
  const { t } = useTranslation('admin');
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
          {
            key: 'acts',
            render: ({ id }) =>
              mayRetry ? (
                <AgainButton
                  label={t('failedJobs.retry')}
                  anew={['failed-jobs']}
                  run={() => ask(desk.POST('/api/v1/failed-jobs/{id}/retry', { params: { path: { id } } }))}
                />
              ) : null,
          },
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
