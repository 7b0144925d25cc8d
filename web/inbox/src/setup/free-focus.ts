import { type RefObject, useEffect, useRef } from 'react';

/** For a step's first field, which comes late: takes the focus only where nobody has it, never from a dialog opened meanwhile. */
export function useFreeFocus(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus();
  }, []);
  return field;
}
