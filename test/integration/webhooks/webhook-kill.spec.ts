import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../src/platform/database/embedded/ports.js';
import { WebhookRig } from './rig.js';

const rig = new WebhookRig();
const MAIN = fileURLToPath(new URL('../../../src/main.js', import.meta.url));
let folder: string;
let child: ChildProcess | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-kill-'));
  await rig.start();
});

afterAll(async () => {
  child?.kill('SIGKILL');
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A worker of its own on the same database. */
async function worker(): Promise<ChildProcess> {
  const environment = {
    PATH: process.env['PATH'] ?? '',
    ROLE: 'worker',
    PORT: String(await freePort()),
    DATA_DIR: folder,
    DATABASE_URL: rig.desk.databaseUrl,
    SECRET_KEY: 'test-secret-key-of-more-than-32-characters',
    SANDBOX: 'off',
    DEMO: '0',
    LOG_LEVEL: 'silent',
    OUTBOUND_PRIVATE_ORIGINS: rig.receiver.origin,
  };
  return spawn(process.execPath, [MAIN], { env: environment, stdio: 'ignore' });
}

test('a worker that is killed while the endpoint has not answered: another one calls again, with the same id', async () => {
  const { id } = await rig.subscribe({ events: ['ticket.opened'] });
  rig.receiver.next(() => undefined); // received, and never answered
  await rig.openTicket();
  const called = rig.receiver.oneMore();
  child = await worker();
  const died = new Promise((resolve) => child?.once('exit', resolve));
  await called;
  child.kill('SIGKILL');
  await died;
  expect(await rig.log(id)).toMatchObject([{ state: 'waiting', attempts: 0 }]);
  // The dead worker's claim is by the real clock of the database.
  rig.clock.now = new Date();
  await rig.deliver();
  expect(rig.receiver.received).toHaveLength(1);
  rig.clock.forward(2);
  await rig.deliver();
  expect(rig.receiver.received).toHaveLength(2);
  expect(rig.receiver.received[0]?.id).toBe(rig.receiver.received[1]?.id);
  expect(await rig.log(id)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
});
