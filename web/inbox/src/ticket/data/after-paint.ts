import { startTransition, useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * False until a frame that holds the rest of the screen has been painted once `isReady`; then what waits for it is rendered
 * in small steps, behind whatever the reader does meanwhile. The second: at once, for who cannot wait.
 */
export function useAfterPaint(isReady = true): readonly [boolean, () => void] {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    if (!isReady) return;
    let step: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      step = setTimeout(() => startTransition(() => setPainted(true)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(step);
    };
  }, [isReady]);
  const atOnce = useCallback(() => flushSync(() => setPainted(true)), []);
  return [isPainted, atOnce];
}
