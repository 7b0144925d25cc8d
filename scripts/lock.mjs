// Two starts in one folder must not install or build over each other: the second waits for the first.
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const WAIT_MS = 10 * 60_000;
const ASK_MS = 200;
/** Between making the lock and writing into it. */
const UNSIGNED_MS = 2_000;

/**
 * @param {string} lock folder that exists while the work is done
 * @param {{ waiting: () => void, work: (alsoHeldBy: (pid: number) => void) => Promise<void> }} how a child that works on
 *   after its parent was killed holds the lock too
 */
export async function withLock(lock, { waiting, work }) {
  const started = Date.now();
  for (let told = false; !take(lock); told = true) {
    if (!told) waiting();
    if (Date.now() - started > WAIT_MS) throw new Error(`${lock} did not go away. If nothing else is starting, delete it.`);
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    sign(lock, process.pid);
    await work((pid) => sign(lock, pid));
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(lock) {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    dropDead(lock);
    return false;
  }
}

function sign(lock, pid) {
  appendFileSync(join(lock, 'holders'), `${pid} ${birthOf(pid)}\n`);
}

/** Moved before it is removed: two who found the same dead lock must not remove the live one of whoever came first. */
function dropDead(lock) {
  try {
    const holders = holdersOf(lock);
    if (isHeld(lock, holders)) return;
    const aside = `${lock}-${randomBytes(6).toString('hex')}`;
    renameSync(lock, aside);
    if (holdersOf(aside) === holders) rmSync(aside, { recursive: true, force: true });
    else renameSync(aside, lock);
  } catch {
    // Somebody else was quicker: ask again.
  }
}

function holdersOf(lock) {
  try {
    return readFileSync(join(lock, 'holders'), 'utf8');
  } catch {
    return '';
  }
}

function isHeld(lock, holders) {
  if (holders === '') return Date.now() - statSync(lock).mtimeMs < UNSIGNED_MS;
  return holders
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .some(([pid, birth]) => birthOf(Number(pid)) === birth);
}

/** When a process began, so that a pid which went to another program (in a container: at every start) is not taken for the old one. */
function birthOf(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return 'dead';
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): field 3 is the state, field 22 the start time; the name in field 2 may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'dead' : fields[19];
  } catch {
    return 'alive'; // no /proc on macOS
  }
}
