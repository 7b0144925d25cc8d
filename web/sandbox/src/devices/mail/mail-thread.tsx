import { Box, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconArrowLeft, IconSend2 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownItem, ShownPerson, StageState, Trouble } from '../../stage/types.ts';
import { useAct } from '../../stage/use-stage.ts';
import { FileView } from '../chat/file-view.tsx';
import { Ticks } from '../chat/ticks.tsx';
import { TroubleMenu } from '../trouble-menu.tsx';
import mail from './mail.module.css';
import type { MailThread } from './threads.ts';

interface Props {
  readonly stage: StageState;
  readonly person: ShownPerson;
  readonly thread: MailThread;
  readonly onBack: () => void;
}

export function MailThreadView({ stage, person, thread, onBack }: Props) {
  const { t } = useTranslation();
  const { mutate } = useAct();
  useEffect(() => {
    if (thread.unread > 0) mutate({ act: 'seen', person: person.index, device: 'email' });
  }, [thread.unread, person.index, mutate]);
  const answered = thread.mails.findLast((item) => item.from === 'desk');
  return (
    <Box className={mail['reading']}>
      <Button size="compact-sm" variant="subtle" leftSection={<IconArrowLeft size={16} />} onClick={onBack} className={mail['back']}>
        {t('mail.back')}
      </Button>
      <Title order={3} fz="lg" px="md">
        {thread.subject || t('mail.noSubject')}
      </Title>
      <Stack gap="sm" p="md">
        {thread.mails.map((item, at) => (
          <Mail key={item.id} item={item} person={person} isAnswered={thread.mails.slice(at).some((later) => later.from === 'desk')} />
        ))}
        {answered ? (
          <AnswerMail stage={stage} person={person} answered={answered} />
        ) : (
          <Text c="dimmed" fz="sm">
            {t('mail.noReply')}
          </Text>
        )}
      </Stack>
    </Box>
  );
}

function Mail({ item, person, isAnswered }: { readonly item: ShownItem; readonly person: ShownPerson; readonly isAnswered: boolean }) {
  const { i18n } = useTranslation();
  const at = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(item.at));
  return (
    <article className={mail['mail']} data-from={item.from} data-testid={`mail-${item.from}`}>
      <Group justify="space-between" gap="xs" mb={6}>
        <Text fz="sm" fw={600}>
          {item.from === 'customer' ? person.name : item.mail?.from}
        </Text>
        <Group gap={6}>
          <Text fz="xs" c="dimmed" component="time" dateTime={item.at}>
            {at}
          </Text>
          {item.from === 'customer' && <Ticks item={item} isAnswered={isAnswered} />}
        </Group>
      </Group>
      <Text className={mail['text']}>{item.text}</Text>
      {item.files.map((file, n) => (
        <FileView key={file.id ?? n} file={file} />
      ))}
    </article>
  );
}

/** In the thread: In-Reply-To and References are those of the mail that is answered. */
function AnswerMail({ stage, person, answered }: Pick<Props, 'stage' | 'person'> & { readonly answered: ShownItem }) {
  const { t } = useTranslation();
  const act = useAct();
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<Trouble>('none');
  const send = () => {
    const replyTo = answered.mail?.messageId ?? '';
    act.mutate(
      { act: 'say', person: person.index, device: 'email', text, replyTo, trouble },
      {
        onSuccess: () => {
          setText('');
          setTrouble('none');
        },
      },
    );
  };
  return (
    <Box>
      <Textarea
        aria-label={t('mail.replyText')}
        placeholder={t('mail.replyText')}
        autosize
        minRows={3}
        maxRows={12}
        lang={person.language}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
      />
      <Group justify="space-between" mt={8}>
        <TroubleMenu person={person} device="email" faults={stage.faults} trouble={trouble} onTrouble={setTrouble} />
        <Button disabled={text.trim() === ''} loading={act.isPending} leftSection={<IconSend2 size={16} />} onClick={send}>
          {t('mail.reply')}
        </Button>
      </Group>
    </Box>
  );
}
