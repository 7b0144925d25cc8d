import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, useCommands } from '../shell/commands.js';

type Kind = 'reply' | 'note';

interface Ahead {
  readonly kind: Kind;
  text: string;
  readonly stop: () => void;
}

/** Who waits longer has given up, or there is nothing to write to. */
const PATIENCE_MS = 15_000;
let ahead: Ahead | null = null;

/** What is typed from now on is for the composer that comes: letters are no shortcuts, and none is lost. */
function begin(kind: Kind): void {
  ahead?.stop();
  const onKey = (event: KeyboardEvent) => {
    if (ahead === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') ahead.stop();
    else if (event.key === 'Backspace') ahead.text = ahead.text.slice(0, -1);
    else if (event.key === 'Enter') ahead.text += '\n';
    else if (event.key.length === 1) ahead.text += event.key;
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const stop = () => {
    ahead = null;
    clearTimeout(patience);
    window.removeEventListener('keydown', onKey, true);
    window.removeEventListener('pointerdown', stop, true);
  };
  const patience = setTimeout(stop, PATIENCE_MS);
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('pointerdown', stop, true);
  ahead = { kind, text: '', stop };
}

/** Ends it. @returns null when nothing was begun */
export function takeTypedAhead(): { readonly kind: Kind; readonly text: string } | null {
  const taken = ahead;
  taken?.stop();
  return taken;
}

/** For what stands in the place of a ticket while it comes: a reply may be begun already. */
export function useTypeAhead(): void {
  const { t } = useTranslation('list');
  useCommands(
    useMemo(() => {
      const command = (kind: Kind, keys: string): Command => ({
        id: `ticket-${kind}`,
        group: t('commands.ticket'),
        label: t(`commands.${kind}`),
        keys,
        run: () => begin(kind),
      });
      return [command('reply', 'r'), command('note', 'n')];
    }, [t]),
  );
}
