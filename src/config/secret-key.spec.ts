import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from './environment.js';
import { secretKey } from './secret-key.js';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-key-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('a key is made once, for its owner only, and kept', () => {
  const inside = join(dataDir, 'data');
  const key = secretKey({ secretKey: null, dataDir: inside });
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(secretKey({ secretKey: null, dataDir: inside })).toBe(key);
  expect(statSync(join(inside, 'secret.key')).mode & 0o777).toBe(0o600);
  expect(readdirSync(inside)).toEqual(['secret.key']);
});

test('a key from the environment wins, and nothing is written', () => {
  expect(secretKey({ secretKey: 'given', dataDir })).toBe('given');
  expect(readdirSync(dataDir)).toEqual([]);
});

test('a damaged key is an error that does not show it, and is never replaced', () => {
  const path = join(dataDir, 'secret.key');
  writeFileSync(path, 'half');
  const use = () => secretKey({ secretKey: null, dataDir });
  expect(use).toThrow(ConfigError);
  expect(use).not.toThrow(/half/);
  expect(readFileSync(path, 'utf8')).toBe('half');
});
