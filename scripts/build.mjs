// Compiles every TypeScript folder to dist/ (types are checked by `npm test`, not here: a start must be quick).
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const FOLDERS = ['src', 'migrations', 'sandbox', 'bench', 'test'];

/**
 * Built aside and moved into place whole: a build that fails leaves the last one.
 * @param {string} dist folder to write, below the project
 */
export function build(dist = process.env['PARLEY_DIST'] ?? 'dist') {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const aside = `${dist}-building`;
  rmSync(join(root, aside), { recursive: true, force: true });
  const swc = join(root, 'node_modules/@swc/cli/bin/swc.js');
  const args = [swc, ...folders, '--out-dir', aside, '--config-file', '.swcrc', '--quiet', '--extensions', '.ts'];
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) throw new Error('The build failed (see above).');
  writeFileSync(join(root, aside, 'package.json'), '{ "type": "module" }\n');
  rmSync(join(root, dist), { recursive: true, force: true });
  renameSync(join(root, aside), join(root, dist));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
