import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeskClient } from '../sandbox/desk-client.js';

export const ADMIN_EMAIL = 'admin@example.com';
export const ADMIN_PASSWORD = 'bench password';

/** The desk as `npm start` runs it once everything is built, with its data in this folder. */
export function launch(folder: string, port: number): ChildProcess {
  const log = openSync(join(folder, 'desk.log'), 'a');
  const env = {
    ...process.env,
    ...Object.fromEntries(startWords().flatMap((word) => (/^[A-Z_]+=/.test(word) ? [word.split('=')] : []))),
    DATA_DIR: folder,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SANDBOX: 'off',
    DEMO: '1',
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    LOG_LEVEL: 'error',
    NODE_OPTIONS: '',
  };
  return spawn(
    process.execPath,
    [...startWords().filter((word) => word.startsWith('--')), fileURLToPath(new URL('../src/main.js', import.meta.url))],
    {
      env,
      stdio: ['ignore', log, log],
    },
  );
}

/** The very flags and variables of `npm start`: what is measured is what is run. */
function startWords(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
  return (scripts['start'] ?? '').split(' ');
}

export async function asAdmin(url: string): Promise<DeskClient> {
  const desk = new DeskClient(url);
  await desk.login(ADMIN_EMAIL, ADMIN_PASSWORD);
  return desk;
}

/** @throws when the desk ended instead */
export async function ready(url: string, app: ChildProcess): Promise<void> {
  await until(async () => {
    if (app.exitCode !== null) throw new Error(`the desk ended with ${app.exitCode} before it was ready`);
    return (await fetch(`${url}/health/ready`).catch(() => null))?.ok === true;
  });
}

export async function ended(app: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => app.once('exit', () => resolve()));
  app.kill('SIGTERM');
  await gone;
}

export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
