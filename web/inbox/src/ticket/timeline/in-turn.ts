import { useEffect, useState } from 'react';
import { whenIdle } from '../../when-idle.js';

/** Who waits, the first in the document first. */
const waiting: (() => void)[] = [];
let isCalled = false;

/** Long enough for what the reader does, short enough that nobody waits for it. */
const PATIENCE_MS = 100;

function callNext(): void {
  if (isCalled || waiting.length === 0) return;
  isCalled = true;
  whenIdle(() => {
    isCalled = false;
    waiting.pop()?.();
    callNext();
  }, PATIENCE_MS);
}

/** Turns true when it is one's turn: one at a time, the end of the page first, whenever nothing else is to do. */
export function useTurn(): boolean {
  const [isMine, setMine] = useState(false);
  useEffect(() => {
    const take = () => setMine(true);
    waiting.push(take);
    callNext();
    return () => {
      const at = waiting.indexOf(take);
      if (at >= 0) waiting.splice(at, 1);
    };
  }, []);
  return isMine;
}
