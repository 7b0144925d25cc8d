import { Alert, Button, Divider, Group, Stack, Text } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { fullTime } from '@parley/kit/formats';
import { queries } from '@parley/kit/frame';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import classes from '../admin.module.css';
import { CopyField, Section } from '../common/fields.js';
import { saying } from '../common/problems.js';

/** A try, and another secret. */
export function WebhookTools({ webhook }: { readonly webhook: Schemas['WebhookAnswer'] }) {
  const { t } = useTranslation('admin');
  const mayWrite = useMay()('webhook:write');
  const path = { params: { path: { id: webhook.id } } };
  const refresh = () => queries.invalidateQueries({ queryKey: ['admin', 'webhooks', 'list', 'deliveries'] });
  const test = useMutation({ mutationFn: () => ask(desk.POST('/api/v1/webhooks/{id}/test', path)), onSettled: refresh });
  const rotate = useMutation({
    mutationFn: () => ask(desk.POST('/api/v1/webhooks/{id}/rotate-secret', { ...path, body: { overlapHours: 24 } })),
  });
  if (!mayWrite) return null;
  const { data } = test;
  return (
    <Stack gap="md" mt="xl">
      <Divider />
      <Section title={t('webhook.tools')} help={t('webhook.toolsHelp')}>
        <Group gap="sm">
          <Button size="xs" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {t('webhook.test')}
          </Button>
          <Button size="xs" variant="default" loading={rotate.isPending} onClick={() => rotate.mutate()}>
            {t('webhook.rotate')}
          </Button>
        </Group>
        {test.isError || rotate.isError ? (
          <Alert color="red" role="alert">
            {saying(test.error ?? rotate.error, t)}
          </Alert>
        ) : null}
        {data === undefined ? null : (
          <Alert color={data.ok ? 'green' : 'red'} role="status" title={t(data.ok ? 'webhook.testOk' : 'webhook.testFailed')}>
            <Text size="sm">
              {data.status === null
                ? (data.fault ?? t('webhook.noAnswer'))
                : t('webhook.answered', { status: data.status, ms: data.durationMs })}
            </Text>
            {data.answer === '' ? null : <pre className={classes.pre}>{data.answer}</pre>}
          </Alert>
        )}
        {rotate.data === undefined ? null : (
          <Stack gap="xs">
            <CopyField label={t('webhook.newSecret')} help={t('webhook.once')} value={rotate.data.secret} />
          </Stack>
        )}
        {webhook.oldSecretUntil === null ? null : (
          <Text size="xs" c="dimmed">
            {t('webhook.oldUntil', { at: fullTime(webhook.oldSecretUntil) })}
          </Text>
        )}
      </Section>
    </Stack>
  );
}
