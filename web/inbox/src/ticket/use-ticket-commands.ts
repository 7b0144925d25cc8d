import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../session.js';
import { wasForSomethingAbove } from '../shell/above.js';
import { type Command, useCommands } from '../shell/commands.js';
import type { ComposerHandle } from './composer/composer.js';
import { usePane } from './data/pane-context.js';
import { useSetStatus, useStatusOf } from './header/status-picker.js';

/** Every routine act on the ticket, by palette and key. */
export function useTicketCommands(composer: () => ComposerHandle | null): void {
  const { t } = useTranslation('ticket');
  const me = useMe();
  const pane = usePane();
  const setStatus = useSetStatus();
  const statusOf = useStatusOf();
  const resolved = statusOf('resolved');
  const { open, close, mayWrite, changing, ticket } = pane;
  const isDone = ticket.statusCategory === 'resolved' || ticket.statusCategory === 'closed';
  const commands = useMemo(() => {
    const group = t('commands.ticket');
    const command = (id: string, keys: string, run: () => void): Command => ({
      id: `ticket-${id}`,
      group,
      label: t(`commands.${id}`),
      keys,
      run,
    });
    const leave: Command = {
      ...command('leave', 'escape', () => {
        const focused = document.activeElement;
        if (wasForSomethingAbove()) return;
        if (focused instanceof HTMLElement && focused.closest('[data-composer]') !== null) focused.blur();
        else close();
      }),
      whileTyping: true,
    };
    if (!mayWrite) return [leave];
    const unlessDone = isDone
      ? []
      : [
          command('snooze', 's', () => open('snooze')),
          command('hold', 'h', () => open('hold')),
          ...(resolved === null ? [] : [command('resolve', 'e', () => void setStatus(resolved))]),
        ];
    return [
      command('reply', 'r', () => composer()?.begin('reply')),
      command('note', 'n', () => composer()?.begin('note')),
      command('send', 'mod+enter', () => composer()?.send()),
      command('take', 'a', () => void changing.change({ assigneeId: me.id })),
      command('assign', 'shift+a', () => open('assignee')),
      ...unlessDone,
      command('tags', 't', () => open('tags')),
      command('priority', 'p', () => open('priority')),
      command('merge', 'm', () => open('merge')),
      command('split', 'shift+m', () => open('split')),
      leave,
    ];
  }, [t, me.id, composer, mayWrite, isDone, resolved, ticket, open, close]);
  useCommands(commands);
}
