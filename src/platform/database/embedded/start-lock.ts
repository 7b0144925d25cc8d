import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stopwatchMs } from '../../../kernel/clock.js';
import { EmbeddedError } from './embedded-error.js';

const WAIT_MS = 90_000;
const ASK_MS = 50;

/**
 * Of processes that start on one data folder at once, one makes and starts the cluster while the others wait and then
 * adopt it. A lock whose holder has died counts for nothing. @throws EmbeddedError when the turn does not come
 */
export async function inTurn<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dataDir, 'postgres.starting');
  const started = stopwatchMs();
  while (!take(lock)) {
    if (stopwatchMs() - started > WAIT_MS)
      throw new EmbeddedError(`Another start has held ${lock} for ${WAIT_MS / 1000} s. If nothing else is starting, delete that file.`);
    await pause(ASK_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  const mine = `${lock}.${randomBytes(6).toString('hex')}`;
  // A link appears with its content, so nobody ever reads a lock that does not say yet whose it is.
  writeFileSync(mine, `${process.pid} ${birthOf(process.pid)}`);
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
    dropDead(lock, mine);
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Moved before it is removed: two who found the same dead lock must not remove the live one of whoever came first. */
function dropDead(lock: string, mine: string): void {
  try {
    const holder = readFileSync(lock, 'utf8');
    const [pid = '', birth = ''] = holder.split(' ');
    if (birthOf(Number(pid)) === birth) return;
    const aside = `${mine}.dead`;
    renameSync(lock, aside);
    if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, lock);
    rmSync(aside, { force: true });
  } catch {
    // Somebody else was quicker: ask again.
  }
}

/** When a process began, so that a pid which went to another program is not taken for the old one. */
function birthOf(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EPERM') return 'dead';
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): field 3 is the state, field 22 the start time; the name in field 2 may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'dead' : (fields[19] ?? 'alive');
  } catch {
    return 'alive'; // no /proc on macOS
  }
}
