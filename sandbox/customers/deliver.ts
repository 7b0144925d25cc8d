import { systemClock } from '../../src/kernel/clock.js';
import { exchanges } from '../exchanges.js';

/** One HTTP call to the desk; null when it could not be reached. */
export async function call(url: string, init: Sent): Promise<{ readonly status: number; readonly text: string } | null> {
  const sent = { direction: 'to-desk' as const, url, ...init, startedAt: systemClock.now() };
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
    const answer = { status: response.status, text: await response.text() };
    exchanges.record({ ...sent, status: answer.status, answer: answer.text });
    return answer;
  } catch {
    exchanges.record({ ...sent, status: null });
    return null;
  }
}

interface Sent {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A signature of the same form that fits nothing. */
export function forgery(signature: string): string {
  const at = signature.length - 8;
  return `${signature.slice(0, at)}${signature[at] === 'f' ? '0' : 'f'}${signature.slice(at + 1)}`;
}

export async function accepted(url: string, init: Sent): Promise<boolean> {
  const answer = await call(url, init);
  return answer !== null && answer.status >= 200 && answer.status < 300;
}

/** What a provider does with a receipt nobody takes: a few more tries, then it gives up. */
export async function insist(deliver: () => Promise<boolean>, tries = 40): Promise<boolean> {
  for (let i = 0; i < tries; i++) {
    if (await deliver()) return true;
    await new Promise((resolve) => {
      setTimeout(resolve, 250);
    });
  }
  return false;
}

export const NAMES = ['Budi', 'Siti', 'Wei', 'Mei', 'Ayu', 'Anna', 'Rizky', 'Lin'] as const;

export function nameOf(index: number): string {
  return `${NAMES[index % NAMES.length]} ${index}`;
}
