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

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [];
  }
}

test('a list of networks or origins that could never match is a mistake', () => {
  const right = { TRUST_PROXY: '10.0.0.0/8, ::1, loopback', OUTBOUND_PRIVATE_ORIGINS: 'http://127.0.0.1:4010,https://mail.example.com' };
  expect(loadConfig(right)).toMatchObject({
    trustProxy: ['10.0.0.0/8', '::1', 'loopback'],
    privateOrigins: ['http://127.0.0.1:4010', 'https://mail.example.com'],
  });
  expect(problemsOf({ TRUST_PROXY: '10.0.0.0/33' })).toHaveLength(1);
  expect(problemsOf({ TRUST_PROXY: 'proxy.example.com' })).toHaveLength(1);
  expect(problemsOf({ OUTBOUND_PRIVATE_ORIGINS: 'http://127.0.0.1:4010/' })).toHaveLength(1);
  expect(problemsOf({ OUTBOUND_PRIVATE_ORIGINS: '127.0.0.1:4010' })).toHaveLength(1);
});

test('half of a bucket is a mistake, a whole one is not', () => {
  expect(problemsOf({ S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY_ID: 'id' })).toEqual([
    'S3_ENDPOINT is set, but S3_BUCKET is not.',
    'S3_ACCESS_KEY_ID is set, but S3_BUCKET is not.',
  ]);
  expect(problemsOf({ S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'id' })).toHaveLength(1);
  expect(problemsOf({ S3_BUCKET: 'files', S3_ENDPOINT: 'minio:9000' })).toHaveLength(1);
  const s3 = { S3_BUCKET: 'files', S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'key' };
  expect(loadConfig(s3).s3).toEqual({
    bucket: 'files',
    endpoint: 'http://127.0.0.1:9000',
    region: 'us-east-1',
    accessKeyId: 'id',
    secretAccessKey: 'key',
  });
});

test.each([
  ['::1', 'http://[::1]:3000'],
  ['0.0.0.0', 'http://127.0.0.1:3000'],
  ['::', 'http://127.0.0.1:3000'],
  ['desk.example.com', 'http://desk.example.com:3000'],
])('without PUBLIC_URL a desk on %s is reached at %s', (host, url) => {
  expect(loadConfig({ HOST: host }).publicUrl).toBe(url);
});

test('variables of others, and empty ones, mean nothing', () => {
  expect(loadConfig({ PORT: ' ', DATABASE_URL: '', LANG: 'C', PGHOST: 'elsewhere' })).toEqual(loadConfig({}));
});
