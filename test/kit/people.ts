import { Bearers, Passwords, PERMISSIONS, type Permission } from '../../src/access/index.js';
import { AgentRepository } from '../../src/agents/index.js';
import { type Role, systemActor } from '../../src/kernel/actor.js';
import type { AgentId, TeamId } from '../../src/kernel/id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { passwordHash, type TestDesk } from './test-desk.js';

export interface Person {
  readonly id: string;
  readonly email: string;
  /** With every scope, or those that were asked for. */
  readonly token: string;
}

export interface PersonOrder {
  readonly role?: Role;
  readonly teamIds?: readonly string[];
  readonly scopes?: readonly Permission[];
}

let count = 0;

/** An agent with PASSWORD and an API token. */
export async function person(desk: TestDesk, { role = 'agent', teamIds = [], scopes = PERMISSIONS }: PersonOrder = {}): Promise<Person> {
  const hash = await passwordHash();
  const email = `${role}-${(count += 1)}-${Math.random().toString(36).slice(2)}@example.com`;
  return desk.app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
    const agents = desk.app.get(AgentRepository);
    const id = await agents.insert(tx, { email, name: `The ${role}`, role, enabled: true, languages: ['en'] });
    if (id === null) throw new Error('the address is taken');
    await desk.app.get(Passwords).set(tx, id, hash);
    await agents.setTeams(tx, id, teamIds as TeamId[]);
    const { token } = await desk.app.get(Bearers).issueToken(tx, { name: 'test', scopes, agentId: id, expiresAt: null });
    return { id, email, token };
  });
}

/** Another token of somebody, with these scopes only. */
export async function tokenOf(desk: TestDesk, agentId: string, scopes: readonly Permission[]): Promise<string> {
  const order = { name: 'test', scopes, agentId: agentId as AgentId, expiresAt: null };
  return (await desk.app.get(UnitOfWork).run(systemActor('test'), (tx) => desk.app.get(Bearers).issueToken(tx, order))).token;
}

/** @returns the team's id */
export async function team(desk: TestDesk, visibility: 'open' | 'members' = 'open'): Promise<string> {
  const name = `Team ${(count += 1)}`;
  const { body } = await desk.request('POST', '/api/v1/teams', { body: { name, visibility } });
  return String(body['id']);
}

/** A ticket opened by program. @returns its id */
export async function ticket(
  desk: TestDesk,
  where: { readonly teamId?: string | null; readonly assigneeId?: string | null } = {},
): Promise<string> {
  const contact = { identities: [{ kind: 'email', value: `customer-${(count += 1)}@example.com` }] };
  const { body } = await desk.request('POST', '/api/v1/tickets', { body: { subject: 'Top-up', text: 'It has not arrived.', contact } });
  const id = String(body['id']);
  if (where.teamId) await desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { teamId: where.teamId } });
  // By hand nobody is assigned who is not of the team; but who leaves the team keeps what they have.
  if (where.assigneeId) await desk.pool.query('update ticket set assignee_id = $2 where id = $1', [id, where.assigneeId]);
  return id;
}
