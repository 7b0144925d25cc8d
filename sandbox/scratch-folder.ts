import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { existingCluster } from '../src/platform/database/embedded/data-folder.js';

/** For a desk and its database that are thrown away; goes with all they leave: {@link dropScratch}. */
export function scratchFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  // Started by root, the server's user passes through; else the database would lie elsewhere.
  chmodSync(folder, 0o711);
  return folder;
}

/** Also a database that lies elsewhere all the same. Its server has stopped. */
export function dropScratch(folder: string): void {
  const cluster = existingCluster(folder);
  for (const path of [...(cluster === null ? [] : [dirname(cluster)]), folder]) rmSync(path, { recursive: true, force: true });
}
