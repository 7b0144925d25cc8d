// Builds the pages of web/ to dist-web/, each file beside its compressed form, so that the desk only has to hand them out.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from './build.mjs';

/** The widget is three things: a script for any page, a library for apps, and the demo's shop. */
const BUILDS = [['inbox'], ['widget', 'script'], ['widget', 'library'], ['widget', 'shop'], ['sandbox']];
/** Every page of a customer's shop loads it. */
const SCRIPT = { path: 'widget/script/widget.js', gzipMax: 35 * 1024 };
const WEB = join(root, 'dist-web');
const STAMP = join(WEB, '.parley-stamp');
const COMPRESSED = /\.(js|mjs|css|html|svg|json)$/;

export function isWebStale() {
  return !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== webStamp();
}

/** In a process of its own: what a bundler takes of memory, the desk that goes on here would keep. */
export function buildWeb() {
  const done = spawnSync(process.execPath, [fileURLToPath(import.meta.url)], { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) throw new Error('The build of the pages failed (see above).');
}

/** Built aside and moved into place whole: a build that fails leaves the last one. */
async function buildHere() {
  const stamp = webStamp();
  const aside = `${WEB}-building`;
  rmSync(aside, { recursive: true, force: true });
  const { build } = await import('vite');
  for (const [app, mode = 'production'] of BUILDS) {
    const folder = join(root, 'web', app);
    const outDir = join(aside, app);
    await build({
      root: folder,
      configFile: join(folder, 'vite.config.ts'),
      mode,
      logLevel: 'error',
      build: { outDir, emptyOutDir: false },
    });
  }
  for (const file of filesOf(aside).filter((path) => COMPRESSED.test(path))) compress(file);
  checkSize(aside);
  writeFileSync(join(aside, '.parley-stamp'), stamp);
  rmSync(WEB, { recursive: true, force: true });
  renameSync(aside, WEB);
}

function checkSize(folder) {
  const { size } = statSync(join(folder, `${SCRIPT.path}.gz`));
  if (size > SCRIPT.gzipMax) throw new Error(`${SCRIPT.path} has ${size} bytes gzipped; ${SCRIPT.gzipMax} at most.`);
}

function compress(file) {
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}

/** Names, sizes and times of all sources: quick, and any edit changes it. */
function webStamp() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const path of [...filesOf(join(root, 'web')), join(root, 'src/realtime/frames.ts')].toSorted())
    hash.update(`${path.slice(root.length)} ${statSync(path).size} ${statSync(path).mtimeMs}\n`);
  return hash.digest('hex');
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildHere();
