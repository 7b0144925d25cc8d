import { createHash } from 'node:crypto';
import type { Parsed } from './adapter.js';
import type { InboundEvent, Refusal } from './inbound-event.js';
import type { RawRequest } from './request.js';

export function quarantine(code: string, message: string): Refusal {
  return { code, message, severity: 'quarantine' };
}

export function ignore(code: string, message: string): Refusal {
  return { code, message, severity: 'ignored' };
}

/** A receipt key for providers that give a delivery no id: the same bytes to the same path are the same delivery. */
export function contentKey(request: RawRequest): string {
  return `sha256:${createHash('sha256').update(request.path).update('\0').update(request.body).digest('hex')}`;
}

/** Makes a parser total: what it did not foresee becomes a refusal that a person sees. */
export function total(provider: string, request: RawRequest, parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch {
    return { key: contentKey(request), events: [], refusals: [quarantine(`${provider}.unreadable`, 'The input could not be read.')] };
  }
}

/** Reads each element by itself, so that a bad one spoils none of its siblings. */
export function each<T>(
  provider: string,
  elements: readonly T[],
  read: (element: T) => InboundEvent | Refusal | null,
): Pick<Parsed, 'events' | 'refusals'> {
  const events: InboundEvent[] = [];
  const refusals: Refusal[] = [];
  for (const element of elements) {
    const outcome = attempt(provider, () => read(element));
    if (outcome === null) continue;
    if ('severity' in outcome) refusals.push(outcome);
    else events.push(outcome);
  }
  return { events, refusals };
}

function attempt(provider: string, read: () => InboundEvent | Refusal | null): InboundEvent | Refusal | null {
  try {
    return read();
  } catch {
    return quarantine(`${provider}.unreadable-element`, 'A part of the input could not be read.');
  }
}
