import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { newId } from '../../src/kernel/id.js';
import { HANDOVER, withDatabase } from './global-setup.js';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of this suite alone, migrated and empty. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url, template } = JSON.parse(readFileSync(HANDOVER, 'utf8')) as { url: string; template: string };
  const name = `parley_test_${newId().replaceAll('-', '')}`;
  await admin(url, `create database "${name}" template "${template}" strategy file_copy`);
  return { url: withDatabase(url, name), drop: () => admin(url, `drop database if exists "${name}" with (force)`) };
}

async function admin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
