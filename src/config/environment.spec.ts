import { ConfigError, loadConfig } from './environment.js';

test('an empty environment is a good one', () => {
  const config = loadConfig({});
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:3000',
    role: 'all',
    demo: true,
    databaseUrl: null,
  });
});

test('everything wrong is said at once, and no secret with it', () => {
  const env = { PORT: 'eighty', ROLE: 'boss', SECRET_KEY: 'hunter2', DATABASE_URL: 'mysql://me:hunter3@db/x' };
  const problems = (() => {
    try {
      loadConfig(env);
      return [];
    } catch (error) {
      return error instanceof ConfigError ? error.problems : [];
    }
  })();
  expect(problems).toHaveLength(4);
  expect(problems.join(' ')).not.toMatch(/hunter/);
});
