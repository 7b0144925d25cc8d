import type { Fact } from './fact.js';

/** What a report can be broken down by, beside the team, which always can be asked for. */
export const CUTS = ['team', 'channel', 'category', 'agent'] as const;
export type Cut = (typeof CUTS)[number];

/** Upper ends of the bands in which spans are counted, in seconds. */
export const BANDS = [60, 300, 900, 3600, 14_400, 86_400, 259_200] as const;

const BUCKET_MS = 15 * 60_000;
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A change of one row of the rollup. */
export interface Delta {
  readonly cut: Cut;
  readonly figure: string;
  readonly atMs: number;
  readonly teamId: string;
  readonly key: string;
  readonly count: number;
  readonly seconds: number;
  /** How many took no longer than each of {@link BANDS}. */
  readonly within: readonly number[];
}

/** From what was counted to what is to be counted, summed up by row. */
export function deltasOf(before: readonly Fact[], after: readonly Fact[]): readonly Delta[] {
  const sums = new Map<string, Delta>();
  for (const fact of before) add(sums, fact, -1);
  for (const fact of after) add(sums, fact, 1);
  return [...sums.values()].filter(isChange);
}

/** The same rows of many tickets become one; in one order, so that two that count at once cannot deadlock. */
export function summed(deltas: readonly Delta[]): readonly Delta[] {
  const sums = new Map<string, Delta>();
  for (const delta of deltas) merge(sums, delta);
  return [...sums.entries()]
    .filter(([, delta]) => isChange(delta))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, delta]) => delta);
}

function add(sums: Map<string, Delta>, fact: Fact, sign: 1 | -1): void {
  const row = {
    figure: fact.figure,
    atMs: Math.floor(fact.atMs / BUCKET_MS) * BUCKET_MS,
    teamId: fact.teamId ?? NOBODY,
    count: sign,
    seconds: sign * (fact.seconds ?? 0),
    within: BANDS.map((band) => (fact.seconds !== null && fact.seconds <= band ? sign : 0)),
  };
  const keys: Readonly<Record<Cut, string>> = { team: '', channel: fact.channel, category: fact.category, agent: fact.agentId ?? NOBODY };
  for (const cut of CUTS) merge(sums, { ...row, cut, key: keys[cut] });
}

function merge(sums: Map<string, Delta>, delta: Delta): void {
  const id = `${delta.cut}|${delta.atMs}|${delta.figure}|${delta.teamId}|${delta.key}`;
  const sum = sums.get(id);
  if (sum === undefined) {
    sums.set(id, delta);
    return;
  }
  const within = sum.within.map((n, i) => n + (delta.within[i] ?? 0));
  // To the millisecond, as spans are measured: however often a ticket changes, nothing is left over.
  const seconds = Math.round((sum.seconds + delta.seconds) * 1000) / 1000;
  sums.set(id, { ...sum, count: sum.count + delta.count, seconds, within });
}

function isChange({ count, seconds, within }: Delta): boolean {
  return count !== 0 || Math.abs(seconds) > 1e-6 || within.some((n) => n !== 0);
}
