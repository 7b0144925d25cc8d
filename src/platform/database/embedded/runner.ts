import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user the server runs as: PostgreSQL refuses to run as root. `null`: ourselves. */
export interface Runner {
  readonly uid: number | null;
  readonly gid: number | null;
}

export function chooseRunner(): Runner {
  if (process.getuid?.() !== 0) return { uid: null, gid: null };
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = lines.find((l) => l.startsWith('postgres:')) ?? lines.find((l) => l.startsWith('nobody:')) ?? 'nobody:x:65534:65534';
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Spawn options that drop to the runner. */
export function asRunner(runner: Runner): { readonly uid?: number; readonly gid?: number } {
  return runner.uid === null || runner.gid === null ? {} : { uid: runner.uid, gid: runner.gid };
}

/** Can the runner get to this path through all its parents? Tried, not reasoned: ACLs and mounts have their say too. */
export function isReachable(path: string, runner: Runner): boolean {
  if (runner.uid === null) return true;
  return (
    spawnSync('/bin/sh', ['-c', 'test -x "$1" || test -r "$1"', 'sh', path], { ...asRunner(runner), cwd: '/', stdio: 'ignore' }).status ===
    0
  );
}

/** The nearest existing folder at or above a path. */
export function nearestFolder(path: string): string {
  try {
    return statSync(path).isDirectory() ? path : nearestFolder(dirname(path));
  } catch {
    return nearestFolder(dirname(path));
  }
}
