import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Bearers, Passwords, type Permission } from './access/index.js';
import { AgentRepository, TeamRepository } from './agents/index.js';
import { ChannelRegistry } from './channels/index.js';
import type { Config } from './config/index.js';
import { InboxRepository, LIFECYCLE_DEFAULTS } from './inboxes/settings.js';
import { type Role, systemActor } from './kernel/actor.js';
import { systemClock } from './kernel/clock.js';
import { type AgentId, type InboxId, newId, type TeamId } from './kernel/id.js';
import type { Tx } from './kernel/tx.js';
import { randomToken } from './platform/crypto/vault.js';
import { UnitOfWork } from './platform/database/unit-of-work.js';
import type { Sandbox, SandboxFile } from './sandbox-process.js';
import { SavedViewRepository } from './saved-views/settings.js';
import { demoClocks } from './seed-clocks.js';
import { seedRouting } from './seed-routing.js';
import { demoViews } from './seed-views.js';

export interface Seeded {
  /** Told once, when it was made here. */
  readonly generatedPassword: string | null;
}

const actor = systemActor('seed');

/** What `npm run simulate` needs to play an agent; kept in the data folder, readable by its owner only. */
const SIMULATOR_SCOPES: readonly Permission[] = [
  'attachment:read',
  'contact:read',
  'inbox:read',
  'receipt:read',
  'ticket:read',
  'ticket:write',
  'view:read',
  'view:write',
];

const DEMO_TEAMS = ['Payments', 'Account safety'];
const DEMO_AGENTS: readonly {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly languages: readonly string[];
}[] = [
  { email: 'sari@example.com', name: 'Sari', role: 'agent', languages: ['id', 'en'] },
  { email: 'wei@example.com', name: 'Wei', role: 'agent', languages: ['zh', 'en'] },
  { email: 'dewi@example.com', name: 'Dewi', role: 'supervisor', languages: ['id', 'en'] },
];

/** On an empty database: the administrator, and with DEMO=1 agents, teams and one inbox for each provider of the sandbox. */
export async function seed(app: INestApplicationContext, config: Config, sandbox: Sandbox | null): Promise<Seeded> {
  const agents = app.get(AgentRepository);
  if (!(await agents.isEmpty())) return { generatedPassword: null };
  const generated = config.adminPassword === null ? randomToken().slice(0, 20) : null;
  const password = config.adminPassword ?? generated ?? '';
  const hash = await Passwords.hash(password);
  const file = config.demo ? (sandbox?.file() ?? null) : null;
  const inboxes = await demoInboxes(app.get(ChannelRegistry), file);
  await app.get(UnitOfWork).run(actor, async (tx) => {
    const adminId = await agents.insert(tx, {
      email: config.adminEmail,
      name: 'Administrator',
      role: 'admin',
      enabled: true,
      languages: ['en'],
    });
    if (adminId === null) return; // another process was quicker
    await app.get(Passwords).set(tx, adminId, hash);
    if (!config.demo) return;
    const teamIds = await demoTeams(tx, app.get(TeamRepository));
    const agentIds: AgentId[] = [];
    for (const agent of DEMO_AGENTS) {
      const id = await agents.insert(tx, { ...agent, enabled: true });
      if (id === null) continue;
      await app.get(Passwords).set(tx, id, hash);
      await agents.setTeams(tx, id, teamIds);
      agentIds.push(id);
    }
    await demoViews(tx, app.get(SavedViewRepository));
    await demoClocks(tx, app);
    const [payments, safety] = teamIds;
    if (payments !== undefined && safety !== undefined) await seedRouting(tx, app, { payments, safety, agentIds });
    const token = await app.get(Bearers).issueToken(tx, { name: 'Simulator', scopes: SIMULATOR_SCOPES, agentId: adminId, expiresAt: null });
    writeFileSync(join(config.dataDir, 'simulator.token'), `${token.token}\n`, { mode: 0o600 });
    for (const inbox of inboxes) await app.get(InboxRepository).insert(tx, { ...inbox, teamId: teamIds[0] ?? null });
  });
  return { generatedPassword: generated };
}

async function demoTeams(tx: Tx, teams: TeamRepository): Promise<readonly TeamId[]> {
  const ids: TeamId[] = [];
  for (const name of DEMO_TEAMS) {
    const id = await teams.insert(tx, name);
    if (id !== null) ids.push(id);
  }
  return ids;
}

async function demoInboxes(channels: ChannelRegistry, file: SandboxFile | null) {
  const inboxes = [];
  for (const given of file?.inboxes ?? []) {
    const definition = channels.find(given.channel, given.provider);
    if (definition === null) continue;
    const parts = await channels.validate(definition, given.settings);
    const now = systemClock.now();
    const { channel, provider, name, language } = given;
    inboxes.push({
      id: newId<InboxId>(),
      name,
      channel,
      provider,
      language,
      ...parts,
      calendarId: null,
      ...LIFECYCLE_DEFAULTS,
      enabled: true,
      health: null,
      createdAt: now,
      updatedAt: now,
      version: 1,
    });
  }
  return inboxes;
}
