import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Channel, type Inbox, useChannels } from '../admin/inboxes/inbox-api.js';
import { InboxEditor } from '../admin/inboxes/inbox-editor.js';
import { ProviderChoice } from '../admin/inboxes/provider-choice.js';
import classes from './setup.module.css';

/** The first way customers can write or call. One that was begun and does not work yet is gone on with. */
export function InboxStep({ next }: { readonly next: () => void }) {
  const { t } = useTranslation('setup');
  const channels = useChannels();
  const [begun, setBegun] = useState<{ readonly channel: Channel; readonly inbox: Inbox | null } | null>(null);
  /** Begun before, and gone on with; it stays on the screen when it works. */
  const [resumed, setResumed] = useState<string | null>(null);
  const [isPassedBy, setPassedBy] = useState(false);
  const { data } = useQuery({
    queryKey: ['setup', 'inboxes'],
    queryFn: () => ask(desk.GET('/api/v1/inboxes', { params: { query: { limit: 100 } } })),
  });
  if (channels === undefined || data === undefined) return <Skeleton h={320} aria-hidden />;
  const left = isPassedBy ? undefined : data.items.find(({ id, enabled }) => (resumed === null ? !enabled : id === resumed));
  if (left !== undefined && resumed === null) setResumed(left.id);
  const leftChannel = channels.find(({ channel, provider }) => channel === left?.channel && provider === left.provider);
  const chosen = begun ?? (left !== undefined && leftChannel !== undefined ? { channel: leftChannel, inbox: left } : null);
  if (chosen === null)
    return (
      <div className={classes.card}>
        <Stack>
          <div>
            <Title order={2} size="h4">
              {t('inbox.title')}
            </Title>
            <Text c="dimmed" size="sm">
              {t('inbox.help')}
            </Text>
          </div>
          <ProviderChoice channels={channels} onChoose={(channel) => setBegun({ channel, inbox: null })} />
          <Group>
            <Button variant="subtle" color="gray" onClick={next}>
              {t('skip')}
            </Button>
          </Group>
        </Stack>
      </div>
    );
  return (
    <div className={classes.editor}>
      <InboxEditor
        key={begun === null ? chosen.inbox?.id : chosen.channel.provider}
        channel={chosen.channel}
        inbox={chosen.inbox}
        onMade={() => setBegun(chosen)}
        beside={(inbox) => (
          <>
            {inbox === null || (inbox.health?.ok !== true && !inbox.enabled) ? (
              <Button
                variant="subtle"
                color="gray"
                onClick={() => {
                  setBegun(null);
                  setResumed(null);
                  setPassedBy(true);
                }}
              >
                {t('inbox.other')}
              </Button>
            ) : null}
            <Button ml="auto" variant={inbox?.enabled === true ? 'filled' : 'default'} onClick={next}>
              {t(inbox?.enabled === true ? 'next' : 'skip')}
            </Button>
          </>
        )}
      />
    </div>
  );
}
