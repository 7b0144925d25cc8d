import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user the server runs as: PostgreSQL refuses to run as root. `null`: ourselves. */
export interface Runner {
  readonly uid: number | null;
  readonly gid: number | null;
}

const OURSELVES: Runner = { uid: null, gid: null };

/** @param cluster where a cluster lies already, its owner runs it: PostgreSQL refuses a folder of somebody else */
export function chooseRunner(cluster: string | null): Runner {
  if (process.getuid?.() !== 0) return OURSELVES;
  const owner = cluster === null ? null : ownerOf(cluster);
  if (owner !== null && owner.uid !== 0) return owner;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = lines.find((l) => l.startsWith('postgres:')) ?? lines.find((l) => l.startsWith('nobody:')) ?? 'nobody:x:65534:65534';
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function ownerOf(path: string): { readonly uid: number; readonly gid: number } | null {
  try {
    const { uid, gid } = statSync(path);
    return { uid, gid };
  } catch {
    return null; // there is none yet
  }
}

/** Spawn options that drop to the runner. */
export function asRunner(runner: Runner): { readonly uid?: number; readonly gid?: number } {
  return runner.uid === null || runner.gid === null ? {} : { uid: runner.uid, gid: runner.gid };
}

/**
 * Can the runner enter this folder, or execute this file, through all its parents? Tried, not reasoned: ACLs and
 * mounts have their say too.
 */
export function isReachable(path: string, runner: Runner): boolean {
  if (runner.uid === null) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...asRunner(runner), cwd: '/', stdio: 'ignore' });
  return tried.status === 0;
}

/** The nearest existing folder at or above a path. */
export function nearestFolder(path: string): string {
  try {
    return statSync(path).isDirectory() ? path : nearestFolder(dirname(path));
  } catch {
    return nearestFolder(dirname(path));
  }
}
