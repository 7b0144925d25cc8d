import { Badge, Box, Button, Group, Text, Title, UnstyledButton } from '@mantine/core';
import { IconPencilPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownPerson, StageState } from '../../stage/types.ts';
import css from '../device.module.css';
import { ComposeMail } from './compose-mail.tsx';
import mail from './mail.module.css';
import { MailThreadView } from './mail-thread.tsx';
import { type MailThread, threadsOf } from './threads.ts';

type Place = { readonly at: 'list' } | { readonly at: 'compose' } | { readonly at: 'thread'; readonly id: string };

/** The customer's mail program: what they sent, and what the desk answered, by thread. */
export function Mailbox({ stage, person }: { readonly stage: StageState; readonly person: ShownPerson }) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<Place>({ at: 'list' });
  const threads = threadsOf(stage.conversations.email);
  const open = place.at === 'thread' ? threads.find((thread) => thread.id === place.id) : undefined;
  const back = () => setPlace({ at: 'list' });
  return (
    <section className={css['window']} aria-label={t('mail.inbox', { name: person.name })}>
      <Group justify="space-between" wrap="nowrap" px="md" py={10} className={mail['bar']}>
        <Title order={2} fz="md" className={mail['title']}>
          {t('mail.inbox', { name: person.name })}
        </Title>
        <Button size="compact-md" leftSection={<IconPencilPlus size={16} />} onClick={() => setPlace({ at: 'compose' })}>
          {t('mail.compose')}
        </Button>
      </Group>
      {place.at === 'compose' && <ComposeMail stage={stage} person={person} onDone={back} />}
      {open && <MailThreadView stage={stage} person={person} thread={open} onBack={back} />}
      {place.at !== 'compose' && !open && <Threads threads={threads} onOpen={(id) => setPlace({ at: 'thread', id })} />}
    </section>
  );
}

function Threads({ threads, onOpen }: { readonly threads: readonly MailThread[]; readonly onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  if (threads.length === 0)
    return (
      <Text c="dimmed" fz="sm" m="auto">
        {t('mail.empty')}
      </Text>
    );
  return (
    <Box component="ul" className={mail['threads']}>
      {threads.map((thread) => (
        <li key={thread.id}>
          <UnstyledButton className={mail['thread']} onClick={() => onOpen(thread.id)} data-unread={thread.unread > 0 || undefined}>
            <Group justify="space-between" wrap="nowrap">
              <Text fw={thread.unread > 0 ? 700 : 500} truncate>
                {thread.subject || t('mail.noSubject')}
              </Text>
              {thread.unread > 0 && (
                <Badge size="sm" circle>
                  {thread.unread}
                </Badge>
              )}
            </Group>
            <Text fz="sm" c="dimmed" truncate>
              {thread.mails.at(-1)?.text}
            </Text>
            <Text fz="xs" c="dimmed">
              {t('mail.count', { count: thread.mails.length })}
            </Text>
          </UnstyledButton>
        </li>
      ))}
    </Box>
  );
}
