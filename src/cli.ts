import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Bearers, PERMISSIONS, type Permission } from './access/index.js';
import { AgentRepository } from './agents/index.js';
import { AuditVerifier } from './audit/index.js';
import { ConfigError, loadConfig } from './config/index.js';
import { createApp } from './create-app.js';
import { InboxDirectory } from './inboxes/index.js';
import { ReplayReceipt } from './intake/settings.js';
import { systemActor } from './kernel/actor.js';
import type { ReceiptId } from './kernel/id.js';
import { migrate } from './migrate.js';
import { describeApi } from './openapi.js';
import { type Embedded, startEmbedded } from './platform/database/embedded/index.js';
import { UnitOfWork } from './platform/database/unit-of-work.js';
import { Log } from './platform/logging/log.js';
import { Reindex } from './search/index.js';
import { seed } from './seed.js';

const HELP = `npm run cli -- <command>
  migrate                            bring the database to this version
  seed                               seed an empty database
  openapi [file]                     write the API's description (default docs/openapi.json)
  token create <name> [scope,…]      an API token of the administrator, shown once (default: every scope)
  inbox list                         the enabled inboxes
  reindex                            build the index of the search anew, newest messages first
  replay <receipt id>                try a quarantined receipt again
  audit verify                       walk the audit log's chain; exit code 1 names the first row that is wrong`;

const actor = systemActor('cli');

type Command = (app: NestFastifyApplication, args: readonly string[]) => Promise<void>;

const COMMANDS: Readonly<Record<string, Command>> = {
  openapi: async (app, [file = 'docs/openapi.json']) => {
    await app.init();
    writeFileSync(file, `${JSON.stringify(describeApi(app), null, 2)}\n`);
    console.log(`wrote ${file}`);
  },
  'token create': async (app, [name = 'cli', scopes]) => {
    const admin = (await app.get(AgentRepository).page(null, 200)).find((a) => a.role === 'admin' && a.enabled);
    if (admin === undefined) throw new Error('There is no administrator yet; start the desk once.');
    const wanted = scopes === undefined ? PERMISSIONS : PERMISSIONS.filter((p) => scopes.split(',').includes(p));
    const { token } = await app
      .get(UnitOfWork)
      .run(actor, (tx) =>
        app.get(Bearers).issueToken(tx, { name, scopes: wanted as readonly Permission[], agentId: admin.id, expiresAt: null }),
      );
    console.log(token);
  },
  'inbox list': async (app) => {
    for (const inbox of await app.get(InboxDirectory).enabled())
      console.log(`${inbox.id}  ${inbox.channel}/${inbox.provider}  ${inbox.name}`);
  },
  reindex: async (app) => {
    const total = await app.get(Reindex).run((done, all) => {
      if (done % 10_000 < 100) console.log(`${done} of ${all} messages`);
    });
    console.log(`${total} messages indexed`);
  },
  'audit verify': async (app) => {
    const { fault, ...report } = await app.get(AuditVerifier).verify();
    console.log(JSON.stringify({ ok: fault === null, ...report, fault }));
    if (fault === null) return;
    console.error(`Row ${fault.seq}${fault.id === null ? '' : ` (${fault.id})`}: ${fault.why}.`);
    process.exitCode = 1;
  },
  replay: async (app, [id = '']) => {
    const replayed = await app.get(UnitOfWork).run(actor, (tx) => app.get(ReplayReceipt).execute(tx, id as ReceiptId));
    console.log(replayed ? 'queued' : 'There is no such quarantined receipt, or its bytes were dropped.');
  },
};

await main().catch((error: unknown) => {
  const problems = error instanceof ConfigError ? error.problems.join('\n') : error instanceof Error ? error.message : String(error);
  console.error(problems);
  process.exit(1);
});

async function main(): Promise<void> {
  const [first = 'help', second = '', ...rest] = process.argv.slice(2);
  const config = loadConfig(process.env);
  const log = new Log('error');
  const known = ['migrate', 'seed', ...Object.keys(COMMANDS)];
  const name = known.find((n) => n === `${first} ${second}`) ?? known.find((n) => n === first);
  if (name === undefined) {
    console.log(HELP);
    return;
  }
  const database: Embedded | null =
    config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, log: () => undefined }) : null;
  const databaseUrl = config.databaseUrl ?? database?.url ?? '';
  const migrated = await migrate(databaseUrl);
  if (name === 'migrate') console.log(`${migrated.length} migrations run`);
  else {
    const app = await createApp({ config, databaseUrl, log });
    if (name === 'seed') await seed(app, config, null);
    else await COMMANDS[name]?.(app, name.includes(' ') ? rest : [second, ...rest].filter((arg) => arg !== ''));
    await app.close();
  }
  // A server that a running desk uses stays; one that was started for this command ends with it.
  if (database !== null && !database.adopted) await database.stop();
  process.exit();
}
