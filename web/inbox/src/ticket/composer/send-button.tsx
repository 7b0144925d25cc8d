import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconClock, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeysHint } from '../../shell/keys-hint.js';
import { usePane } from '../data/pane-context.js';
import { WhenItems } from '../header/snooze-menu.js';
import { useStatusOf } from '../header/status-picker.js';
import type { Wish } from './use-send.js';
import type { Kind } from './writing.js';

interface Shown {
  readonly kind: Kind;
  readonly disabled: boolean;
  readonly onSend: (wish?: Wish) => void;
}

/** Send; or send and say how the ticket stands from now on, or send at another time. */
export function SendButton({ kind, disabled, onSend }: Shown) {
  const { t } = useTranslation('ticket');
  const { dialog, open } = usePane();
  const statusOf = useStatusOf();
  if (kind === 'note')
    return (
      <Button size="xs" disabled={disabled} onClick={() => onSend()}>
        {t('composer.addNote')}
      </Button>
    );
  const [resolved, pending] = [statusOf('resolved'), statusOf('pending')];
  return (
    <Group gap={1} wrap="nowrap">
      <Button size="xs" disabled={disabled} onClick={() => onSend()} style={{ borderTopRightRadius: 0, borderBottomRightRadius: 0 }}>
        {t('composer.send')}
      </Button>
      <Menu
        position="top-end"
        shadow="lg"
        width={280}
        opened={dialog === 'schedule'}
        onChange={(opened) => open(opened ? 'schedule' : null)}
      >
        <Menu.Target>
          <ActionIcon
            variant="filled"
            color="parley"
            size={30}
            disabled={disabled}
            aria-label={t('composer.sendMore')}
            style={{ borderTopLeftRadius: 0, borderBottomLeftRadius: 0 }}
          >
            <IconChevronDown size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {resolved === null ? null : (
            <Menu.Item
              leftSection={<IconCheck size={16} />}
              onClick={() => onSend({ status: resolved })}
              rightSection={<KeysHint keys="mod+shift+enter" />}
            >
              {t('composer.sendResolve')}
            </Menu.Item>
          )}
          {pending === null ? null : (
            <Menu.Item leftSection={<IconHourglass size={16} />} onClick={() => onSend({ status: pending })}>
              {t('composer.sendPending')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Label>
            <IconClock size={12} aria-hidden /> {t('composer.sendLater')}
          </Menu.Label>
          <WhenItems
            onChoose={(sendAt) => {
              open(null);
              onSend({ sendAt });
            }}
          />
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
