import { type RefObject, useEffect, useRef } from 'react';
import type { FieldHandle } from './field.js';

/** Which field it is may be known only when somebody writes in the other one already. */
export function useSameFocus(field: RefObject<FieldHandle | null>, isRich: boolean): void {
  const was = useRef(isRich);
  const goesOn = was.current !== isRich && document.activeElement?.matches('[data-composer] textarea') === true;
  useEffect(() => {
    was.current = isRich;
    if (goesOn) field.current?.focus();
  }, [field, isRich, goesOn]);
}
