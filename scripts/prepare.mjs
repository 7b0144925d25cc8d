// Everything a fresh clone needs before it can run: the right Node, the packages, the build. Plain Node, no packages.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, FOLDERS, root } from './build.mjs';
import { buildWeb, isWebStale } from './build-web.mjs';
import { withLock } from './lock.mjs';
import { install, isInstallStale } from './packages.mjs';

const NEEDED = [20, 19];
const STAMP = join(root, 'dist', '.parley-stamp');

/** @param {{ web?: boolean }} wanted the pages too: a start, the tests and `bench -- pages` need them, other benchmarks do not */
export async function prepare({ web = false } = {}) {
  checkNode();
  try {
    // The usual case writes nothing, so that it also works in a folder that cannot be written.
    if (!isInstallStale() && !isBuildStale() && !(web && isWebStale())) return;
    const waiting = () => say('Another start is installing or building; waiting for it …');
    await withLock(join(root, '.preparing'), { waiting, work: (alsoHeldBy) => makeReady(alsoHeldBy, web) });
  } catch (error) {
    process.stderr.write(`\nParley cannot start.\n${error.message}\n`);
    process.exit(1);
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  process.stderr.write(`\nParley needs Node.js ${NEEDED.join('.')} or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

/** Asked again under the lock: whoever held it before may have done it. */
async function makeReady(alsoHeldBy, web) {
  if (isInstallStale()) {
    say('Installing packages (npm ci); this takes about a minute the first time …');
    await install(alsoHeldBy);
    say('Packages installed.');
  }
  if (isBuildStale()) {
    say('Building the desk …');
    const stamp = sourceStamp();
    build('dist');
    writeFileSync(STAMP, stamp);
  }
  if (!web || !isWebStale()) return;
  say('Building the pages …');
  buildWeb();
}

function isBuildStale() {
  return !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== sourceStamp();
}

/** Names, sizes and times of all sources: quick, and any edit changes it. */
function sourceStamp() {
  const hash = createHash('sha256').update(readFileSync(join(root, '.swcrc')));
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (path.endsWith('.ts')) hash.update(`${path.slice(root.length)} ${statSync(path).size} ${statSync(path).mtimeMs}\n`);
    }
  };
  for (const folder of FOLDERS) if (existsSync(join(root, folder))) visit(join(root, folder));
  return hash.digest('hex');
}

function say(text) {
  process.stderr.write(`${text}\n`);
}
