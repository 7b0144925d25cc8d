import { isAbsolute, resolve } from 'node:path';

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

type Env = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment. @throws ConfigError */
export function loadConfig(env: Env): Config {
  const read = new Reader(env);
  const host = read.text('HOST', '127.0.0.1');
  const port = read.whole('PORT', 3000, 1, 65_535);
  const dataDir = folder(read.text('DATA_DIR', '.data'));
  const config: Config = {
    port,
    host,
    publicUrl: read
      .url('PUBLIC_URL', `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`, ['http:', 'https:'])
      .replace(/\/+$/, ''),
    dataDir,
    databaseUrl: read.optional('DATABASE_URL') === null ? null : read.url('DATABASE_URL', '', ['postgres:', 'postgresql:']),
    role: read.one('ROLE', 'all', ['all', 'api', 'worker']),
    adminEmail: read.text('ADMIN_EMAIL', 'admin@example.com').toLowerCase(),
    adminPassword: read.secret('ADMIN_PASSWORD', 12),
    secretKey: read.secret('SECRET_KEY', 32),
    demo: read.one('DEMO', '1', ['0', '1']) === '1',
    sandbox: read.one('SANDBOX', 'auto', ['auto', 'off']),
    logLevel: read.one('LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error', 'silent']),
    isProduction: read.optional('NODE_ENV') === 'production',
    trustProxy: read.list('TRUST_PROXY'),
    filesDir: folder(read.text('FILES_DIR', resolve(dataDir, 'files'))),
    s3: s3From(read),
    workerConcurrency: read.whole('WORKER_CONCURRENCY', 8, 1, 100),
    poolSize: read.whole('DB_POOL', 12, 4, 200),
    privateOrigins: read.list('OUTBOUND_PRIVATE_ORIGINS'),
  };
  if (read.problems.length > 0) throw new ConfigError(read.problems);
  return config;
}

class Reader {
  readonly problems: string[] = [];

  constructor(private readonly env: Env) {}

  optional(name: string): string | null {
    const value = this.env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }

  text(name: string, preset: string): string {
    return this.optional(name) ?? preset;
  }

  list(name: string): readonly string[] {
    return this.text(name, '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }

  whole(name: string, preset: number, min: number, max: number): number {
    const text = this.optional(name);
    if (text === null) return preset;
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    this.problems.push(`${name} must be a whole number from ${min} to ${max}.`);
    return preset;
  }

  one<const Choice extends string>(name: string, preset: Choice, choices: readonly Choice[]): Choice {
    const text = this.optional(name);
    if (text === null) return preset;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) this.problems.push(`${name} must be one of: ${choices.join(', ')}.`);
    return found ?? preset;
  }

  secret(name: string, min: number): string | null {
    const value = this.optional(name);
    if (value !== null && value.length < min) this.problems.push(`${name} must have at least ${min} characters.`);
    return value;
  }

  url(name: string, preset: string, protocols: readonly string[]): string {
    const text = this.text(name, preset);
    const fits = URL.canParse(text) && protocols.includes(new URL(text).protocol);
    // The value is not repeated: a database URL holds a password.
    if (!fits) this.problems.push(`${name} must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
    return text;
  }
}

function s3From(read: Reader): Config['s3'] {
  const bucket = read.optional('S3_BUCKET');
  if (bucket === null) return null;
  return {
    bucket,
    endpoint: read.optional('S3_ENDPOINT'),
    region: read.text('S3_REGION', 'us-east-1'),
    accessKeyId: read.optional('S3_ACCESS_KEY_ID'),
    secretAccessKey: read.optional('S3_SECRET_ACCESS_KEY'),
  };
}

function folder(path: string): string {
  return isAbsolute(path) ? path : resolve(path);
}
