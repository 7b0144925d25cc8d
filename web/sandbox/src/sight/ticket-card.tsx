import { Anchor, Badge, Box, Group, Text, UnstyledButton } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Me, Ticket } from '../desk/client.ts';
import { MessageRow } from './message-row.tsx';
import { ReplyBox } from './reply-box.tsx';
import css from './sight.module.css';
import { useMessages } from './use-tickets.ts';

const COLOURS: Readonly<Record<string, string>> = {
  new: 'blue.9',
  open: 'teal.9',
  pending: '#7a5200',
  on_hold: '#8a3b00',
};

interface Props {
  readonly ticket: Ticket;
  readonly me: Me;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

export function TicketCard({ ticket, me, isOpen, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const messages = useMessages(ticket.id, isOpen);
  // Whoever begins to answer (onFocusCapture) stays with this one, whatever else comes in.
  const due =
    ticket.dueAt === null
      ? null
      : new Intl.DateTimeFormat(i18n.language, { weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(new Date(ticket.dueAt));
  return (
    <article className={css['card']} data-testid="ticket">
      <UnstyledButton className={css['cardHead']} onClick={onOpen} aria-expanded={isOpen}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text fw={600} truncate>
            #{ticket.number} {ticket.subject}
          </Text>
          <Badge size="sm" tt="none" variant="filled" color={COLOURS[ticket.statusCategory] ?? '#4a5560'} className={css['status']}>
            {t(`status.${ticket.statusCategory}` as 'status.new')}
          </Badge>
        </Group>
        <Text fz="xs" c="dimmed" truncate>
          {[
            ticket.contact.name,
            t(`channel.${ticket.channel}` as 'channel.chat', { defaultValue: ticket.channel }),
            t(`category.${ticket.category}` as 'category.general', { defaultValue: ticket.category }),
            t(`priority.${ticket.priority}` as 'priority.low'),
            due === null ? '' : t('sight.due', { at: due }),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
      </UnstyledButton>
      {isOpen && (
        <Box className={css['cardBody']} onFocusCapture={onOpen}>
          <Text fz="xs" c="dimmed" mb={4}>
            {t('sight.messages', { count: messages.length })}
          </Text>
          {messages.map((message) => (
            <MessageRow key={message.id} message={message} />
          ))}
          <ReplyBox ticketId={ticket.id} me={me} />
          <Anchor href={`/inbox/all/${ticket.id}`} fz="sm">
            {t('sight.open')} <IconArrowRight size={14} aria-hidden className={css['arrow']} />
          </Anchor>
        </Box>
      )}
    </article>
  );
}
