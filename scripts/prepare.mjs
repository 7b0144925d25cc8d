// Everything a fresh clone needs before it can run: the right Node, the packages, the build. Plain Node, no packages.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, FOLDERS, root } from './build.mjs';

const NEEDED = [20, 19];
const LOCK_WAIT_MS = 10 * 60_000;

/** @param {{ quiet?: boolean }} [options] */
export async function prepare(options = {}) {
  checkNode();
  const say = options.quiet ? () => undefined : (text) => process.stderr.write(`${text}\n`);
  await withLock(say, () => {
    if (isInstallStale()) install(say);
    if (isBuildStale()) rebuild(say);
  });
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  fail(`Parley needs Node.js ${NEEDED.join('.')} or newer; this is ${process.versions.node}.`);
}

function isInstallStale() {
  const stamp = join(root, 'node_modules', '.parley-stamp');
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockHash();
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function install(say) {
  say('Installing packages (npm ci); this takes about a minute the first time …');
  // An `npm start --prefix` or a global config must not lead the inner npm elsewhere.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config_prefix|config_local_prefix|package_|lifecycle_|command)/i.test(name)),
  );
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...env, NODE_ENV: 'development' },
  });
  if (done.status !== 0) fail('npm ci failed (see above). Check the network and the registry (npm ping), then try again.');
  writeFileSync(join(root, 'node_modules', '.parley-stamp'), lockHash());
  say('Packages installed.');
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

function isBuildStale() {
  const stamp = join(root, 'dist', '.parley-stamp');
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== sourceStamp();
}

function rebuild(say) {
  say('Building …');
  const stamp = sourceStamp();
  build('dist');
  writeFileSync(join(root, 'dist', '.parley-stamp'), stamp);
}

/** Two starts in one folder must not install over each other: the second waits. */
async function withLock(say, work) {
  const lock = join(root, '.preparing');
  const started = Date.now();
  for (let told = false; ; told = true) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') fail(`The project folder cannot be written: ${error.message}`);
      if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
      else if (!told) say('Another start is installing or building; waiting for it …');
      if (Date.now() - started > LOCK_WAIT_MS) fail(`${lock} did not go away. If nothing else is starting, delete it.`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function isAbandoned(lock) {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH' || (error.code === 'ENOENT' && existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 2_000);
  }
}

export function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}
