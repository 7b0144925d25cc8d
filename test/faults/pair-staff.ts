import { DeskClient, type InboxAnswer } from '../../sandbox/desk-client.js';
import { PASSWORD } from './desk-process.js';

const AGENT_PASSWORD = 'password of an agent';
const AGENTS = 12;
/** Units; a ticket of a social channel is one. */
export const CAPACITY = 3;
/** Minutes of the desks' time. */
const TARGETS = { first: 3, next: 2, resolution: 8 };

export interface Staff {
  readonly admin: DeskClient;
  readonly agents: readonly { readonly id: string; readonly desk: DeskClient }[];
  readonly inbox: InboxAnswer;
  /** A rule that runs on every message of a customer, and one on every breach. */
  readonly rules: { readonly onMessage: string; readonly onBreach: string };
}

interface Made {
  readonly id: string;
}

/** Three teams that hand out by themselves and share their agents, promises of minutes, and automations. Before the first fault. */
export async function staff(url: string): Promise<Staff> {
  const admin = await loggedIn(url, 'admin@example.com', PASSWORD);
  const teamIds = await teamsOf(admin);
  await promises(admin);
  const rules = await automations(admin);
  for (const { id } of await admin.all<Made>('/routing-rules')) await admin.patch(`/routing-rules/${id}`, { enabled: false });
  for (const [i, word] of ['amber', 'blue'].entries()) {
    const conditions = { field: 'message.text', operator: 'contains', value: word };
    await admin.post('/routing-rules', { name: `Says ${word}`, conditions, actions: { teamId: teamIds[i + 1] } });
  }
  const inbox = (await admin.all<InboxAnswer>('/inboxes')).find((i) => i.provider === 'telegram');
  if (inbox === undefined) throw new Error('there is no Telegram inbox');
  await admin.patch(`/inboxes/${inbox.id}`, { teamId: teamIds[0] });
  const agents = await Promise.all(Array.from({ length: AGENTS }, (_, n) => agent(url, admin, { n, teamIds })));
  return { admin, agents, inbox, rules };
}

async function teamsOf(admin: DeskClient): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const strategy of ['least-loaded', 'round-robin', 'longest-idle'])
    ids.push((await admin.post<Made>('/teams', { name: `Hands out ${strategy}`, strategy, matchLanguage: false })).id);
  await admin.patch(`/teams/${ids[1]}`, { overflowTeamId: ids[0], overflowAfterMinutes: 2 });
  return ids;
}

async function promises(admin: DeskClient): Promise<void> {
  for (const { id } of await admin.all<Made>('/sla-policies')) await admin.patch(`/sla-policies/${id}`, { enabled: false });
  const calendar = (await admin.all<Made & { alwaysOpen: boolean }>('/calendars')).find((c) => c.alwaysOpen);
  await admin.post('/sla-policies', {
    name: 'Minutes',
    calendarId: calendar?.id ?? null,
    targets: {
      'first-response': everyone(TARGETS.first),
      'next-response': everyone(TARGETS.next),
      resolution: everyone(TARGETS.resolution),
    },
    warnAt: [50, 80],
    escalations: [{ afterMinutes: 1, actions: [{ type: 'notify', to: 'team' }] }],
  });
}

function everyone(minutes: number) {
  return { low: minutes, normal: minutes, high: minutes, urgent: minutes };
}

async function automations(admin: DeskClient): Promise<Staff['rules']> {
  const rule = async (name: string, events: readonly string[], actions: readonly object[]): Promise<string> =>
    (await admin.post<Made>('/automations', { name, events, condition: { all: [] }, actions })).id;
  return {
    onMessage: await rule('Notes each message', ['message.received'], [{ type: 'add-note', text: 'A customer wrote.' }]),
    onBreach: await rule('Marks what was missed', ['clock.breached'], [{ type: 'add-tags', tags: ['missed'] }]),
  };
}

async function agent(
  url: string,
  admin: DeskClient,
  { n, teamIds }: { readonly n: number; readonly teamIds: readonly string[] },
): Promise<{ readonly id: string; readonly desk: DeskClient }> {
  const email = `agent-${n}@example.com`;
  const { id } = await admin.post<Made>('/agents', {
    email,
    name: `Agent ${n}`,
    role: 'agent',
    password: AGENT_PASSWORD,
    // Each is of two teams, so that two teams reach for one agent.
    teamIds: [teamIds[n % 3], teamIds[(n + 1) % 3]],
    capacity: CAPACITY,
  });
  const desk = await loggedIn(url, email, AGENT_PASSWORD);
  await desk.put('/agents/me/presence', { status: 'online' });
  return { id, desk };
}

async function loggedIn(url: string, email: string, password: string): Promise<DeskClient> {
  const desk = new DeskClient(url);
  await desk.login(email, password);
  return desk;
}
