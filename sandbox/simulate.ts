import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DeskClient } from './desk-client.js';
import { playBusyDay } from './scenarios/busy-day.js';
import { playDemo } from './scenarios/demo.js';

const HELP = `npm run simulate -- demo
  one customer of each channel against the desk that runs (npm start)
npm run simulate -- busy-day [--customers 300] [--hours 8] [--speed 120] [--seed 1]
  a whole day in minutes, on a desk of its own`;

/** Plays customers through the real entrances: signed webhooks, SMTP and IMAP, sockets. */
const [scenario = 'demo', ...args] = process.argv.slice(2);
await main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});

async function main(): Promise<void> {
  const plays: Readonly<Record<string, () => Promise<boolean>>> = { demo, 'busy-day': busyDay };
  const play = plays[scenario];
  if (play === undefined) {
    console.log(HELP);
    return;
  }
  process.exit((await play()) ? 0 : 1);
}

function busyDay(): Promise<boolean> {
  return playBusyDay({
    customers: number('--customers', 300),
    hours: number('--hours', 8),
    speed: number('--speed', 120),
    seed: number('--seed', 1),
  });
}

async function demo(): Promise<boolean> {
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.data');
  const url = process.env['PUBLIC_URL'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`;
  const desk = new DeskClient(url);
  const tokenFile = join(dataDir, 'simulator.token');
  if (!existsSync(tokenFile))
    throw new Error(
      `No demo was seeded in ${dataDir}. Start the desk with DEMO=1 on an empty data folder (npm start), or name its folder here too: DATA_DIR=…`,
    );
  desk.useToken(readFileSync(tokenFile, 'utf8').trim());
  const ready = await fetch(`${url}/health/ready`).then(
    (r) => r.ok,
    () => false,
  );
  if (!ready)
    throw new Error(`No desk answers at ${url}. Start it with npm start; if it listens elsewhere, say so: PORT=… npm run simulate -- demo`);
  const { origins } = JSON.parse(readFileSync(join(dataDir, 'sandbox.json'), 'utf8')) as { origins: string[] };
  return playDemo(desk, origins[0] ?? '');
}

function number(option: string, preset: number): number {
  const at = args.indexOf(option);
  const given = at < 0 ? preset : Number(args[at + 1]);
  if (!Number.isFinite(given) || given <= 0) throw new Error(`${option} takes a number above 0.`);
  return given;
}
