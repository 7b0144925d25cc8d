import type { Pool } from 'pg';
import { DomainError } from '../../kernel/domain-error.js';
import { sameSecret, type Vault } from './vault.js';

const NAME = 'sealed-by';
// The first start notes it; every later one compares.
const NOTE = 'insert into desk_fact (name, value) values ($1, $2) on conflict (name) do nothing';
const NOTED = 'select value from desk_fact where name = $1';

/**
 * Refuses a key other than the one this database was sealed with: the desk would start, and open nothing.
 * @throws DomainError `secret-key.other`
 */
export async function mustBeSealedBy(vault: Vault, pool: Pool): Promise<void> {
  const print = vault.mac(NAME, 'the key of this desk').toString('base64url');
  await pool.query(NOTE, [NAME, print]);
  const { rows } = await pool.query<{ value: string }>(NOTED, [NAME]);
  if (rows[0] !== undefined && sameSecret(rows[0].value, print)) return;
  throw new DomainError(
    'unavailable',
    'secret-key.other',
    'The secrets in this database were sealed with another SECRET_KEY. Restore DATA_DIR/secret.key from your backup, or set SECRET_KEY to the old value.',
  );
}
