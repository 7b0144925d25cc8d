import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowMerge,
  IconArrowsSplit,
  IconCopy,
  IconDots,
  IconEye,
  IconEyeOff,
  IconLink,
  IconShieldX,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../../session.js';
import { deleteTicket, follow, markSpam, restoreTicket, unfollow } from '../data/acts.js';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { offerUndo, tell, tellTrouble } from '../data/undo-notice.js';

export function MoreMenu() {
  const { t } = useTranslation('ticket');
  const me = useMe();
  const may = useMay();
  const { ticket, open, mayWrite } = usePane();
  const follows = ticket.followers.includes(me.id);
  const tried = (act: Promise<unknown>, done?: () => void) =>
    void act.then(
      () => done?.(),
      (error: unknown) => tellTrouble(problemText(t, error)),
    );
  const undo = (text: string, back: () => Promise<unknown>) => () => offerUndo({ text, label: t('undo.undo'), undo: () => tried(back()) });
  return (
    <Menu position="bottom-end" shadow="lg" width={240}>
      <Menu.Target>
        <Tooltip label={t('header.more')}>
          <ActionIcon aria-label={t('header.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy size={16} />}
          onClick={() => tried(navigator.clipboard.writeText(`${location.origin}/inbox/all/${ticket.id}`), () => tell(t('more.copied')))}
        >
          {t('more.copy')}
        </Menu.Item>
        {mayWrite ? (
          <>
            <Menu.Item
              leftSection={follows ? <IconEyeOff size={16} /> : <IconEye size={16} />}
              onClick={() => tried(follows ? unfollow(ticket.id, me.id) : follow(ticket.id))}
            >
              {follows ? t('more.unfollow') : t('more.follow')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item leftSection={<IconArrowMerge size={16} />} onClick={() => open('merge')}>
              {t('more.merge')}
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowsSplit size={16} />} onClick={() => open('split')}>
              {t('more.split')}
            </Menu.Item>
            <Menu.Item leftSection={<IconLink size={16} />} onClick={() => open('relate')}>
              {t('more.relate')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconShieldX size={16} />}
              onClick={() =>
                tried(
                  markSpam(ticket.id, !ticket.isSpam),
                  undo(t(ticket.isSpam ? 'undo.notSpam' : 'undo.spam'), () => markSpam(ticket.id, ticket.isSpam)),
                )
              }
            >
              {ticket.isSpam ? t('more.notSpam') : t('more.spam')}
            </Menu.Item>
          </>
        ) : null}
        {may('ticket:delete') && ticket.deletedAt === null ? (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() =>
              tried(
                deleteTicket(ticket.id),
                undo(t('undo.deleted'), () => restoreTicket(ticket.id)),
              )
            }
          >
            {t('more.delete')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
