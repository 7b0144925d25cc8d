import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useRef, useState } from 'react';
import './above.js';
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

type Add = (commands: readonly Command[]) => () => void;

const Adding = createContext<Add | null>(null);
const All = createContext<readonly Command[]>([]);

/** Where shortcuts are heard. What was registered last (a dialog, an opened ticket) goes before what lies below. */
export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  /** What keys do: true as soon as it is drawn, also between two quick keys. `all`, for the palette, may follow later. */
  const groups = useRef<readonly (readonly Command[])[]>([]);
  const [all, setAll] = useState<readonly Command[]>([]);
  useLayoutEffect(() => listen(() => inOrder(groups.current)), []);
  const add = useCallback<Add>((commands) => {
    const change = (next: readonly (readonly Command[])[]) => {
      groups.current = next;
      setAll(inOrder(next));
    };
    change([...groups.current, commands]);
    return () => change(groups.current.filter((group) => group !== commands));
  }, []);
  return (
    <Adding value={add}>
      <All value={all}>{children}</All>
    </Adding>
  );
}

function inOrder(groups: readonly (readonly Command[])[]): readonly Command[] {
  return groups.toReversed().flat();
}

/** Offered while the component is shown. @param commands make them with useMemo */
export function useCommands(commands: readonly Command[]): void {
  const add = useContext(Adding);
  useLayoutEffect(() => add?.(commands), [add, commands]);
}

export function useAllCommands(): readonly Command[] {
  return useContext(All);
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
