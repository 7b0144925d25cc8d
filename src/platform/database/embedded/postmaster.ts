import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

export interface Postmaster {
  readonly pid: number;
  /** null while it is only beginning. */
  readonly port: number | null;
}

/** The server that runs on this cluster now. A lock file left by a dead one, or a pid that went to another program, is none. */
export function livePostmaster(cluster: string): Postmaster | null {
  const noted = notedPostmaster(cluster);
  return noted !== null && isServerOf(cluster, noted.pid) ? noted : null;
}

/** A process that is not our server, but for whose sake PostgreSQL will not start; null: there is none. */
export function foreignHolder(cluster: string): number | null {
  const noted = notedPostmaster(cluster);
  return noted !== null && exists(noted.pid) && !isServerOf(cluster, noted.pid) ? noted.pid : null;
}

/** postmaster.pid: line 1 the pid, line 4 the port (PostgreSQL's pidfile.h). */
function notedPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) || null } : null;
  } catch {
    return null;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** Also true for the moment between the end of its lock file and its own. */
export function isServerOf(cluster: string, pid: number): boolean {
  if (!exists(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // A killed server stays as a zombie until its parent asks for it.
    if (stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z') || !stat.includes('(postgres')) return false;
  } catch {
    return false;
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster); // a postmaster's working folder is its cluster
  } catch {
    return true; // a container's root may not look: then the name must do
  }
}
