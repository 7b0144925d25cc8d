import { DataSource, type EntityMetadata } from 'typeorm';
import { dataSourceOptions } from '../../src/data-source.js';
import { type TestDatabase, testDatabase } from '../kit/database.js';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  source = await new DataSource(dataSourceOptions({ url: database.url, poolSize: 2 })).initialize();
});

afterAll(async () => {
  await source.destroy();
  await database.drop();
});

interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

const OWN = new Set(['schema_migration', 'job_pool', 'desk_fact']);

async function columns(): Promise<readonly ColumnRow[]> {
  const rows: ColumnRow[] = await source.query(`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`);
  return rows.filter((r) => !OWN.has(r.table));
}

const TYPES: Readonly<Record<string, string>> = { timestamptz: 'timestamp with time zone' };

function described(entity: EntityMetadata): readonly ColumnRow[] {
  return entity.columns.map((c) => {
    const type = TYPES[String(c.type)] ?? String(c.type);
    return { table: entity.tableName, name: c.databaseName, type: c.isArray ? `${type}[]` : type, nullable: c.isNullable };
  });
}

const line = (c: ColumnRow) => `${c.table}.${c.name} ${c.type}${c.nullable ? ' null' : ''}`;

test('migrations and entities describe the same tables', async () => {
  const migrated = (await columns()).map(line).toSorted();
  const mapped = source.entityMetadatas.flatMap(described).map(line).toSorted();
  expect(mapped).toEqual(migrated);
});

test('every migration can be undone', async () => {
  const { migrationDataSource } = await import('../../src/data-source.js');
  const undoing = await migrationDataSource(database.url).initialize();
  try {
    for (const _ of undoing.migrations) await undoing.undoLastMigration({ transaction: 'each' });
    expect(await columns()).toEqual([]);
    await undoing.runMigrations({ transaction: 'each' });
    expect((await columns()).length).toBeGreaterThan(100);
  } finally {
    await undoing.destroy();
  }
});
