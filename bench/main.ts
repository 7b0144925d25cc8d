import { assignments } from './assign.js';
import { load } from './data.js';
import { rounded } from './load.js';
import { largeMails } from './mail.js';
import { getOf, latency, makeContacts, OPERATIONS } from './operations.js';
import { type BenchRig, benchRig } from './rig.js';
import { searches } from './search.js';
import { views } from './views.js';

const HELP = `npm run bench -- <ingest|append|list|get|latency|mail|assign|views|search|all> [--tickets N] [--messages N] [--clients 1,8,32] [--seconds N] [--ceiling]
  Figures as JSON lines; times in milliseconds. mail sends five mails of 25 MB. assign hands out 10,000 waiting tickets among 500 agents.
  views and search load a large table by SQL (default: 1,000,000 rows, some minutes and gigabytes) and are not part of all.
  --ceiling runs a bare Fastify + pg server in turn and adds "ratio".`;

const args = process.argv.slice(2);
const [name = 'help'] = args;
const KNOWN = ['ingest', 'append', 'list', 'get', 'latency', 'mail'];
const LARGE = ['views', 'search'];
if (name === 'assign') print(await assignments());
else if (name !== 'all' && ![...KNOWN, ...LARGE].includes(name)) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const rig = await benchRig({ mailbox: name === 'mail' || name === 'all' });
  try {
    await makeContacts(rig);
    if (LARGE.includes(name)) return await large(rig);
    const tickets = numbers('--tickets', [1000])[0] ?? 1000;
    const ticketId = await load(rig.pool, tickets, rig.inboxId);
    for (const bench of name === 'all' ? KNOWN : [name]) await run(rig, bench, ticketId);
  } finally {
    await rig.stop();
  }
  if (name === 'all') print(await assignments());
}

async function large(rig: BenchRig): Promise<void> {
  const seconds = numbers('--seconds', [5])[0] ?? 5;
  const clients = numbers('--clients', [8])[0] ?? 8;
  if (name === 'views') await views(rig, { tickets: numbers('--tickets', [1_000_000])[0] ?? 1_000_000, clients, seconds }, print);
  else await searches(rig, { messages: numbers('--messages', [1_000_000])[0] ?? 1_000_000, clients, seconds }, print);
}

async function run(rig: BenchRig, bench: string, ticketId: string): Promise<void> {
  const seconds = numbers('--seconds', [5])[0] ?? 5;
  if (bench === 'latency') return print({ bench, ...(await latency(rig, seconds)) });
  if (bench === 'mail') return print({ bench, ...(await largeMails(rig)) });
  const operation = bench === 'get' ? getOf(ticketId) : OPERATIONS[bench];
  if (operation === undefined) return;
  for (const clients of numbers('--clients', [1, 8, 32])) {
    await operation.desk(rig, clients, 1); // warm caches and prepared statements
    const desk = await operation.desk(rig, clients, seconds);
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
