/** Failures that are forgiven before each further one costs time. An address is shared by many people, so it gets more. */
const FREE: Readonly<Record<'account' | 'address', number>> = { account: 5, address: 50 };
const FIRST_BLOCK_SECONDS = 15;
const LONGEST_BLOCK_SECONDS = 900;

/** How long nobody may try after this many failures in a row: 15 s, doubling, 15 min at most. */
export function blockSecondsAfter(failures: number, by: 'account' | 'address'): number {
  const excess = failures - FREE[by];
  return excess < 0 ? 0 : Math.min(FIRST_BLOCK_SECONDS * 2 ** Math.min(excess, 10), LONGEST_BLOCK_SECONDS);
}
