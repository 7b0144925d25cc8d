import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { channelDefinitions } from '../../src/channels/registry.js';

// Compiled to dist/test/architecture: the sources lie three folders up.
const root = fileURLToPath(new URL('../../../', import.meta.url));

function files(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return files(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

const sources = files('src').filter((f) => !f.endsWith('.spec.ts'));
const text = (file: string) => readFileSync(join(root, file), 'utf8');

test('the time is read in one file', () => {
  expect(sources.filter((f) => f !== 'src/kernel/clock.ts' && /\bnew Date\(|\bDate\.now\(/.test(text(f)))).toEqual([]);
});

test('the environment is read in one place', () => {
  expect(sources.filter((f) => /process\.env/.test(text(f)))).toEqual(['src/cli.ts', 'src/main.ts']);
});

test('nothing outside its folder names a channel or provider', () => {
  const definitions = channelDefinitions({ http: {} as never, log: () => undefined });
  // An address is a thing of its own beside the channel: `email` is also a column and a kind of identity.
  const names = new Set(definitions.flatMap((d) => [d.channel, d.provider]).filter((name) => name !== 'email'));
  const quoted = new RegExp(`['"\`](${[...names].join('|')})['"\`]`);
  const outside = sources.filter((f) => !/^src\/channels\/(chat|email|hotline|social)\//.test(f) && f !== 'src/channels/registry.ts');
  const naming = outside.flatMap((f) =>
    text(f)
      .split('\n')
      .filter((l) => quoted.test(l) && !/kind|example|import |\*/.test(l))
      .map((l) => `${f}: ${l.trim()}`),
  );
  expect(naming).toEqual([]);
});

test('nobody types any, or silences the compiler', () => {
  expect(sources.filter((f) => /(:|as) any\b|@ts-(ignore|nocheck|expect-error)/.test(text(f)))).toEqual([]);
});
