import { createContext, useContext } from 'react';
import type { Ticket } from './queries.js';
import type { Changing } from './use-change.js';

export type Dialog =
  | 'status'
  | 'priority'
  | 'category'
  | 'team'
  | 'assignee'
  | 'tags'
  | 'snooze'
  | 'hold'
  | 'merge'
  | 'relate'
  | 'split'
  | 'schedule';

/** What every part of an opened ticket needs. */
export interface Pane {
  readonly ticket: Ticket;
  readonly changing: Changing;
  readonly dialog: Dialog | null;
  readonly open: (dialog: Dialog | null) => void;
  readonly mayWrite: boolean;
  /** The seq up to which it was read; 0 before anything of it was shown. */
  readonly readSeq: () => number;
  readonly goTo: (ticketId: string) => void;
  readonly close: () => void;
}

const PaneContext = createContext<Pane | null>(null);
export const PaneProvider = PaneContext.Provider;

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (pane === null) throw new Error('outside an opened ticket');
  return pane;
}
