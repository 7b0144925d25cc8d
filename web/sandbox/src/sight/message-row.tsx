import { Badge, Box, Group, Text } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconNote, IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../desk/client.ts';
import css from './sight.module.css';

const ICONS = { inbound: IconArrowDownLeft, outbound: IconArrowUpRight, internal: IconNote } as const;
const COLOURS: Readonly<Record<string, string>> = { failed: 'red.9', unknown: '#8a3b00', read: 'blue.9', delivered: 'teal.9' };

export function MessageRow({ message }: { readonly message: Message }) {
  const { t, i18n } = useTranslation();
  const Icon = ICONS[message.direction as keyof typeof ICONS] ?? IconNote;
  const at = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' }).format(new Date(message.createdAt));
  const { state, error } = message.delivery;
  return (
    <Box className={css['message']} data-direction={message.direction} data-testid="desk-message">
      <Icon size={16} aria-hidden className={css['icon']} />
      <Box miw={0} flex={1}>
        <Group gap={6} justify="space-between" wrap="nowrap">
          <Text fz="xs" c="dimmed" truncate>
            {message.author.name} · {at}
          </Text>
          {message.direction === 'outbound' && state !== 'none' && (
            <Badge
              size="xs"
              tt="none"
              variant="filled"
              color={COLOURS[state] ?? '#4a5560'}
              title={error?.message}
              className={css['status']}
            >
              {t(`delivery.${state}` as 'delivery.read')}
            </Badge>
          )}
        </Group>
        <Text fz="sm" className={css['text']}>
          {message.text !== '' ? message.text : kindOf(message, t)}
        </Text>
        {message.attachments.map((file) => (
          <Text key={file.id} fz="xs" c="dimmed">
            <IconPaperclip size={12} aria-hidden /> {file.filename} · {Math.max(1, Math.round(file.bytes / 1024))} KB · {file.state}
          </Text>
        ))}
      </Box>
    </Box>
  );
}

function kindOf({ kind }: Message, t: (key: string) => string): string {
  return kind === 'call' || kind === 'voicemail' ? t(`sight.${kind}`) : '';
}
