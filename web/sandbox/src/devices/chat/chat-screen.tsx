import { Avatar, Box, Text } from '@mantine/core';
import { IconHeadset } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownDevice, ShownPerson, StageState, Trouble } from '../../stage/types.ts';
import { useAct } from '../../stage/use-stage.ts';
import css from '../device.module.css';
import chat from './chat.module.css';
import { Composer, type Said } from './composer.tsx';
import { MessageList } from './message-list.tsx';

interface Props {
  readonly stage: StageState;
  readonly person: ShownPerson;
  readonly device: Exclude<ShownDevice, 'email'>;
}

/** A conversation as the phones of the world show it: WhatsApp, Messenger, Telegram, text messages. */
export function ChatScreen({ stage, person, device }: Props) {
  const { t } = useTranslation();
  const act = useAct();
  const [trouble, setTrouble] = useState<Trouble>('none');
  const inbox = stage.inboxes[device];
  const unread = person.unread[device] ?? 0;
  const { mutate } = act;
  useEffect(() => {
    if (unread > 0 && document.visibilityState === 'visible') mutate({ act: 'seen', person: person.index, device });
  }, [unread, device, person.index, mutate]);
  const say = ({ text, files }: Said) => {
    act.mutate({ act: 'say', person: person.index, device, text, files, trouble });
    setTrouble('none');
  };
  return (
    <section className={css['handset']} data-app={device} aria-label={t('chat.thread', { name: inbox?.name ?? '' })}>
      <Box className={chat['bar']}>
        <Avatar size={36} radius="xl" color="white" variant="transparent" className={chat['avatar']} aria-hidden>
          <IconHeadset size={20} />
        </Avatar>
        <Box miw={0}>
          <Text fw={600} fz="md" truncate>
            {inbox?.name}
          </Text>
          <Text fz="xs" truncate className={chat['app']}>
            {t('chat.business')}
          </Text>
        </Box>
      </Box>
      <MessageList items={stage.conversations[device]} language={person.language} />
      <Composer person={person} device={device} faults={stage.faults} trouble={trouble} onTrouble={setTrouble} onSay={say} />
    </section>
  );
}
