import { assignments } from './assign.js';
import { counts, load, settled, withFifty } from './data.js';
import { loadMessages } from './large-messages.js';
import { loadTickets } from './large-tickets.js';
import { rounded } from './load.js';
import { largeMails } from './mail.js';
import { getOf, latency, makeContacts, OPERATIONS } from './operations.js';
import { organise } from './organisation.js';
import { pages } from './pages.js';
import { loadReports, reports } from './reports.js';
import { type BenchRig, benchRig } from './rig.js';
import { searches } from './search.js';
import { starts } from './starts.js';
import { views } from './views.js';

const HELP = `npm run bench -- <ingest|append|list|get|latency|mail|assign|start|views|reports|search|large|pages|all> [--tickets N] [--messages N] [--clients 1,8,32] [--seconds N] [--ceiling]
  Figures as JSON lines; times in milliseconds. mail sends five mails of 25 MB. assign hands out 10,000 waiting tickets among 500 agents. start kills the desk and starts it again.
  views, reports and search load a large table by SQL (default: 1,000,000 rows, some minutes and gigabytes), large all of them with 5,000,000 messages; not part of all.
  pages measures the inbox and the widget in a Chromium, one or some of its parts with --only first-view,opening,live,scrolling,widget,memory; not part of all.
  --organised: 50 agents online in a team that hands out, 20 routing rules, 5 policies, 2 automations, all at work.
  --ceiling runs a bare Fastify + pg server in turn and adds "ratio".`;

const args = process.argv.slice(2);
const [name = 'help'] = args;
const KNOWN = ['ingest', 'append', 'list', 'get', 'latency', 'mail'];
/** Caches, prepared statements, and the compiler of hot code: a desk runs for days. */
const WARM_SECONDS = 5;
const LARGE = ['views', 'reports', 'search', 'large'];
if (name === 'assign') print(await assignments());
else if (name === 'start') print(await starts());
else if (name === 'pages') await measurePages();
else if (name !== 'all' && ![...KNOWN, ...LARGE].includes(name)) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const rig = await benchRig({ mailbox: name === 'mail' || name === 'all' });
  let stopping: Promise<void> | null = null;
  const stop = () => (stopping ??= rig.stop());
  // Broken off, it leaves nothing behind either.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().finally(() => process.exit(130)));
  try {
    await makeContacts(rig);
    if (LARGE.includes(name)) return await large(rig);
    const tickets = numbers('--tickets', [1000])[0] ?? 1000;
    if (args.includes('--organised')) await organise(rig);
    const ticketId = await load(rig.pool, tickets, rig.inboxId);
    for (const bench of name === 'all' ? KNOWN : [name]) await run(rig, bench, ticketId);
  } finally {
    await stop();
  }
  if (name !== 'all') return;
  print(await assignments());
  print(await starts());
}

async function measurePages(): Promise<void> {
  const rig = await benchRig({ mailbox: false });
  const at = args.indexOf('--only');
  try {
    await pages(rig, print, at < 0 ? [] : (args[at + 1] ?? '').split(','));
  } finally {
    await rig.stop();
  }
}

/** Loads once and measures all that is asked for. */
async function large(rig: BenchRig): Promise<void> {
  const run = { seconds: numbers('--seconds', [5])[0] ?? 5, clients: numbers('--clients', [8])[0] ?? 8 };
  const wanted = (bench: string) => name === bench || name === 'large';
  const started = performance.now();
  const messages = numbers('--messages', [name === 'large' ? 5_000_000 : 1_000_000])[0] ?? 0;
  if (name === 'search' || name === 'large') await loadMessages(rig.pool, messages, rig.inboxId);
  else await loadTickets(rig.pool, numbers('--tickets', [1_000_000])[0] ?? 0, rig.inboxId);
  if (wanted('reports')) await loadReports(rig.pool);
  print({ bench: 'load', seconds: Math.round((performance.now() - started) / 1000), ...(await counts(rig.pool)) });
  if (name === 'large') print({ bench: 'get', ...(await getOf(await withFifty(rig.pool)).desk(rig, run.clients, run.seconds)) });
  if (wanted('views')) await views(rig, run, print);
  if (wanted('reports')) await reports(rig, run, print);
  if (wanted('search')) await searches(rig, run, print);
}

async function run(rig: BenchRig, bench: string, ticketId: string): Promise<void> {
  const seconds = numbers('--seconds', [5])[0] ?? 5;
  if (bench === 'latency') return print({ bench, ...(await latency(rig, seconds)) });
  if (bench === 'mail') return print({ bench, ...(await largeMails(rig)) });
  const operation = bench === 'get' ? getOf(ticketId) : OPERATIONS[bench];
  if (operation === undefined) return;
  for (const clients of numbers('--clients', [1, 8, 32])) {
    await operation.desk(rig, clients, WARM_SECONDS);
    const desk = await operation.desk(rig, clients, seconds);
    await settled(rig.pool);
    const ceiling = args.includes('--ceiling') ? await operation.ceiling(rig, clients, seconds) : null;
    print({
      bench,
      ...desk,
      ...(ceiling === null ? {} : { ceiling_per_s: ceiling.per_s, ceiling_p50: ceiling.p50, ratio: rounded(desk.per_s / ceiling.per_s) }),
    });
  }
}

function print(line: object): void {
  console.log(JSON.stringify(line));
}

function numbers(option: string, preset: readonly number[]): readonly number[] {
  const at = args.indexOf(option);
  const given = at < 0 ? [] : (args[at + 1] ?? '').split(',').map(Number);
  return given.length > 0 && given.every((n) => Number.isInteger(n) && n > 0) ? given : preset;
}
