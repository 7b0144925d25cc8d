import { Button, Group, Text } from '@mantine/core';
import { fullTime, span, useNow } from '@parley/kit/formats';
import { IconClock } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import type { Message } from '../data/queries.js';
import { loadMessage } from '../data/timeline.js';
import classes from './timeline.module.css';

const SOON_MS = 120_000;
const LATE_MS = 1_500;

interface Shown {
  readonly message: Message;
  readonly onCancel: (message: Message) => Promise<void>;
}

/** A reply that has not left. Most rows are none: what those need not look up makes a long ticket quick to open. */
export function HeldReply({ message, onCancel }: Shown) {
  if (message.seq !== 0 || message.sendAt === null) return null;
  if (message.delivery.state === 'failed') return <NotLeft message={message} onCancel={onCancel} />;
  if (message.delivery.state !== 'queued') return null;
  return <Held message={message} sendAt={message.sendAt} onCancel={onCancel} />;
}

/** Its time came and it could not leave: the words go back into the composer, to be read once more. */
function NotLeft({ message, onCancel }: Shown) {
  const { t } = useTranslation('ticket');
  const mayWrite = useMay()('ticket:write');
  if (!mayWrite) return null;
  return (
    <Group className={classes.held} justify="flex-end">
      <TakeBack message={message} onCancel={onCancel}>
        {t('held.edit')}
      </TakeBack>
    </Group>
  );
}

/**
 * When it will leave, and how to take it back. The button is not switched off by this computer's clock, which may be wrong:
 * the desk knows whether it has left.
 */
function Held({ message, sendAt, onCancel }: Shown & { readonly sendAt: string }) {
  const { t } = useTranslation('ticket');
  const now = useNow();
  const leftMs = Date.parse(sendAt) - now;
  // The hint of its leaving comes with its message; this is for when that hint was lost.
  const isLate = leftMs < -LATE_MS;
  useEffect(() => {
    if (isLate) void loadMessage(message.ticketId, message.id);
  }, [isLate, message.ticketId, message.id]);
  const isUndo = Date.parse(sendAt) - Date.parse(message.createdAt) < SOON_MS;
  return (
    <Group gap="xs" className={classes.held} wrap="nowrap">
      <IconClock size={14} aria-hidden />
      <Text size="xs" flex={1}>
        {isUndo ? t('held.leaves', { span: span(Math.max(leftMs, 0)) }) : t('held.planned', { at: fullTime(sendAt) })}
      </Text>
      <TakeBack message={message} onCancel={onCancel}>
        {isUndo ? t('held.undo') : t('held.cancel')}
      </TakeBack>
    </Group>
  );
}

function TakeBack({ message, onCancel, children }: Shown & { readonly children: ReactNode }) {
  const [isTaking, setTaking] = useState(false);
  const take = () => {
    setTaking(true);
    void onCancel(message).finally(() => setTaking(false));
  };
  return (
    <Button size="compact-xs" variant="light" loading={isTaking} onClick={take}>
      {children}
    </Button>
  );
}
