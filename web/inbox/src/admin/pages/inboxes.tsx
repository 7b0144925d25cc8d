import { Button, Group, Stack, Text } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import { NEW } from '../common/address.js';
import { languageName, OnOff } from '../common/fields.js';
import { DrawerSkeleton, GuardedDrawer } from '../common/guarded-drawer.js';
import { nameIn, useTeams } from '../common/lookups.js';
import { PageFrame } from '../common/page-frame.js';
import type { PageProps } from '../common/page-props.js';
import { saying } from '../common/problems.js';
import { oneKey, useList } from '../common/resource.js';
import { Note, ResourceTable } from '../common/resource-table.js';
import { ChannelIcon } from '../inboxes/channel-icon.js';
import { HealthMark } from '../inboxes/health-mark.js';
import { type Channel, getInbox, type Inbox, useChannels } from '../inboxes/inbox-api.js';
import { InboxEditor } from '../inboxes/inbox-editor.js';
import { ProviderChoice } from '../inboxes/provider-choice.js';

export function Inboxes({ id, open }: PageProps) {
  const { t } = useTranslation('admin');
  const mayWrite = useMay()('inbox:write');
  const channels = useChannels();
  const teams = useTeams();
  const list = useList('inboxes', (query) => ask(desk.GET('/api/v1/inboxes', { params: { query } })));
  const channelOf = (inbox: Inbox) => channels?.find((one) => one.channel === inbox.channel && one.provider === inbox.provider);
  const create = mayWrite ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open(NEW)}>
      {t('pages.inboxes.new')}
    </Button>
  ) : undefined;
  return (
    <PageFrame name="inboxes" action={list.rows?.length === 0 ? undefined : create}>
      <ResourceTable<Inbox>
        name="inboxes"
        list={list}
        idOf={(inbox) => inbox.id}
        titleOf={(inbox) => inbox.name}
        isOff={(inbox) => !inbox.enabled}
        openId={id}
        open={open}
        emptyAction={create}
        columns={[
          {
            key: 'channel',
            render: (inbox) => (
              <Group gap={8} wrap="nowrap">
                <ChannelIcon icon={channelOf(inbox)?.capabilities.icon ?? ''} size={24} />
                <Text size="sm">{channelOf(inbox)?.capabilities.displayName ?? inbox.provider}</Text>
              </Group>
            ),
          },
          { key: 'team', render: (inbox) => (inbox.teamId === null ? '–' : nameIn(teams, inbox.teamId)) },
          { key: 'language', render: (inbox) => languageName(inbox.language) },
          { key: 'state', render: (inbox) => <OnOff on={inbox.enabled} /> },
          { key: 'health', render: (inbox) => <HealthMark inbox={inbox} /> },
        ]}
      />
      <InboxDrawer id={id} open={open} channels={channels} />
    </PageFrame>
  );
}

function InboxDrawer({ id, open, channels }: PageProps & { readonly channels: readonly Channel[] | undefined }) {
  const { t } = useTranslation('admin');
  const [chosen, setChosen] = useState<Channel | null>(null);
  const isNew = id === NEW;
  const { data, error } = useQuery({
    queryKey: oneKey('inboxes', id ?? ''),
    queryFn: () => getInbox(id ?? ''),
    enabled: id !== null && !isNew,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const channel = isNew ? chosen : channels?.find((one) => one.channel === data?.channel && one.provider === data.provider);
  const title = isNew
    ? chosen === null
      ? t('pages.inboxes.new')
      : t('inbox.newOf', { name: chosen.capabilities.displayName })
    : (data?.name ?? ' ');
  return (
    <GuardedDrawer
      opened={id !== null}
      size={940}
      title={title}
      onClose={() => {
        setChosen(null);
        open(null);
      }}
    >
      {(_, onDirty) =>
        error !== null && !isNew ? (
          <Note text={saying(error, t)} />
        ) : isNew && chosen === null ? (
          <Stack p="lg" gap="sm">
            <Text size="sm" c="dimmed">
              {t('inbox.choose')}
            </Text>
            <ProviderChoice channels={channels ?? []} onChoose={setChosen} />
          </Stack>
        ) : channel === undefined || channel === null || (!isNew && data === undefined) ? (
          <DrawerSkeleton />
        ) : (
          <InboxEditor
            // One that was just made goes on being edited where it is.
            key={isNew || chosen !== null ? 'new' : data?.id}
            channel={channel}
            inbox={isNew ? null : (data ?? null)}
            onMade={(inbox) => {
              onDirty(false);
              open(inbox.id);
            }}
            onDirty={onDirty}
          />
        )
      }
    </GuardedDrawer>
  );
}
