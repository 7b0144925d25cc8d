import { createContext, useContext } from 'react';
import type { Things } from '../directory.js';
import type { ConditionProblem } from './condition.js';
import type { ConditionField } from './fields.js';

/** What every part of the editor needs to know. */
export interface Editing {
  readonly fields: readonly ConditionField[];
  readonly byName: ReadonlyMap<string, ConditionField>;
  readonly things: Things;
  readonly problems: readonly ConditionProblem[];
  readonly disabled: boolean;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error('a part of the condition editor stands outside of it');
  return editing;
}
