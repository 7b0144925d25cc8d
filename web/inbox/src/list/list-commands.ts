import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, useCommands } from '../shell/commands.js';
import type { Row } from './list-source.js';
import type { Selection } from './use-selection.js';

interface Wanted {
  readonly rows: readonly Row[];
  readonly activeId: string | null;
  readonly setActive: (id: string) => void;
  readonly selection: Selection;
  readonly open: (id: string) => void;
  readonly box: RefObject<HTMLElement | null>;
}

export function neighbour(rows: readonly Row[], activeId: string | null, by: 1 | -1): string | null {
  const at = rows.findIndex((row) => row.id === activeId);
  const next = at < 0 ? (by === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  return rows[next]?.id ?? null;
}

/** What the keyboard does with a list, wherever on the page one is. */
export function useListCommands(wanted: Wanted): void {
  useCommands(useKeys(wanted));
}

function useKeys({ rows, activeId, setActive, selection, open, box }: Wanted): readonly Command[] {
  const { t } = useTranslation('list');
  return useMemo(() => {
    const group = t('commands.list');
    const command = (id: string, keys: string | null, run: () => void): Command => ({
      id: `list-${id}`,
      group,
      label: t(`commands.${id}`),
      run,
      ...(keys === null ? {} : { keys }),
    });
    const move = (by: 1 | -1, extends_: boolean) => () => {
      const next = neighbour(rows, activeId, by);
      if (next === null) return;
      box.current?.focus({ preventScroll: true });
      if (extends_) {
        const order = rows.map((row) => row.id);
        if (activeId !== null && selection.ids.size === 0) selection.toggle(activeId);
        selection.extendTo(next, order);
      }
      setActive(next);
    };
    const withActive = (run: (id: string) => void) => () => {
      if (activeId !== null) run(activeId);
    };
    return [
      command('next', 'j', move(1, false)),
      command('previous', 'k', move(-1, false)),
      command('extendNext', 'shift+j', move(1, true)),
      command('extendPrevious', 'shift+k', move(-1, true)),
      command('open', 'o', withActive(open)),
      command('select', 'x', withActive(selection.toggle)),
      { ...command('selectAll', 'mod+a', () => selection.all(rows.map((row) => row.id))), whileTyping: false },
      ...(selection.ids.size === 0 ? [] : [command('clear', 'escape', selection.clear)]),
    ];
  }, [t, rows, activeId, setActive, selection, open, box]);
}
