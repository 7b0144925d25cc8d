import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Embedded, EmbeddedError, startEmbedded } from '../../src/platform/database/embedded/index.js';
import { isServerOf } from '../../src/platform/database/embedded/postmaster.js';

/** What people, backups and power cuts do to a data folder. */
let made: string;
let dataDir: string;
let running: Embedded[];
let events: Record<string, unknown>[];
let clusters: Set<string>;

const isRoot = process.getuid?.() === 0;

beforeAll(async () => {
  made = newFolder();
  await (await startEmbedded({ dataDir: made, log: () => undefined })).stop();
});

afterAll(() => rmSync(made, { recursive: true, force: true }));

beforeEach(() => {
  dataDir = newFolder();
  [running, events, clusters] = [[], [], new Set()];
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  for (const cluster of clusters) rmSync(dirname(cluster), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'parley-folder-')));
  chmodSync(folder, 0o755);
  return folder;
}

function usedBefore(): void {
  expect(spawnSync('cp', ['-a', `${made}/.`, dataDir]).status).toBe(0);
}

async function start(folder = dataDir): Promise<Embedded> {
  const server = await startEmbedded({ dataDir: folder, log: (line) => events.push(line) });
  running.push(server);
  return server;
}

async function stopAll(): Promise<void> {
  await Promise.all(running.map((server) => server.stop()));
  running = [];
}

async function refusal(folder = dataDir): Promise<string> {
  const error = await start(folder).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(EmbeddedError);
  return error instanceof Error ? error.message : '';
}

