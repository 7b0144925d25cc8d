import { advanceDelivery, type DeliveryState } from '../../kernel/message.js';

/** By the provider's id of a part: what was reported of it. What is not named has been accepted. */
export type PartStates = Readonly<Record<string, DeliveryState>>;
/** By place: the provider's id of the part, null for one that it has not. What is missing at the end it has not either. */
export type PartIds = readonly (string | null)[];

/** A reply that its channel sends in several parts, each reported by itself. */
export interface Parts {
  /** Of the whole: `accepted` once the provider has every part. */
  readonly state: 'queued' | 'sending' | 'accepted' | 'unknown' | 'failed';
  readonly partCount: number;
  readonly externalIds: PartIds;
  readonly partStates: PartStates;
}

export function isInParts({ partCount }: Pick<Parts, 'partCount'>): boolean {
  return partCount > 1;
}

const SLOWEST_FIRST: readonly DeliveryState[] = ['failed', 'unknown', 'queued', 'sending', 'accepted', 'delivered', 'read'];

/** The customer has a reply when they have all of it: one part that failed or may be lost speaks for the whole, then the one that is least far. */
export function stateOfParts({ state, externalIds, partStates }: Parts): DeliveryState {
  const states: DeliveryState[] = idsOf(externalIds).map((id) => partStates[id] ?? 'accepted');
  if (state !== 'accepted') states.push(state);
  return SLOWEST_FIRST.find((one) => states.includes(one)) ?? state;
}

/** What is known once a report has said `state` of these parts. */
export function withReport<P extends Parts>(parts: P, ids: readonly string[], state: DeliveryState): P {
  const reported = Object.fromEntries(ids.map((id) => [id, advanceDelivery(parts.partStates[id] ?? 'accepted', state)]));
  return { ...parts, partStates: { ...parts.partStates, ...reported } };
}

/** The provider has these parts as well. With the last of them it has all. @param ids by place */
export function withPlaces<P extends Parts>(parts: P, ids: PartIds): P {
  const externalIds = Array.from({ length: Math.max(parts.partCount, ids.length) }, (_, i) => ids[i] ?? parts.externalIds[i] ?? null);
  const isSettled = parts.state === 'unknown' && !externalIds.includes(null);
  return { ...parts, externalIds, state: isSettled ? 'accepted' : parts.state };
}

/** What need not be said again when the rest is: the parts that did not fail, each at its place. */
export function arrivedParts(parts: Parts): Pick<Parts, 'externalIds' | 'partStates'> {
  if (!isInParts(parts)) return { externalIds: [], partStates: {} };
  const externalIds = parts.externalIds.map((id) => (id === null || parts.partStates[id] === 'failed' ? null : id));
  const kept = idsOf(externalIds).flatMap((id) => (parts.partStates[id] === undefined ? [] : [[id, parts.partStates[id]]]));
  return { externalIds, partStates: Object.fromEntries(kept) };
}

export function idsOf(externalIds: PartIds): readonly string[] {
  return externalIds.filter((id) => id !== null);
}
