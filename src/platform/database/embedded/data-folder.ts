import { createHash, randomBytes } from 'node:crypto';
import { accessSync, chownSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './embedded-error.js';
import { isReachable, nearestFolder, type Runner } from './runner.js';

const FALLBACK_ROOT = '/var/lib/parley';

export interface DataFolder {
  /** PostgreSQL's own folder. */
  readonly cluster: string;
  readonly isNew: boolean;
  readonly password: string;
}

/**
 * Where the cluster lies: below DATA_DIR, or, where the server's user cannot get there (a project under a 0700 folder,
 * started by root), below /var/lib/parley with a note in DATA_DIR. An existing cluster is looked at, never changed.
 * @throws EmbeddedError
 */
export function prepareFolder(dataDir: string, facts: { readonly runner: Runner; readonly major: string }): DataFolder {
  mustBeWritable(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const cluster = clusterOf(dataDir, facts.runner);
  const isNew = check(cluster, facts.major);
  const password = keptSecret(join(dataDir, 'postgres.password'));
  if (isNew && !existsSync(cluster)) {
    // The way to it must be open to the server's user, the folder itself to nobody else.
    mkdirSync(dirname(cluster), { recursive: true, mode: 0o755 });
    mkdirSync(cluster, { mode: 0o700 });
    if (facts.runner.uid !== null && facts.runner.gid !== null) chownSync(cluster, facts.runner.uid, facts.runner.gid);
  }
  return { cluster, isNew, password };
}

function mustBeWritable(dataDir: string): void {
  try {
    accessSync(nearestFolder(dataDir), constants.W_OK);
    writeProbe(nearestFolder(dataDir));
  } catch {
    throw new EmbeddedError(
      `The data folder ${dataDir} cannot be written. Nothing in it was changed. Make it writable, or set DATA_DIR to another folder.`,
    );
  }
}

/** root passes every access check, but not a read-only mount. */
function writeProbe(folder: string): void {
  const probe = join(folder, `.parley-probe-${process.pid}`);
  writeFileSync(probe, '');
  unlink(probe);
}

function unlink(path: string): void {
  rmSync(path, { force: true });
}

function clusterOf(dataDir: string, runner: Runner): string {
  const note = join(dataDir, 'postgres.location');
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  const beside = join(dataDir, 'postgres');
  if (existsSync(beside) || isReachable(dataDir, runner)) return beside;
  const away = join(FALLBACK_ROOT, createHash('sha256').update(dataDir).digest('hex').slice(0, 16), 'postgres');
  writeFileSync(note, `${away}\n`);
  return away;
}

/** @returns whether a cluster must be made */
function check(cluster: string, major: string): boolean {
  if (!existsSync(cluster) || readdirSync(cluster).length === 0) return true;
  const versionFile = join(cluster, 'PG_VERSION');
  if (!existsSync(versionFile))
    throw new EmbeddedError(
      `${cluster} holds files that are not PostgreSQL's. Nothing was changed. Move them away, or set DATA_DIR to another folder.`,
    );
  const found = readFileSync(versionFile, 'utf8').trim();
  if (found === major) return false;
  throw new EmbeddedError(
    `${cluster} was made by PostgreSQL ${found}, and this version of Parley brings PostgreSQL ${major}. Nothing was changed. ` +
      `Move the data with pg_dump and pg_restore (docs/operations.md), set DATABASE_URL to a PostgreSQL ${found} server, or set DATA_DIR to another folder.`,
  );
}

function keptSecret(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}
