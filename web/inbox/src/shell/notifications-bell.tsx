import { Button, Group, Popover, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { shortTime, useNow } from '@parley/kit/formats';
import { queries } from '@parley/kit/frame';
import { IconBell } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RailButton } from './rail-button.js';

const SHOWN = 30;

export function NotificationsBell() {
  const { t } = useTranslation('shell');
  const [opened, is] = useDisclosure(false);
  const { data } = useQuery({ queryKey: ['notifications', 'count'], queryFn: () => ask(desk.GET('/api/v1/notifications/count')) });
  return (
    <Popover opened={opened} onChange={(now) => (now ? is.open() : is.close())} position="right-end" width={380} shadow="lg" trapFocus>
      <Popover.Target>
        <RailButton label={t('notifications.title')} icon={<IconBell size={20} />} count={data?.unread ?? 0} onClick={is.toggle} />
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('notifications.title')}>
        {opened ? <NotificationList onClose={is.close} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function NotificationList({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ['notifications', 'list'],
    queryFn: () => ask(desk.GET('/api/v1/notifications', { params: { query: { limit: SHOWN } } })),
  });
  const read = useMutation({
    mutationFn: (ids?: string[]) => ask(desk.POST('/api/v1/notifications/read', { body: ids === undefined ? {} : { ids } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  });
  const open = (notification: Schemas['NotificationAnswer']) => {
    if (notification.readAt === null) read.mutate([notification.id]);
    onClose();
    void navigate({ to: `/inbox/all/${notification.ticket.id}` as never });
  };
  const items = data?.items ?? [];
  return (
    <Stack gap={0}>
      <Group justify="space-between" p="sm" style={{ borderBottom: '1px solid var(--parley-line)' }}>
        <Text fw={600}>{t('notifications.title')}</Text>
        <Button size="compact-xs" variant="subtle" onClick={() => read.mutate(undefined)} disabled={items.every((n) => n.readAt !== null)}>
          {t('notifications.readAll')}
        </Button>
      </Group>
      <ScrollArea.Autosize mah={460}>
        {items.map((notification) => (
          <NotificationLine key={notification.id} notification={notification} onOpen={() => open(notification)} />
        ))}
        {data !== undefined && items.length === 0 ? (
          <Text c="dimmed" size="sm" p="lg" ta="center">
            {t('notifications.none')}
          </Text>
        ) : null}
      </ScrollArea.Autosize>
    </Stack>
  );
}

function NotificationLine({ notification, onOpen }: { readonly notification: Schemas['NotificationAnswer']; readonly onOpen: () => void }) {
  const { t } = useTranslation('shell');
  const now = useNow(60_000);
  const { ticket, kind, actorName, times, lastAt, readAt } = notification;
  return (
    <UnstyledButton
      onClick={onOpen}
      p="sm"
      w="100%"
      bg={readAt === null ? 'var(--mantine-primary-color-light)' : undefined}
      style={{ borderBottom: '1px solid var(--parley-line)' }}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={readAt === null ? 600 : 400} truncate>
          {t(`notifications.kinds.${kind}`, { actor: actorName })}
          {times > 1 ? ` ×${times}` : ''}
        </Text>
        <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>
          {shortTime(lastAt, now)}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" truncate>
        #{ticket.number} {ticket.subject}
      </Text>
    </UnstyledButton>
  );
}
