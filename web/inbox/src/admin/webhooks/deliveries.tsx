import { Badge, Button, Collapse, Group, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { fullTime } from '@parley/kit/formats';
import { IconChevronDown, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import classes from '../admin.module.css';
import { AgainButton } from '../common/again-button.js';
import { DANGER } from '../common/colours.js';
import { Section } from '../common/fields.js';
import { useList } from '../common/resource.js';

type Delivery = Schemas['WebhookDeliveryAnswer'];
type State = Delivery['state'];

const COLOURS: Readonly<Record<State, string>> = { delivered: 'green', waiting: 'gray', failed: 'red' };

/** What was sent, what came back, and sending it once more. */
export function Deliveries({ webhookId }: { readonly webhookId: string }) {
  const { t } = useTranslation('admin');
  const [state, setState] = useState<State | 'all'>('all');
  const path = { id: webhookId };
  const list = useList(
    'webhooks',
    (query) =>
      ask(desk.GET('/api/v1/webhooks/{id}/deliveries', { params: { path, query: { ...query, ...(state === 'all' ? {} : { state }) } } })),
    ['deliveries', webhookId, state],
  );
  return (
    <Stack mt="xl">
      <Section title={t('deliveries.title')}>
        <Group justify="space-between">
          <SegmentedControl
            size="xs"
            aria-label={t('deliveries.which')}
            value={state}
            onChange={(next) => setState(next as State)}
            data={(['all', 'waiting', 'delivered', 'failed'] as const).map((value) => ({ value, label: t(`deliveries.${value}`) }))}
          />
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconRefresh size={13} aria-hidden />}
            loading={list.isRefetching}
            onClick={() => void list.refetch()}
          >
            {t('deliveries.refresh')}
          </Button>
        </Group>
        {list.rows?.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('deliveries.none')}
          </Text>
        ) : null}
        <Stack gap={6} role="list" aria-label={t('deliveries.title')}>
          {list.rows?.map((delivery) => (
            <DeliveryRow key={delivery.id} webhookId={webhookId} delivery={delivery} />
          ))}
        </Stack>
        {list.hasNextPage ? (
          <Button size="xs" variant="subtle" w="fit-content" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('table.more')}
          </Button>
        ) : null}
      </Section>
    </Stack>
  );
}

interface DeliveryProps {
  readonly webhookId: string;
  readonly delivery: Delivery;
}

function DeliveryRow({ webhookId, delivery }: DeliveryProps) {
  const { t } = useTranslation('admin');
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.rule} role="listitem">
      <Group justify="space-between" wrap="nowrap">
        <Group gap="sm">
          <Badge color={COLOURS[delivery.state]} variant="light" tt="none">
            {t(`deliveries.${delivery.state}`)}
          </Badge>
          <code style={{ fontSize: '0.8125rem' }}>{delivery.event}</code>
          <Text size="xs" c="dimmed">
            {fullTime(delivery.createdAt)}
            {delivery.status === null ? '' : ` · HTTP ${delivery.status}`}
            {delivery.durationMs === null ? '' : ` · ${delivery.durationMs} ms`}
          </Text>
        </Group>
        <UnstyledButton
          aria-expanded={isOpen}
          aria-label={t('deliveries.details', { event: delivery.event })}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronDown size={16} aria-hidden style={{ transform: isOpen ? 'rotate(180deg)' : 'none' }} />
        </UnstyledButton>
      </Group>
      {delivery.fault === null ? null : (
        <Text size="xs" c={DANGER} mt={4}>
          {delivery.fault}
        </Text>
      )}
      <Collapse expanded={isOpen}>{isOpen ? <DeliveryDetail webhookId={webhookId} delivery={delivery} /> : null}</Collapse>
    </div>
  );
}

function DeliveryDetail({ webhookId, delivery }: DeliveryProps) {
  const { t } = useTranslation('admin');
  const mayWrite = useMay()('webhook:write');
  const at = { params: { path: { id: webhookId, deliveryId: delivery.id } } };
  const { data } = useQuery({
    queryKey: ['admin', 'webhooks', 'list', 'deliveries', webhookId, 'one', delivery.id],
    queryFn: () => ask(desk.GET('/api/v1/webhooks/{id}/deliveries/{deliveryId}', at)),
  });
  return (
    <Stack gap="xs" mt="xs">
      {delivery.tries.map((one) => (
        <Text key={one.at} size="xs">
          {fullTime(one.at)} · {one.status === null ? (one.fault ?? t('webhook.noAnswer')) : `HTTP ${one.status}`} · {one.durationMs} ms
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {t('deliveries.body')}
      </Text>
      <pre className={classes.pre}>{pretty(data?.body ?? '…')}</pre>
      {mayWrite ? (
        <AgainButton
          label={t('deliveries.replay')}
          run={() => ask(desk.POST('/api/v1/webhooks/{id}/deliveries/{deliveryId}/replay', at))}
          anew={['webhooks', 'list', 'deliveries']}
        />
      ) : null}
    </Stack>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
