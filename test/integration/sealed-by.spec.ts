import { Pool } from 'pg';
import { mustBeSealedBy } from '../../src/platform/crypto/sealed-by.js';
import { Vault } from '../../src/platform/crypto/vault.js';
import { type TestDatabase, testDatabase } from '../kit/database.js';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.url });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

test('a database is opened by the key it was sealed with, and by no other', async () => {
  const key = new Vault('the key of the first start, 32 characters');
  await mustBeSealedBy(key, pool);
  await mustBeSealedBy(key, pool);
  await expect(mustBeSealedBy(new Vault('another key, also of 32 characters or more'), pool)).rejects.toMatchObject({
    code: 'secret-key.other',
  });
});
