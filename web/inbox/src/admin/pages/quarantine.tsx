import { Badge, SegmentedControl, Stack, Text } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { bytes, fullTime } from '@parley/kit/formats';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import { AgainButton } from '../common/again-button.js';
import { nameIn, useInboxes } from '../common/lookups.js';
import { PageFrame } from '../common/page-frame.js';
import { useList } from '../common/resource.js';
import { ResourceTable } from '../common/resource-table.js';

type Receipt = Schemas['ReceiptAnswer'];
type State = Receipt['state'];

const STATES: readonly State[] = ['quarantined', 'pending'];

/** What was accepted and could not be read: nothing of it is lost, and it can be tried again. */
export function Quarantine() {
  const { t } = useTranslation('admin');
  const mayReplay = useMay()('receipt:write');
  const [state, setState] = useState<State>('quarantined');
  const inboxes = useInboxes();
  const list = useList('quarantine', (query) => ask(desk.GET('/api/v1/receipts', { params: { query: { ...query, state } } })), [state]);
  return (
    <PageFrame name="quarantine">
      <ResourceTable<Receipt>
        name="quarantine"
        list={list}
        idOf={({ id }) => id}
        titleOf={({ receivedAt }) => fullTime(receivedAt)}
        openId={null}
        open={() => undefined}
        isPlain
        toolbar={
          <SegmentedControl
            size="xs"
            aria-label={t('quarantine.which')}
            value={state}
            onChange={(next) => setState(next as State)}
            data={STATES.map((value) => ({ value, label: t(`quarantine.${value}`) }))}
          />
        }
        columns={[
          { key: 'inbox', render: ({ inboxId }) => nameIn(inboxes, inboxId) },
          {
            key: 'why',
            render: ({ refusals, fault }) => (
              <Stack gap={2}>
                {refusals.map(({ code, message }) => (
                  <Text key={code + message} size="sm">
                    {message}{' '}
                    <Text span size="xs" c="dimmed">
                      {code}
                    </Text>
                  </Text>
                ))}
                {fault === null ? null : <Text size="sm">{fault}</Text>}
              </Stack>
            ),
          },
          { key: 'size', render: (receipt) => <span style={{ whiteSpace: 'nowrap' }}>{bytes(receipt.bytes)}</span> },
          {
            key: 'attempts',
            render: ({ attempts }) => (
              <Badge variant="default" radius="sm">
                {attempts}
              </Badge>
            ),
          },
          {
            key: 'acts',
            render: ({ id, state: now }) =>
              mayReplay && now === 'quarantined' ? (
                <AgainButton
                  label={t('quarantine.replay')}
                  anew={['quarantine']}
                  run={() => ask(desk.POST('/api/v1/receipts/{id}/replay', { params: { path: { id } } }))}
                />
              ) : null,
          },
        ]}
      />
    </PageFrame>
  );
}
