import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Binaries } from './binaries.js';
import type { DataFolder } from './data-folder.js';
import { EmbeddedError } from './embedded-error.js';
import { openWay } from './open-way.js';
import { asRunner, type Runner } from './runner.js';
import { lastLines } from './server-log.js';
import { environmentFor } from './settings.js';

export interface Parts {
  readonly runner: Runner;
  readonly binaries: Binaries;
  readonly folder: DataFolder;
}

/** The first is better for text in any language; a system that has not got it must do with the second. */
const LOCALES = [process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8', 'C'];

/** Makes the cluster aside and moves it into place whole: a first start that is cut off leaves nothing half made. @throws EmbeddedError */
export function initialise(parts: Parts): void {
  const { cluster } = parts.folder;
  // An empty folder that is there already was laid on purpose, perhaps as a mount, which nothing can be moved over.
  const isGiven = existsSync(cluster);
  const making = isGiven ? cluster : `${cluster}.making-${randomBytes(6).toString('hex')}`;
  try {
    openWay(dirname(cluster), 0o711);
    clearUnfinished(cluster);
    if (!isGiven) mkdirSync(making, { mode: 0o700 });
    give(making, parts.runner);
    initdb(making, parts);
    if (!isGiven) renameSync(making, cluster);
  } catch (error) {
    if (!isGiven) rmSync(making, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmbeddedError(`PostgreSQL could not make its data folder ${cluster}: ${reason}`);
  }
}

/** What first starts that were killed have left: never a cluster that ran. Its initdb may still be writing, so what stays, stays. */
function clearUnfinished(cluster: string): void {
  for (const name of readdirSync(dirname(cluster))) {
    if (!name.startsWith(`${basename(cluster)}.making-`)) continue;
    try {
      rmSync(join(dirname(cluster), name), { recursive: true, force: true });
    } catch {
      // The next first start tries again.
    }
  }
}

function give(path: string, { uid, gid }: Runner): void {
  if (uid !== null && gid !== null) chownSync(path, uid, gid);
}

/** initdb reads the password as the server's user, from a file that only they can read and that is gone afterwards. */
function initdb(making: string, { binaries, folder, runner }: Parts): void {
  const secret = `${folder.cluster}.making-${randomBytes(6).toString('hex')}`;
  writeFileSync(secret, `${folder.password}\n`, { mode: 0o600, flag: 'wx' });
  try {
    give(secret, runner);
    const failures = [];
    for (const locale of LOCALES) {
      const failure = runInitdb(join(binaries.folder, 'bin', 'initdb'), [...OPTIONS, `--pwfile=${secret}`, '-D', making], {
        locale,
        runner,
      });
      if (failure === null) return;
      failures.push(failure);
      if (!failure.includes('locale')) break;
    }
    throw new Error(failures.at(-1));
  } finally {
    rmSync(secret, { force: true });
  }
}

const OPTIONS = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
];

/** @returns why it failed, or null */
function runInitdb(program: string, args: readonly string[], how: { readonly locale: string; readonly runner: Runner }): string | null {
  const done = spawnSync(program, args, { ...asRunner(how.runner), env: environmentFor(how.locale), cwd: '/', encoding: 'utf8' });
  if (done.status === 0) return null;
  if ((done.error as { code?: string } | undefined)?.code === 'ENOENT')
    return 'its programs do not run on this system (they need glibc). Set DATABASE_URL to a PostgreSQL 15 or newer.';
  return lastLines(done.stderr || String(done.error ?? `initdb ended with ${done.signal ?? done.status}`));
}
