import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * SECRET_KEY, or one made at the first start and kept in the data folder. Whoever loses it loses every sealed setting
 * and file, so it belongs into the backup (docs/operations.md).
 */
export function secretKey({ secretKey: given, dataDir }: { readonly secretKey: string | null; readonly dataDir: string }): string {
  if (given !== null) return given;
  const path = join(dataDir, 'secret.key');
  mkdirSync(dataDir, { recursive: true });
  try {
    // 'wx': of two processes that start together one makes the key and the other reads it.
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}
