import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const file = (name: string) => readFileSync(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), 'utf8');

interface Service {
  readonly image?: string;
  readonly build?: object;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly volumes?: readonly string[];
}

const compose = parse(file('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: object;
};

// The Compose specification's own rules, as far as they touch this file: https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json
const ALLOWED = new Set([
  'image',
  'build',
  'restart',
  'environment',
  'depends_on',
  'volumes',
  'ports',
  'stop_grace_period',
  'healthcheck',
  'profiles',
]);

test('every service is made of known keys and of one image or build', () => {
  for (const service of Object.values(compose.services)) {
    expect(Object.keys(service).filter((key) => !ALLOWED.has(key))).toEqual([]);
    expect([service.image, service.build].filter((x) => x !== undefined)).toHaveLength(1);
  }
});

test('database, API and worker are there, wait for the database, and know when they are ready', () => {
  expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(['postgres', 'api', 'worker', 'mail']));
  expect(compose.services['api']?.environment?.['ROLE']).toBe('api');
  expect(compose.services['worker']?.environment?.['ROLE']).toBe('worker');
  for (const name of ['api', 'worker']) expect(compose.services[name]?.depends_on?.['postgres']?.condition).toBe('service_healthy');
  for (const name of ['postgres', 'api', 'worker']) expect(compose.services[name]?.healthcheck?.test.length).toBeGreaterThan(1);
});

test('named volumes are declared', () => {
  const named = Object.values(compose.services).flatMap((s) => (s.volumes ?? []).map((v) => v.split(':')[0] ?? ''));
  expect(named.filter((v) => !Object.keys(compose.volumes).includes(v))).toEqual([]);
});

test('no secret has a default, and the demo is off', () => {
  const environment = compose.services['api']?.environment ?? {};
  for (const name of ['SECRET_KEY', 'ADMIN_PASSWORD']) expect(environment[name]).toMatch(/^\$\{\w+:\?/);
  expect(environment['DEMO']).toBe('0');
});

test('the image runs what npm start runs, not as root', () => {
  const lines = file('Dockerfile').split('\n');
  expect(lines.some((l) => l.startsWith('USER node'))).toBe(true);
  expect(lines.some((l) => l.includes('node scripts/build.mjs'))).toBe(true);
  expect(lines.some((l) => l.includes('dist/src/main.js'))).toBe(true);
});
