import { Button, Group, Text } from '@mantine/core';
import { IconNote, IconPhoneIncoming, IconPhoneOutgoing, IconRecordMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../data/queries.js';
import classes from './timeline.module.css';

interface Shown {
  readonly message: Message;
  /** null: the reader writes no notes. */
  readonly onNote: ((start: string) => void) | null;
}

/** The desk's own sentence for the facts that stand beside it anyway. */
const FACTS = /^voicemail \(/i;

/** A call is a message too: how it went, its recording below, and a note to keep what was said. */
export function CallCard({ message, onNote }: Shown) {
  const { t } = useTranslation('ticket');
  const call = (message.details as { readonly call?: { readonly durationSeconds?: number } }).call;
  const Icon = message.kind === 'voicemail' ? IconRecordMail : message.direction === 'inbound' ? IconPhoneIncoming : IconPhoneOutgoing;
  const duration = call?.durationSeconds === undefined ? null : clock(call.durationSeconds);
  const title = t(`timeline.${message.kind}`);
  return (
    <div>
      <Group gap="xs" wrap="nowrap">
        <span className={classes.callIcon}>
          <Icon size={18} aria-hidden />
        </span>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text size="sm" fw={600}>
            {title}
            {duration === null ? '' : ` · ${duration}`}
          </Text>
          {message.text === '' || FACTS.test(message.text) ? null : (
            <Text size="xs" c="dimmed">
              {message.text}
            </Text>
          )}
        </div>
        {onNote === null ? null : (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconNote size={14} />}
            onClick={() => onNote(t('timeline.noteOf', { what: title, who: message.author.name, duration: duration ?? '–' }))}
          >
            {t('timeline.writeNote')}
          </Button>
        )}
      </Group>
    </div>
  );
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;
}
