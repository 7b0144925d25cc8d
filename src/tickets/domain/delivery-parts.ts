import { advanceDelivery, type DeliveryState } from '../../kernel/message.js';

/** By the provider's id of a part: what was reported of it. What is not named has been accepted. */
export type PartStates = Readonly<Record<string, DeliveryState>>;

interface Parts {
  /** Of the whole: `accepted` once the provider has every part. */
  readonly state: 'queued' | 'sending' | 'accepted' | 'unknown' | 'failed';
  /** Of the parts that the provider has, in order. */
  readonly externalIds: readonly string[];
  readonly partStates: PartStates;
}

/** Has it parts that may fare differently? It was cut, and each is reported by itself; or an attempt ended between two of them. */
export function isInParts({ state, externalIds }: Parts): boolean {
  return externalIds.length > 1 || (externalIds.length === 1 && state !== 'accepted');
}

/** The customer has a reply when they have all of it: one part that failed or may be lost speaks for the whole, then the one that is least far. */
export function stateOfParts({ state, externalIds, partStates }: Parts): DeliveryState {
  const states: DeliveryState[] = externalIds.map((id) => partStates[id] ?? 'accepted');
  if (state !== 'accepted') states.push(state);
  const ORDER: readonly DeliveryState[] = ['failed', 'unknown', 'queued', 'sending', 'accepted', 'delivered', 'read'];
  return ORDER.find((one) => states.includes(one)) ?? state;
}

/** What is known once a report has said `state` of these parts. */
export function withReport({ partStates }: Parts, ids: readonly string[], state: DeliveryState): PartStates {
  return { ...partStates, ...Object.fromEntries(ids.map((id) => [id, advanceDelivery(partStates[id] ?? 'accepted', state)])) };
}

/** The parts that need not be said again when the rest is. */
export function arrivedParts(parts: Parts): readonly string[] {
  if (!isInParts(parts)) return [];
  const failed = parts.externalIds.findIndex((id) => parts.partStates[id] === 'failed');
  if (failed >= 0) return parts.externalIds.slice(0, failed);
  return parts.state === 'accepted' ? [] : parts.externalIds;
}
