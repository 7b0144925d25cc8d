import { createHash } from 'node:crypto';
import { type ChainableRow, canonical } from './domain/canonical.js';

/** What the first row is chained to. */
export const GENESIS = Buffer.alloc(32);

export interface Link {
  readonly seq: number;
  readonly hash: Buffer;
}

/** SHA-256(hash before ‖ canonical row). */
export function linkAfter(previous: Link | null, row: ChainableRow): Link {
  const seq = (previous?.seq ?? 0) + 1;
  const hash = createHash('sha256')
    .update(previous?.hash ?? GENESIS)
    .update(canonical(seq, row))
    .digest();
  return { seq, hash };
}
