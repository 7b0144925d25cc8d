import type { KeyboardEvent as ReactKeyboardEvent } from 'react';

/** Typed at the caret: `/ref` asks for texts and macros, `@be` for people. */
export interface Trigger {
  readonly sign: '/' | '@';
  readonly query: string;
}

/** How the composer speaks to the field in it, plain or rich. */
export interface FieldHandle {
  focus(): void;
  /** What is put there takes the place of the trigger at the caret. */
  replaceTrigger(said: { readonly text: string; readonly html: string | null }): void;
  insert(text: string): void;
}

export interface FieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly onTrigger: (trigger: Trigger | null) => void;
  /** @returns whether the key is taken (an open list, sending) */
  readonly onKey: (event: KeyboardEvent | ReactKeyboardEvent) => boolean;
  readonly onFiles: (files: readonly File[]) => void;
  /** Id of the list that is open above, for screen readers. */
  readonly listId: string | undefined;
  readonly activeId: string | undefined;
}

const TRIGGER = /(?:^|[\s(])([/@])([\p{L}\p{N}_.-]{0,40})$/u;

/** @param before the text of the line before the caret */
export function triggerAt(before: string, signs: string): Trigger | null {
  const found = TRIGGER.exec(before);
  const [, sign, query = ''] = found ?? [];
  if ((sign !== '/' && sign !== '@') || !signs.includes(sign)) return null;
  return { sign, query };
}
