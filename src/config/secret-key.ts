import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './environment.js';

const MIN_LENGTH = 32;

/**
 * SECRET_KEY, or one made at the first start and kept in the data folder. Whoever loses it loses every sealed setting
 * and file, so it belongs into the backup (docs/operations.md). @throws ConfigError
 */
export function secretKey({ secretKey: given, dataDir }: { readonly secretKey: string | null; readonly dataDir: string }): string {
  if (given !== null) return given;
  const path = join(dataDir, 'secret.key');
  const kept = keptKey(path, dataDir);
  if (kept.length >= MIN_LENGTH) return kept;
  // Never replaced: what the lost one has sealed could not be opened again.
  throw new ConfigError([`${path} is empty or damaged. Restore it from a backup, or set SECRET_KEY.`]);
}

function keptKey(path: string, dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true });
    return read(path) ?? made(path);
  } catch (error) {
    const code = (error as { code?: string }).code;
    throw new ConfigError([`${path} can be neither read nor made (${code}). Make it readable, or set SECRET_KEY.`]);
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
}

/** Linked into place whole: of processes that start together one makes the key, and none reads half of it. */
function made(path: string): string {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(aside, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600, flush: true });
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error; // another process was quicker
  } finally {
    rmSync(aside, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
