import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrationFiles } from '../../src/data-source.js';
import { migrate } from '../../src/migrate.js';
import { startEmbedded } from '../../src/platform/database/embedded/index.js';

/** Where suites read how to reach the server of this run. */
export const HANDOVER = join(tmpdir(), `parley-jest-${process.getuid?.() ?? 0}.json`);

/**
 * One real PostgreSQL for the whole run, kept between runs; one template database for each state of the migrations,
 * which every suite clones. PARLEY_TEST_DATABASE_URL names another server instead.
 */
export default async function globalSetup(): Promise<void> {
  const given = process.env['PARLEY_TEST_DATABASE_URL'];
  const server =
    given === undefined
      ? await startEmbedded({ dataDir: join(tmpdir(), `parley-test-${process.getuid?.() ?? 0}`), log: () => undefined })
      : null;
  const url = given ?? server?.url ?? '';
  if (server !== null) await waitForNoDisk(url);
  const hash = createHash('sha256');
  for (const file of migrationFiles()) hash.update(readFileSync(file));
  const template = `parley_template_${hash.digest('hex').slice(0, 16)}`;
  await makeTemplate(url, template);
  writeFileSync(HANDOVER, JSON.stringify({ url, template }), { mode: 0o600 });
  if (server !== null) Object.assign(globalThis, { parleyTestServer: server });
}

/**
 * Waiting for the disk made a clone take a second. A killed run harms nothing; after a crash of the whole machine, delete
 * the folder. What must outlast a crash is tested on servers of their own (test/faults, test/e2e), which wait.
 */
async function waitForNoDisk(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) await client.query(`alter system set ${setting} = off`);
  await client.query('select pg_reload_conf()');
  await client.end();
}

async function makeTemplate(url: string, template: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows: leftovers } = await client.query<{ name: string }>(
    "select datname as name from pg_database where datname like 'parley_test_%'",
  );
  for (const { name } of leftovers) await client.query(`drop database "${name}" with (force)`);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
  if (rowCount === 0) {
    await client.query(`create database "${template}_new"`).catch(() => undefined); // left by a run that was killed
    await migrate(withDatabase(url, `${template}_new`));
    await client.query(`alter database "${template}_new" rename to "${template}"`);
  }
  await client.end();
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
