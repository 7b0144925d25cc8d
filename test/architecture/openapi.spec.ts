import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeApi } from '../../src/openapi.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;

beforeAll(async () => {
  desk = await testDesk({ channels: () => [] });
});

afterAll(() => desk.stop());

test('docs/openapi.json is fresh (npm run openapi writes it)', () => {
  const committed = readFileSync(fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url)), 'utf8');
  expect(`${JSON.stringify(describeApi(desk.app), null, 2)}\n`).toBe(committed);
});
