import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { instantFromText, systemClock } from '../kernel/clock.js';
import { type Env, Reader } from './reader.js';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** null: the embedded server. */
  readonly databaseUrl: string | null;
  readonly role: 'all' | 'api' | 'worker';
  readonly adminEmail: string;
  readonly adminPassword: string | null;
  /** null: kept in the data folder. */
  readonly secretKey: string | null;
  readonly demo: boolean;
  /** `off`: the fakes of the vendors are not started with the desk (a test rig runs its own). */
  readonly sandbox: 'auto' | 'off';
  readonly logLevel: string;
  readonly isProduction: boolean;
  /** Addresses or networks whose X-Forwarded-* headers count; empty: none. */
  readonly trustProxy: readonly string[];
  readonly filesDir: string;
  readonly s3: {
    readonly bucket: string;
    readonly endpoint: string | null;
    readonly region: string;
    readonly accessKeyId: string | null;
    readonly secretAccessKey: string | null;
  } | null;
  /** A day in minutes, for demonstrations; null: the real time. */
  readonly hurry: { readonly origin: Date; readonly speed: number } | null;
  readonly workerConcurrency: number;
  readonly poolSize: number;
  /** Origins on private networks that may be called, e.g. a vendor's fake on this machine. */
  readonly privateOrigins: readonly string[];
}

/** Everything that is wrong with the environment, said at once. Values of secrets are never part of a problem. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

/** Reads and checks the environment. @throws ConfigError */
export function loadConfig(env: Env): Config {
  const read = new Reader(env);
  const host = read.text('HOST', '127.0.0.1');
  const port = read.whole('PORT', 3000, 1, 65_535);
  const dataDir = resolve(read.text('DATA_DIR', '.data'));
  const config: Config = {
    port,
    host,
    publicUrl: read.url('PUBLIC_URL', `http://${reachable(host)}:${port}`, ['http:', 'https:']).replace(/\/+$/, ''),
    dataDir,
    databaseUrl: read.optional('DATABASE_URL') === null ? null : read.url('DATABASE_URL', '', ['postgres:', 'postgresql:']),
    role: read.one('ROLE', 'all', ['all', 'api', 'worker']),
    adminEmail: read.that('ADMIN_EMAIL', 'admin@example.com', EMAIL).toLowerCase(),
    adminPassword: read.secret('ADMIN_PASSWORD', 12),
    secretKey: read.secret('SECRET_KEY', 32),
    demo: read.one('DEMO', '1', ['0', '1']) === '1',
    sandbox: read.one('SANDBOX', 'auto', ['auto', 'off']),
    logLevel: read.one('LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error', 'silent']),
    isProduction: read.optional('NODE_ENV') === 'production',
    trustProxy: read.list('TRUST_PROXY', { fits: isNetwork, what: 'addresses or networks, e.g. 10.0.0.0/8' }),
    filesDir: resolve(read.text('FILES_DIR', resolve(dataDir, 'files'))),
    s3: s3From(read),
    hurry: hurryFrom(read),
    workerConcurrency: read.whole('WORKER_CONCURRENCY', 8, 1, 100),
    poolSize: read.whole('DB_POOL', 12, 4, 200),
    privateOrigins: read.list('OUTBOUND_PRIVATE_ORIGINS', { fits: isOrigin, what: 'origins without a path, e.g. http://10.0.0.5:8080' }),
  };
  if (read.problems.length > 0) throw new ConfigError(read.problems);
  return config;
}

const EMAIL = { fits: (text: string) => /^[^@\s]+@[^@\s]+$/.test(text), what: 'an email address' };

function s3From(read: Reader): Config['s3'] {
  const bucket = read.optional('S3_BUCKET');
  const names = ['S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  const [endpoint, accessKeyId, secretAccessKey] = names.map((name) => read.optional(name));
  if (bucket === null) {
    // Files would go to the disk while somebody believes them to be in the bucket.
    for (const name of names) if (read.optional(name) !== null) read.problems.push(`${name} is set, but S3_BUCKET is not.`);
    return null;
  }
  if ((accessKeyId === null) !== (secretAccessKey === null))
    read.problems.push('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set together, or neither.');
  if (endpoint !== null) read.url('S3_ENDPOINT', '', ['http:', 'https:']);
  return {
    bucket,
    endpoint: endpoint ?? null,
    region: read.text('S3_REGION', 'us-east-1'),
    accessKeyId: accessKeyId ?? null,
    secretAccessKey: secretAccessKey ?? null,
  };
}

/** TIME_SPEED times the machine's time, from TIME_ORIGIN (default: now) on. */
function hurryFrom(read: Reader): Config['hurry'] {
  const speed = read.whole('TIME_SPEED', 1, 1, 10_000);
  if (speed === 1) return null;
  if (read.optional('NODE_ENV') === 'production') read.problems.push('TIME_SPEED is for demonstrations, not for production.');
  const given = read.optional('TIME_ORIGIN');
  const origin = given === null ? systemClock.now() : instantFromText(given);
  if (origin === null) read.problems.push('TIME_ORIGIN must be an instant (ISO 8601).');
  return { origin: origin ?? systemClock.now(), speed };
}

/** As one would type it into a browser on this machine. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return isIP(host) === 6 ? `[${host}]` : host;
}

/** What Fastify's trustProxy takes: an address, a network, or one of its names for private networks. */
function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Compared with the origin of a request as it is written: anything else would never match, and nobody would know why. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}
