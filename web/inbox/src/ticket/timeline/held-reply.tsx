import { Button, Group, Text } from '@mantine/core';
import { fullTime, span, useNow } from '@parley/kit/formats';
import { IconClock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../data/queries.js';
import { loadMessage } from '../data/timeline.js';
import classes from './timeline.module.css';

const SOON_MS = 120_000;
const LATE_MS = 1_500;

/**
 * A reply that has not left: when it will, and how to take it back. The button is not switched off by this computer's
 * clock, which may be wrong: the desk knows whether it has left.
 */
export function HeldReply({ message, onCancel }: { readonly message: Message; readonly onCancel: (message: Message) => Promise<void> }) {
  const { t } = useTranslation('ticket');
  const now = useNow();
  const [isTaking, setTaking] = useState(false);
  const leftMs = Date.parse(message.sendAt ?? '') - now;
  const isHeld = message.seq === 0 && message.delivery.state === 'queued';
  // The hint of its leaving comes with its message; this is for when that hint was lost.
  const isLate = isHeld && leftMs < -LATE_MS;
  useEffect(() => {
    if (isLate) void loadMessage(message.ticketId, message.id);
  }, [isLate, message.ticketId, message.id]);
  if (!isHeld || message.sendAt === null) return null;
  const isUndo = Date.parse(message.sendAt) - Date.parse(message.createdAt) < SOON_MS;
  const take = () => {
    setTaking(true);
    void onCancel(message).finally(() => setTaking(false));
  };
  return (
    <Group gap="xs" className={classes.held} wrap="nowrap">
      <IconClock size={14} aria-hidden />
      <Text size="xs" flex={1}>
        {isUndo ? t('held.leaves', { span: span(Math.max(leftMs, 0)) }) : t('held.planned', { at: fullTime(message.sendAt) })}
      </Text>
      <Button size="compact-xs" variant="light" loading={isTaking} onClick={take}>
        {isUndo ? t('held.undo') : t('held.cancel')}
      </Button>
    </Group>
  );
}
