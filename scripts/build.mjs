// Compiles every TypeScript folder to dist/ (types are checked by `npm test`, not here: a start must be quick).
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const FOLDERS = ['src', 'migrations', 'sandbox', 'bench', 'test'];

/** @param {string} dist folder to write, below the project */
export function build(dist = process.env['PARLEY_DIST'] ?? 'dist') {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  rmSync(join(root, dist), { recursive: true, force: true });
  const swc = join(root, 'node_modules/@swc/cli/bin/swc.js');
  const args = [swc, ...folders, '--out-dir', dist, '--config-file', '.swcrc', '--quiet', '--extensions', '.ts'];
  execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  writeFileSync(join(root, dist, 'package.json'), '{ "type": "module" }\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
