import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './embedded-error.js';
import { openWay } from './open-way.js';
import { isReachable, nearestFolder, type Runner } from './runner.js';

const FALLBACK_ROOT = '/var/lib/parley';

export interface DataFolder {
  /** DATA_DIR without symbolic links: one folder has one name. */
  readonly dataDir: string;
  /** PostgreSQL's own folder. */
  readonly cluster: string;
  readonly isNew: boolean;
  /** The server's user cannot get into DATA_DIR, so the cluster is not below it. */
  readonly isElsewhere: boolean;
  readonly password: string;
}

/** DATA_DIR, made when missing. @throws EmbeddedError when it cannot be written */
export function openDataDir(path: string): string {
  try {
    const nearest = nearestFolder(path);
    // root passes every access check, but not a read-only mount: try it.
    const probe = join(nearest, `.parley-probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe, { force: true });
    // Started by root, the server's user must get through, and need not look around.
    if (process.getuid?.() === 0) openWay(path, 0o711);
    else mkdirSync(path, { recursive: true });
    return realpathSync(path);
  } catch {
    throw new EmbeddedError(
      `The data folder ${path} cannot be written. Nothing in it was changed. Make it a writable folder, or set DATA_DIR to another one.`,
    );
  }
}

/** Where a cluster of this data folder would lie already; null: nowhere yet. */
export function existingCluster(dataDir: string): string | null {
  const note = join(dataDir, 'postgres.location');
  const cluster = existsSync(note) ? readFileSync(note, 'utf8').trim() : join(dataDir, 'postgres');
  return existsSync(cluster) ? cluster : null;
}

/**
 * Where the cluster lies: below DATA_DIR, or, where the server's user cannot get there (a project under a 0700 folder,
 * started by root), below /var/lib/parley with a note in DATA_DIR. An existing cluster is looked at, never changed.
 * @throws EmbeddedError
 */
export function prepareFolder(dataDir: string, facts: { readonly runner: Runner; readonly major: string }): DataFolder {
  const cluster = clusterOf(dataDir, facts.runner);
  const isNew = check(cluster, facts.major);
  const isElsewhere = dirname(cluster) !== dataDir;
  return { dataDir, cluster, isNew, isElsewhere, password: keptPassword(join(dataDir, 'postgres.password'), isNew) };
}

function clusterOf(dataDir: string, runner: Runner): string {
  const note = join(dataDir, 'postgres.location');
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  const beside = join(dataDir, 'postgres');
  if (isReachable(dataDir, runner)) return beside;
  if (existsSync(beside) && readdirSync(beside).length > 0)
    throw new EmbeddedError(
      `The user that runs PostgreSQL (id ${runner.uid}) cannot enter ${dataDir}. Let others pass through it and the folders above (chmod o+x), or set DATA_DIR to another folder.`,
    );
  const away = join(FALLBACK_ROOT, createHash('sha256').update(dataDir).digest('hex').slice(0, 16), 'postgres');
  writeFileSync(note, `${away}\n`);
  return away;
}

/** @returns whether a cluster must be made */
function check(cluster: string, major: string): boolean {
  if (!existsSync(cluster)) return true;
  mustBeOurs(cluster);
  if (readdirSync(cluster).length === 0) return true;
  const versionFile = join(cluster, 'PG_VERSION');
  if (!existsSync(versionFile))
    throw new EmbeddedError(
      `${cluster} holds files that are not PostgreSQL's. Nothing was changed. Move them away, or set DATA_DIR to another folder.`,
    );
  const found = readFileSync(versionFile, 'utf8').trim();
  if (found !== major)
    throw new EmbeddedError(
      `${cluster} was made by PostgreSQL ${found}, and this version of Parley brings PostgreSQL ${major}. Nothing was changed. ` +
        'Move the data with pg_dump and pg_restore (docs/operations.md, Backup), set DATABASE_URL to a PostgreSQL 15 or newer that holds it, or set DATA_DIR to another folder.',
    );
  if (existsSync(join(cluster, 'global', 'pg_control'))) return false;
  throw new EmbeddedError(
    `${cluster} is not a whole PostgreSQL folder: its first start was cut off, or it is damaged. Nothing was changed. ` +
      'Move it away and start again, or restore a backup.',
  );
}

function mustBeOurs(cluster: string): void {
  const uid = process.getuid?.();
  const owner = statSync(cluster).uid;
  if (uid === 0 || uid === owner) return;
  throw new EmbeddedError(
    `${cluster} belongs to another user (id ${owner}). Start Parley as that user, or as root, or set DATA_DIR to another folder.`,
  );
}

/** Made with the cluster, and needed as long as that lives. */
function keptPassword(path: string, isNew: boolean): string {
  const kept = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  if (kept !== '') return kept;
  if (!isNew)
    throw new EmbeddedError(
      `${path}, the password of the database in ${dirname(path)}, is missing or empty. Nothing was changed. Restore the file from a backup.`,
    );
  const made = randomBytes(24).toString('base64url');
  writeFileSync(path, made, { mode: 0o600 });
  return made;
}
