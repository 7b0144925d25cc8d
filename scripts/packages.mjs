// Are the packages of package-lock.json installed, and how they get there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

const STAMP = join(root, 'node_modules', '.parley-stamp');

export function isInstallStale() {
  return textOf(STAMP) !== lockHash() && !isInstalledByHand();
}

/** `npm ci` or `npm install` by a person leaves no stamp of ours, but npm's own list of what lies in node_modules. */
function isInstalledByHand() {
  const installed = textOf(join(root, 'node_modules', '.package-lock.json'));
  if (installed === null) return false;
  const found = JSON.parse(installed).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  return wanted.filter(isNeededHere).every(([path, { version }]) => found[path]?.version === version);
}

function isNeededHere([path, { optional, devOptional, link, os, cpu, libc }]) {
  if (!path.startsWith('node_modules/') || link) return false;
  if (!optional && !devOptional) return true;
  // Of the optional ones only those made for exactly this platform: programs such as swc and PostgreSQL.
  const libcs = process.platform === 'linux' ? [process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'] : [];
  return os?.includes(process.platform) && cpu?.includes(process.arch) && (!libc || libc.some((name) => libcs.includes(name)));
}

/** @param {(pid: number) => void} begun told the process that works */
export async function install(begun) {
  // What an outer `npm start --prefix …` has set must not lead the inner npm elsewhere.
  const env = Object.entries(process.env).filter(([name]) => !/^npm_(config_(local_)?prefix|package_|lifecycle_|command)/i.test(name));
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'];
  const child = spawn('npm', args, { cwd: root, stdio: ['ignore', 2, 2], env: { ...Object.fromEntries(env), NODE_ENV: 'development' } });
  if (child.pid) begun(child.pid);
  const pass = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, pass);
  const problem = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.code === 'ENOENT' ? 'npm was not found: it comes with Node.js.' : error.message));
    child.once('exit', (code, signal) => resolve(code === 0 ? null : `npm ci ended with ${signal ?? code} (see above).`));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, pass);
  if (problem !== null) throw new Error(`${problem} Check the network and the registry (npm ping), then try again.`);
  writeFileSync(STAMP, lockHash());
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
