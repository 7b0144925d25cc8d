import { DeskClient } from '../sandbox/desk-client.js';
import { asAdmin } from './desk-process.js';
import type { BenchRig } from './rig.js';

const AGENTS = 50;
const RULES = 20;
const POLICIES = 5;
const WORDS = ['refund', 'card', 'top-up', 'transfer', 'statement'];
const PASSWORD = 'a password of the bench';

/**
 * A desk with everything at work: a team that hands out what comes to the inbox, agents with room who are online, routing
 * rules that are all asked (the last two match), promises, and automations of which one acts on every new ticket.
 */
export async function organise(rig: BenchRig): Promise<void> {
  const desk = await asAdmin(rig.url);
  const team = await desk.post<{ id: string }>('/teams', { name: 'Bench', strategy: 'least-loaded' });
  await desk.patch(`/inboxes/${rig.inboxId}`, { teamId: team.id });
  for (let n = 0; n < AGENTS; n++) await online(rig.url, desk, { n, teamId: team.id });
  const contains = (value: string) => ({ field: 'message.text', operator: 'contains', value });
  for (let n = 1; n <= RULES; n++) {
    const matches = n > RULES - 2;
    const conditions = { any: matches ? [contains('benchmark')] : WORDS.map((word) => contains(`${word} ${n}`)) };
    await desk.post('/routing-rules', { name: `Rule ${n}`, continue: true, conditions, actions: { tags: [`rule-${n}`] } });
  }
  for (let n = 1; n <= POLICIES; n++) {
    const condition = n === POLICIES ? { all: [] } : { field: 'tags', operator: 'contains', value: `policy-${n}` };
    const minutes = { low: 240, normal: 120, high: 60, urgent: 30 };
    const targets = { 'first-response': minutes, 'next-response': minutes, resolution: minutes };
    await desk.post('/sla-policies', { name: `Policy ${n}`, position: n, condition, targets, warnAt: [80] });
  }
  const rule = { events: ['ticket.opened'], actions: [{ type: 'add-tags', tags: ['seen'] }] };
  await desk.post('/automations', { ...rule, name: 'Acts', condition: { field: 'channel', operator: 'is', value: 'social' } });
  await desk.post('/automations', { ...rule, name: 'Does not act', condition: { field: 'channel', operator: 'is', value: 'email' } });
}

async function online(url: string, desk: DeskClient, { n, teamId }: { readonly n: number; readonly teamId: string }): Promise<void> {
  const email = `bench-${n}@example.com`;
  await desk.post('/agents', { email, name: `Bench ${n}`, role: 'agent', password: PASSWORD, teamIds: [teamId], capacity: 1000 });
  const agent = new DeskClient(url);
  await agent.login(email, PASSWORD);
  await agent.put('/agents/me/presence', { status: 'online' });
}
