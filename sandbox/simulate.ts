import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DeskClient } from './desk-client.js';
import { playDemo } from './scenarios/demo.js';

const SCENARIOS = { demo: playDemo } as const;

/** npm run simulate -- <scenario>: plays customers against a running desk through the real entrances. */
const [scenario = 'demo'] = process.argv.slice(2);
await main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});

async function main(): Promise<void> {
  const play = Object.entries(SCENARIOS).find(([name]) => name === scenario)?.[1];
  if (play === undefined) throw new Error(`There is no scenario "${scenario}". Known: ${Object.keys(SCENARIOS).join(', ')}.`);
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.data');
  const url = process.env['PUBLIC_URL'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`;
  const desk = new DeskClient(url);
  const tokenFile = join(dataDir, 'simulator.token');
  if (!existsSync(tokenFile))
    throw new Error(`No demo was seeded in ${dataDir}. Start the desk with DEMO=1 on an empty data folder: npm start`);
  desk.useToken(readFileSync(tokenFile, 'utf8').trim());
  const ready = await fetch(`${url}/health/ready`).then(
    (r) => r.ok,
    () => false,
  );
  if (!ready) throw new Error(`No desk answers at ${url}. Start it with: npm start`);
  const { origins } = JSON.parse(readFileSync(join(dataDir, 'sandbox.json'), 'utf8')) as { origins: string[] };
  const done = await play(desk, origins[0] ?? '');
  process.exit(done ? 0 : 1);
}
