import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { copyFile, stat, truncate } from 'node:fs/promises';

const MAX_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 4096;

/** Keeps the log and one older one below 10 MB each. The server appends, so it goes on at the new end. */
export async function bound(path: string): Promise<void> {
  const size = await stat(path).then(
    (facts) => facts.size,
    () => 0,
  );
  if (size <= MAX_BYTES) return;
  await copyFile(path, `${path}.1`);
  await truncate(path);
}

/** The end of it, on one line. */
export function tail(path: string): string {
  if (!existsSync(path)) return '(empty)';
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(file, buffer, 0, buffer.length, Math.max(0, size - buffer.length));
    return lastLines(buffer.toString('utf8'));
  } finally {
    closeSync(file);
  }
}

export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join(' | ').slice(-600);
}
