/** How long nobody may try after each failure beyond the free ones: 15 s, doubling, 15 min at most. */
const WAITS_SECONDS = [15, 30, 60, 120, 240, 480, 900];

export interface Blocking {
  /** Failures in a row up to which nobody waits. */
  readonly after: number;
  readonly seconds: readonly number[];
}

/** An address is shared by many people, so it gets more. */
export const BLOCKS: Readonly<Record<'account' | 'address', Blocking>> = {
  account: { after: 4, seconds: WAITS_SECONDS },
  address: { after: 49, seconds: WAITS_SECONDS },
};
