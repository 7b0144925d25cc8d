import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 60;
const OLDER_AT_PX = 600;

interface Scrolling {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
}

/**
 * Follows the end while the reader is there; else what they read stays where it is, whatever is put before it (older
 * messages) or grows (a mail's frame, a picture).
 * @param firstKey key of the first row: when it changes, something was put before
 */
export function useScroll(ticketId: string, firstKey: string | undefined, onNearStart: (() => void) | undefined): Scrolling {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);
  const before = useRef({ height: 0, top: 0 });
  const toEnd = useCallback(() => {
    follows.current = true;
    setAtEnd(true);
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, []);
  useLayoutEffect(toEnd, [ticketId]);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || firstKey === undefined || follows.current) return;
    // Older rows were put before: the browser may have held the place already, else it is done here.
    const grown = element.scrollHeight - before.current.height;
    if (grown > 0 && Math.abs(element.scrollTop - before.current.top) < 1) element.scrollTop += grown;
  }, [firstKey]);
  useLayoutEffect(() => {
    const [outer, inner] = [box.current, content.current];
    if (outer === null || inner === null) return;
    const observer = new ResizeObserver(() => {
      if (follows.current) outer.scrollTop = outer.scrollHeight;
      before.current = { height: outer.scrollHeight, top: outer.scrollTop };
    });
    observer.observe(inner);
    observer.observe(outer);
    return () => observer.disconnect();
  }, []);
  const onScroll = () => {
    const element = box.current;
    if (element === null) return;
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    // Rows that came since the last scrolling to the end put it further away, and rows that were let go move what is shown up.
    const isMovedUp = element.scrollTop < before.current.top && element.scrollHeight >= before.current.height;
    follows.current = isNear || (follows.current && !isMovedUp);
    setAtEnd(follows.current);
    before.current = { height: element.scrollHeight, top: element.scrollTop };
    if (element.scrollTop < OLDER_AT_PX) onNearStart?.();
  };
  return { box, content, isAtEnd, onScroll, toEnd };
}
