import { ActionIcon, Group, Text, Textarea } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../desk/client.ts';
import { useReply } from './use-tickets.ts';

/** A quick answer, to see both ends of the line; the real work is done in the inbox. */
export function ReplyBox({ ticketId, me }: { readonly ticketId: string; readonly me: Me }) {
  const { t } = useTranslation();
  const reply = useReply(ticketId);
  const [text, setText] = useState('');
  const label = t('sight.reply', { name: me.name });
  const send = () => {
    if (text.trim() === '' || reply.isPending) return;
    reply.mutate(text.trim(), { onSuccess: () => setText('') });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <>
      <Group gap={6} wrap="nowrap" align="end" my={8}>
        <Textarea
          flex={1}
          autosize
          minRows={1}
          maxRows={6}
          aria-label={label}
          placeholder={label}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <ActionIcon
          size={34}
          variant="filled"
          color="parley"
          aria-label={t('sight.send')}
          loading={reply.isPending}
          disabled={text.trim() === ''}
          onClick={send}
        >
          <IconSend2 size={16} />
        </ActionIcon>
      </Group>
      {reply.isError && (
        <Text fz="xs" c="red" role="alert">
          {t('problem', { reason: reply.error.message })}
        </Text>
      )}
    </>
  );
}
