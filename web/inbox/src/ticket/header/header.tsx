import { ActionIcon, Avatar, Button, Text, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconLayoutSidebarRight, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Face } from '../../face.js';
import { useMe } from '../../session.js';
import { usePane } from '../data/pane-context.js';
import type { Attending } from '../data/use-live-ticket.js';
import { useWords } from '../data/use-words.js';
import classes from './header.module.css';
import { MoreMenu } from './more-menu.js';
import { Properties } from './properties.js';
import { SnoozeMenu } from './snooze-menu.js';
import { useSetStatus, useStatusOf } from './status-picker.js';
import { Subject } from './subject.js';

interface Shown {
  readonly attending: Attending;
  readonly isSideOpen: boolean;
  readonly onSide: () => void;
}

export function TicketHeader({ attending, isSideOpen, onSide }: Shown) {
  const { t } = useTranslation('ticket');
  const me = useMe();
  const { ticket, close, mayWrite, changing } = usePane();
  const setStatus = useSetStatus();
  const resolved = useStatusOf()('resolved');
  const isDone = ticket.statusCategory === 'resolved' || ticket.statusCategory === 'closed';
  return (
    <header className={classes.header}>
      <div className={classes.line}>
        <Tooltip label={t('header.close')}>
          <ActionIcon onClick={close} aria-label={t('header.close')}>
            <IconArrowLeft size={18} />
          </ActionIcon>
        </Tooltip>
        <Subject />
        <Text span size="sm" c="dimmed" className={classes.number}>
          #{ticket.number}
        </Text>
        <Others attending={attending} />
        <span className={classes.acts}>
          {mayWrite && ticket.assigneeId !== me.id && !isDone ? (
            <Tooltip label={t('header.take')}>
              <ActionIcon aria-label={t('header.take')} onClick={() => void changing.change({ assigneeId: me.id })}>
                <IconUserPlus size={18} />
              </ActionIcon>
            </Tooltip>
          ) : null}
          {mayWrite && !isDone ? (
            <>
              <SnoozeMenu />
              <Button
                size="compact-sm"
                variant="light"
                leftSection={<IconCheck size={15} />}
                disabled={resolved === null}
                onClick={() => resolved !== null && void setStatus(resolved)}
              >
                {t('header.resolve')}
              </Button>
            </>
          ) : null}
          <MoreMenu />
          <Tooltip label={t('header.side')}>
            <ActionIcon aria-label={t('header.side')} aria-expanded={isSideOpen} onClick={onSide}>
              <IconLayoutSidebarRight size={18} />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      <Properties />
    </header>
  );
}

/** Who else is looking at the ticket. */
function Others({ attending }: { readonly attending: Attending }) {
  const { t } = useTranslation('ticket');
  const me = useMe();
  const words = useWords();
  const others = attending.filter(({ agentId }) => agentId !== me.id);
  if (others.length === 0) return null;
  return (
    <Avatar.Group spacing={6}>
      {others.slice(0, 4).map(({ agentId, attention }) => {
        const name = words.agent(agentId) ?? '?';
        const label = t(`presence.${attention}`, { name });
        return (
          <Tooltip key={agentId} label={label}>
            <Face role="img" aria-label={label} name={name} size={24} className={classes.other} data-attention={attention} />
          </Tooltip>
        );
      })}
    </Avatar.Group>
  );
}