async function answer(url: string, question: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>({ text: question });
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

const cluster = () => join(dataDir, 'postgres');
const postmaster = () => Number(readFileSync(join(cluster(), 'postmaster.pid'), 'utf8').split('\n')[0]);

test('the server is for this machine only, by password, durable, and the same wherever it runs', async () => {
  usedBefore();
  const { url } = await start();
  const settings = await answer(
    url,
    `select jsonb_object_agg(name, setting) from pg_settings where name in
       ('listen_addresses', 'unix_socket_directories', 'fsync', 'data_checksums', 'password_encryption', 'TimeZone', 'jit')`,
  );
  expect(settings).toEqual({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'on',
    data_checksums: 'on',
    password_encryption: 'scram-sha-256',
    TimeZone: 'UTC',
    jit: 'off',
  });
  expect(await answer(url, 'select datlocprovider::text || datlocale from pg_database where datname = current_database()')).toBe(
    'bC.UTF-8',
  );
  expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
  const wrong = new URL(url);
  wrong.password = 'guessed';
  await expect(answer(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('of three first starts at once one makes the cluster and the others adopt it', async () => {
  const servers = await Promise.all([start(), start(), start()]);
  expect(new Set(servers.map((s) => s.url)).size).toBe(1);
  expect(servers.filter((s) => s.adopted)).toHaveLength(2);
  expect(events.filter((e) => e['event'] === 'database.initialising')).toHaveLength(1);
  expect(readdirSync(dataDir).toSorted()).toEqual(['postgres', 'postgres.log', 'postgres.password', 'postgres.port']);
});

test('a lock and a half-made cluster of a start that was killed do not stand in the way', async () => {
  writeFileSync(join(dataDir, 'postgres.starting'), '4194304 12345'); // above the highest pid there can be
  mkdirSync(join(dataDir, 'postgres.making-0123456789ab'));
  writeFileSync(join(dataDir, 'postgres.making-0123456789ab', 'PG_VERSION'), '18\n');
  await start();
  expect(readdirSync(dataDir).toSorted()).toEqual(['postgres', 'postgres.log', 'postgres.password', 'postgres.port']);
});

test('one folder has one server, whatever name it is called by', async () => {
  usedBefore();
  const other = join(dirname(dataDir), `${dataDir.slice(-6)}-link`);
  symlinkSync(dataDir, other);
  try {
    await start(other);
    expect((await start()).adopted).toBe(true);
  } finally {
    rmSync(other);
  }
});

test('a live server is found again without the note of its port, and moves when the port was taken meanwhile', async () => {
  usedBefore();
  const first = await start();
  rmSync(join(dataDir, 'postgres.port'));
  const second = await start();
  expect([second.adopted, second.url]).toEqual([true, first.url]);
  expect(readFileSync(join(dataDir, 'postgres.port'), 'utf8')).toBe(new URL(first.url).port);
  await stopAll();

  const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  try {
    const third = await start();
    expect(third.url).not.toBe(first.url);
    expect(events.map((e) => e['event'])).toContain('database.port-changed');
    expect(await answer(third.url, 'select 1')).toBe(1);
  } finally {
    await new Promise((resolve) => squatter.close(resolve));
  }
});

test('a lost or wrong password is named at once, and nothing is changed', async () => {
  usedBefore();
  const { url } = await start();
  await answer(url, 'create table kept ()');
  await stopAll();
  const path = join(dataDir, 'postgres.password');
  const password = readFileSync(path, 'utf8');
  rmSync(path);
  expect(await refusal()).toContain(path);
  expect(existsSync(path)).toBe(false);
  writeFileSync(path, 'another');
  expect(await refusal()).toMatch(/refuses the password/);
  writeFileSync(path, password);
  expect(await answer((await start()).url, "select to_regclass('kept')::text")).toBe('kept');
});

test('a cluster without its control file is named and left as it is', async () => {
  mkdirSync(cluster());
  writeFileSync(join(cluster(), 'PG_VERSION'), '18\n');
  expect(await refusal()).toMatch(/not a whole PostgreSQL folder/);
  expect(readdirSync(dataDir)).toEqual(['postgres']);
});

test('a data folder that is a file, or that cannot be written, is named', async () => {
  writeFileSync(join(dataDir, 'file'), '');
  expect(await refusal(join(dataDir, 'file'))).toContain(join(dataDir, 'file'));
  // root may write whatever the mode says, but not into sysfs.
  const locked = isRoot ? '/sys/parley' : join(dataDir, 'locked');
  if (!isRoot) mkdirSync(locked, { mode: 0o555 });
  expect(await refusal(locked)).toMatch(/cannot be written/);
});

test('stopping ends the server before it returns, and no watcher brings it back', async () => {
  usedBefore();
  const { url } = await start();
  const pid = postmaster();
  await stopAll();
  // Not by its number alone: where nobody reaps it, what has ended stays as a zombie.
  expect(isServerOf(cluster(), pid)).toBe(false);
  await expect(answer(url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(events.map((e) => e['event'])).not.toContain('database.died');
});

test('the log is kept short while the server runs', async () => {
  usedBefore();
  await start();
  const log = join(dataDir, 'postgres.log');
  truncateSync(log, 11 * 1024 * 1024);
  const deadline = performance.now() + 10_000;
  while (statSync(log).size > 1024 && performance.now() < deadline) await pause(20);
  expect(statSync(`${log}.1`).size).toBeGreaterThan(10 * 1024 * 1024);
  expect(statSync(log).size).toBeLessThan(1024);
});

/** In the place of a server that was killed: its lock file, its number meanwhile with another program. */
async function leaveLockOf(pid: number | undefined): Promise<void> {
  usedBefore();
  const lock = join(cluster(), 'postmaster.pid');
  writeFileSync(lock, `${pid}\n${cluster()}\n1764000000\n1\n\n127.0.0.1\n\n`, { mode: 0o600 });
  const { uid, gid } = statSync(cluster());
  if (isRoot) chownSync(lock, uid, gid);
}

const onLinux = process.platform === 'linux' ? describe : describe.skip;
const asRoot = isRoot ? describe : describe.skip;
const asUser = isRoot ? describe.skip : describe;

onLinux('reads /proc, needs Linux:', () => {
  test('the server does not see the secrets of the desk', async () => {
    usedBefore();
    process.env['SECRET_KEY'] = 'a secret of the desk, 32 characters';
    try {
      await start();
      expect(readFileSync(`/proc/${postmaster()}/environ`, 'utf8')).not.toContain('a secret');
    } finally {
      delete process.env['SECRET_KEY'];
    }
  });
});

asUser('needs an ordinary user:', () => {
  test('a lock file of PostgreSQL that names another program of ours is shown, never deleted', async () => {
    // Not ourselves: PostgreSQL knows that its own parent cannot be another server.
    const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1e6)'], { stdio: 'ignore' });
    try {
      await leaveLockOf(other.pid);
      expect(await refusal()).toContain(`process ${other.pid}`);
      expect(postmaster()).toBe(other.pid);
    } finally {
      other.kill();
    }
  });
});

asRoot('needs root:', () => {
  test('a lock file of PostgreSQL that names a program of another user does not stand in the way', async () => {
    await leaveLockOf(process.pid);
    expect((await start()).adopted).toBe(false);
    expect(postmaster()).not.toBe(process.pid);
  });

  test('below a folder that only root may enter the cluster lies elsewhere, and is found there again', async () => {
    chmodSync(dataDir, 0o700);
    const inside = join(dataDir, 'project', '.data');
    const { url } = await start(inside);
    const away = readFileSync(join(inside, 'postgres.location'), 'utf8').trim();
    clusters.add(away);
    expect(away.startsWith(inside)).toBe(false);
    expect(existsSync(join(inside, 'postgres'))).toBe(false);
    expect(events.filter((e) => e['event'] === 'database.elsewhere').map((e) => e['folder'])).toEqual([away]);
    await answer(url, 'create table kept ()');
    await stopAll();
    expect(await answer((await start(inside)).url, "select to_regclass('kept')::text")).toBe('kept');
  });

  test('a strict umask does not lock the server out', async () => {
    const before = process.umask(0o077);
    try {
      await start(join(dataDir, 'a', 'data'));
    } finally {
      process.umask(before);
    }
    expect(existsSync(join(dataDir, 'a', 'data', 'postgres', 'PG_VERSION'))).toBe(true);
  });

  test('a cluster of an ordinary user is run as that user', async () => {
    const inside = join(dataDir, 'data');
    mkdirSync(join(inside, 'postgres'), { recursive: true });
    chownSync(join(inside, 'postgres'), 65_534, 65_534);
    await start(inside);
    expect(statSync(join(inside, 'postgres', 'postmaster.pid')).uid).toBe(65_534);
  });
});
