import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { isTyping, type Keys, pressed, Strokes } from './keys.js';

/** Something that can be done now: offered in the palette, by its keys, and on the help sheet. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Heading on the help sheet and in the palette. */
  readonly group: string;
  readonly keys?: Keys;
  readonly run: () => void;
  /** Also while somebody types; so for `mod+…` unless it says false. */
  readonly whileTyping?: boolean;
}

interface Registry {
  add(commands: readonly Command[]): () => void;
  readonly all: readonly Command[];
}

const Commands = createContext<Registry | null>(null);

/** Where shortcuts are heard. What was registered last (a dialog, an opened ticket) goes before what lies below. */
export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const [groups, setGroups] = useState<readonly (readonly Command[])[]>([]);
  const all = useMemo(() => groups.toReversed().flat(), [groups]);
  const latest = useRef(all);
  latest.current = all;
  useEffect(() => listen(() => latest.current), []);
  const registry = useMemo<Registry>(
    () => ({
      all,
      add: (commands) => {
        setGroups((before) => [...before, commands]);
        return () => setGroups((before) => before.filter((group) => group !== commands));
      },
    }),
    [all],
  );
  return <Commands value={registry}>{children}</Commands>;
}

/** Offered while the component is shown. @param commands make them with useMemo */
export function useCommands(commands: readonly Command[]): void {
  const registry = useContext(Commands);
  const add = useRef(registry?.add);
  useEffect(() => add.current?.(commands), [commands]);
}

export function useAllCommands(): readonly Command[] {
  return useContext(Commands)?.all ?? [];
}

function listen(commands: () => readonly Command[]): () => void {
  const strokes = new Strokes();
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const stroke = pressed(event);
    const typing = isTyping(event);
    const mayNow = (c: Command) => !typing || (c.whileTyping ?? c.keys?.startsWith('mod+') === true);
    const find = (keys: Keys) => commands().find((c) => c.keys === keys && mayNow(c));
    const keys = strokes.take(stroke, (asked) => find(asked) !== undefined);
    const command = keys === null ? undefined : find(keys);
    if (command === undefined) return;
    event.preventDefault();
    command.run();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}
