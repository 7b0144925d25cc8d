import { setTimeout as pause } from 'node:timers/promises';

/**
 * What is found, as soon as it is there. Asked 50 times a second, not all the time: whoever has to do it wants the
 * processor too. @throws when it is not there in time
 */
export async function until<T>(look: () => T | Promise<T>, withinMs = 20_000): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`it did not happen within ${withinMs / 1000} s`);
    await pause(20);
  }
}
