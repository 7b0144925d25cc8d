import { createHash } from 'node:crypto';
import type { Glance, InboundEvent, Parsed } from '../channels/index.js';
import type { InboxId } from '../kernel/id.js';

const KEYS_MAX = 20;

/** Of an input that was parsed already. */
export function glanceOf({ key, events }: Parsed): Glance {
  return { key, turns: turnsOf(events) };
}

/** What keeps its turn: whatever one person says in one conversation, and a change behind what it changes. */
export function turnsOf(events: readonly InboundEvent[]): readonly string[] {
  return events.flatMap((event) => {
    switch (event.type) {
      case 'message':
        return [event.conversation ?? `${event.from.kind} ${event.from.value}`, event.externalId];
      case 'call':
      case 'echo':
        return [event.conversation];
      case 'revision':
        return [event.externalId];
      case 'delivery':
        return []; // its state only rises, in whatever order reports come
    }
  });
}

/** As jobs carry them: without a name or an address. */
export function turnKeys(inboxId: InboxId, turns: readonly string[]): readonly string[] {
  return [...new Set(turns)]
    .slice(0, KEYS_MAX)
    .map((turn) => createHash('sha256').update(`${inboxId} ${turn}`).digest('base64url').slice(0, 16));
}
