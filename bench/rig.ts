import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { DeskClient, type InboxAnswer } from '../sandbox/desk-client.js';
import { runSandbox } from '../sandbox/sandbox.js';
import { dropScratch, scratchFolder } from '../sandbox/scratch-folder.js';
import { SandboxState } from '../sandbox/state.js';
import { freePort } from '../src/platform/database/embedded/ports.js';
import { makeCeiling } from './data.js';
import { ended, launch, ready } from './desk-process.js';

const SECRET = 'bench-secret-token-0123456789';

/** A desk of its own with one Telegram inbox (and a mailbox when asked for), and the bare server of the ceiling, on one embedded database. */
export interface BenchRig {
  readonly url: string;
  readonly token: string;
  readonly desk: DeskClient;
  readonly inboxId: string;
  readonly ceilingUrl: string;
  readonly pool: Pool;
  /** Posts one signed update. @throws when it was not accepted */
  update(chatId: number, updateId: number): Promise<void>;
  /** Where mail for the desk's mailbox is delivered by SMTP; null without a mailbox. */
  readonly mailbox: { readonly address: string; readonly port: number } | null;
  /** Resident memory (now, and the most since the start where the system tells) in MB, event-loop delay since the last look in ms. */
  vitals(): Promise<Vitals>;
  stop(): Promise<void>;
}

export interface Vitals {
  readonly rss_mb: number;
  readonly rss_peak_mb: number;
  readonly loop_p99_ms: number;
  readonly loop_max_ms: number;
}

export async function benchRig({ mailbox }: { readonly mailbox: boolean }): Promise<BenchRig> {
  const folder = scratchFolder('parley-bench-');
  const settings = { botToken: '4200000:bench-token-bench-token', secretToken: SECRET };
  const state = new SandboxState(join(folder, 'sandbox-state.json'));
  const sandbox = mailbox ? await runSandbox(state) : null;
  const mail = sandbox?.providers.get('email/imap');
  const inboxes = [
    { channel: 'social', provider: 'telegram', name: 'Bench', language: 'en', settings },
    ...(mail === undefined ? [] : [{ channel: mail.channel, provider: mail.provider, ...mail.inbox }]),
  ];
  writeFileSync(join(folder, 'sandbox.json'), JSON.stringify({ origins: [], inboxes }));
  const port = await freePort();
  const app = launch(folder, port);
  const url = `http://127.0.0.1:${port}`;
  await ready(url, app);
  const token = readFileSync(join(folder, 'simulator.token'), 'utf8').trim();
  const desk = new DeskClient(url);
  desk.useToken(token);
  const inbox = (await desk.all<InboxAnswer>('/inboxes')).find((i) => i.provider === 'telegram');
  const databaseUrl = databaseOf(folder);
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  pool.on('error', () => undefined); // the database ends with the desk
  await makeCeiling(pool);
  const ceilingPort = await freePort();
  const ceiling = fork(fileURLToPath(new URL('./ceiling-server.js', import.meta.url)), [databaseUrl, String(ceilingPort)]);
  await new Promise((resolve) => ceiling.once('message', resolve));
  const webhook = inbox?.webhookUrls['updates'] ?? '';
  return {
    url,
    token,
    desk,
    inboxId: inbox?.id ?? '',
    ceilingUrl: `http://127.0.0.1:${ceilingPort}`,
    pool,
    update: (chatId, updateId) => post(webhook, chatId, updateId),
    mailbox: mail === undefined ? null : { address: String(mail.inbox.settings['address']), port: await state.port('mx') },
    vitals: () => vitals(url, app.pid),
    stop: async () => {
      ceiling.disconnect();
      await pool.end();
      await ended(app);
      await sandbox?.stop();
      dropScratch(folder);
    },
  };
}

function databaseOf(folder: string): string {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8').trim();
  return `postgres://postgres:${read('postgres.password')}@127.0.0.1:${read('postgres.port')}/parley`;
}

async function post(webhook: string, chatId: number, updateId: number): Promise<void> {
  const from = { id: chatId, is_bot: false, first_name: 'Bench' };
  const body = JSON.stringify({
    update_id: updateId,
    message: {
      message_id: updateId,
      from,
      chat: { id: chatId, type: 'private' },
      date: 1_790_000_000,
      text: `Message number ${updateId} of the benchmark`,
    },
  });
  const response = await fetch(webhook, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
    body,
  });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`the webhook answered ${response.status}`);
}

async function vitals(url: string, pid: number | undefined): Promise<Vitals> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN);
  const rss = Math.round(value('process_resident_memory_bytes') / 1e6);
  return {
    rss_mb: rss,
    rss_peak_mb: peakOf(pid) ?? rss,
    loop_p99_ms: Math.round(value('nodejs_eventloop_lag_p99_seconds') * 1e5) / 100,
    loop_max_ms: Math.round(value('nodejs_eventloop_lag_max_seconds') * 1e5) / 100,
  };
}

/** Linux keeps the highest resident size of every process (proc(5), VmHWM, in kB). */
function peakOf(pid: number | undefined): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Math.round((Number(kilobytes) * 1024) / 1e6);
  } catch {
    return null;
  }
}
