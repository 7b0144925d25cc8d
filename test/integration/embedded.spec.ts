import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedError, startEmbedded } from '../../src/platform/database/embedded/index.js';
import { until } from '../kit/until.js';

let dataDir: string;
const log = () => undefined;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-embedded-'));
  chmodSync(dataDir, 0o755);
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function ask(url: string, question: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the server is killed under it
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>({ text: question });
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

/** Every file's name, size and content. */
function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true }).map(String).toSorted()) {
    const path = join(folder, name);
    hash.update(`${name} ${statSync(path).mode}\n`);
    if (statSync(path).isFile()) hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}

test('a second start adopts the live server; committed rows outlive a killed one, which comes back by itself', async () => {
  const first = await startEmbedded({ dataDir, log });
  await ask(first.url, 'create table kept (n int)');
  await ask(first.url, 'insert into kept values (42)');
  const second = await startEmbedded({ dataDir, log });
  expect([first.adopted, second.adopted, second.url]).toEqual([false, true, first.url]);
  const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  expect(await until(() => ask(first.url, 'select n from kept').catch(() => undefined), 30_000)).toBe(42);
  await Promise.all([first.stop(), second.stop()]);
});

test('a folder of another major version, or with foreign files, is named and left as it is', async () => {
  const cluster = join(dataDir, 'postgres');
  mkdirSync(cluster);
  writeFileSync(join(cluster, 'PG_VERSION'), '14\n');
  const before = fingerprint(dataDir);
  await expect(startEmbedded({ dataDir, log })).rejects.toThrow(/PostgreSQL 14/);
  expect(fingerprint(dataDir)).toBe(before);
  rmSync(join(cluster, 'PG_VERSION'));
  writeFileSync(join(cluster, 'diary.txt'), 'mine');
  const foreign = fingerprint(dataDir);
  await expect(startEmbedded({ dataDir, log })).rejects.toBeInstanceOf(EmbeddedError);
  expect(fingerprint(dataDir)).toBe(foreign);
});
