// web/sdk from docs/openapi.json. With --check: only says whether the committed one is fresh.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

const target = join(root, 'web/sdk/src/schema.d.ts');
const bin = join(root, 'node_modules/.bin/openapi-typescript');
const made = execFileSync(bin, [join(root, 'docs/openapi.json'), '--immutable', '--default-non-nullable=false'], {
  encoding: 'utf8',
  maxBuffer: 32 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'ignore'],
});
if (!process.argv.includes('--check')) writeFileSync(target, made);
else if (readFileSync(target, 'utf8') !== made) {
  process.stderr.write('web/sdk/src/schema.d.ts is stale; run: npm run sdk\n');
  process.exit(1);
}
