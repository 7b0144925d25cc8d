import { type DeskClient, type InboxAnswer, Refused, type TicketRow } from '../desk-client.js';
import type { LedgerEntry } from '../fakes/fake.js';
import type { Customer, Utterance } from '../provider.js';
import { seeded } from '../random.js';
import { type DayPlan, handlingMinutes, SKILLS, type Visit, visitsOf, type Worker, workersOf } from './day.js';
import { type DeskOfTheDay, loggedIn, pause } from './desk-of-the-day.js';

const LOOK_MS = 150;
const AGENT_PASSWORD = 'password of an agent';
/** Twice as often as an agent must give signs of life to stay online (two minutes of the desk's time). */
const HEARTBEAT_MINUTES = 1;

export interface Crew {
  work(until: () => boolean): Promise<void>;
}

interface Team {
  readonly id: string;
}

/** Sets the desk up for the day: teams that hand out by themselves, agents with languages and room. */
export async function hire(day: DeskOfTheDay, plan: DayPlan): Promise<Crew> {
  const teams = new Map<string, string>();
  for (const name of ['Front desk', 'Money', 'Safety']) teams.set(name, (await day.admin.post<Team>('/teams', { name })).id);
  const front = teams.get('Front desk');
  await day.admin.patch(`/teams/${front}`, { strategy: 'least-loaded', overflowTeamId: teams.get('Money'), overflowAfterMinutes: 20 });
  await day.admin.patch(`/teams/${teams.get('Money')}`, { strategy: 'longest-idle', overflowTeamId: front, overflowAfterMinutes: 20 });
  await day.admin.patch(`/teams/${teams.get('Safety')}`, { strategy: 'round-robin', overflowTeamId: front, overflowAfterMinutes: 10 });
  const skills = await teach(day.admin, teams);
  for (const inbox of await day.admin.all<InboxAnswer>('/inboxes')) await day.admin.patch(`/inboxes/${inbox.id}`, { teamId: front });
  const crew: { readonly worker: Worker; readonly client: DeskClient; readonly id: string }[] = [];
  for (const worker of workersOf(plan)) {
    const email = `${worker.name.toLowerCase().replace(' ', '-')}@example.com`;
    const { name, languages, capacity } = worker;
    const teamIds = [teams.get(worker.team)];
    const { id } = await day.admin.post<Team>('/agents', {
      email,
      name,
      role: 'agent',
      password: AGENT_PASSWORD,
      languages,
      teamIds,
      capacity,
      skills: worker.skills.map(({ name: skill, level }) => ({ skillId: skills.get(skill), level })),
    });
    crew.push({ worker, id, client: await loggedIn(day.url, email, AGENT_PASSWORD) });
  }
  return {
    work: async (until) => {
      await Promise.all(crew.map((one, n) => shift(day, one, { until, random: seeded(plan.seed + n) })));
    },
  };
}

/** What agents can master, and rules by which some tickets ask for it. @returns skill by name */
async function teach(admin: DeskClient, teams: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  const skills = new Map<string, string>();
  for (const { id, name } of await admin.all<Team & { readonly name: string }>('/skills')) skills.set(name, id);
  for (const name of SKILLS) if (!skills.has(name)) skills.set(name, (await admin.post<Team>('/skills', { name })).id);
  for (const { id } of await admin.all<Team>('/routing-rules')) await admin.patch(`/routing-rules/${id}`, { enabled: false });
  const rule = (name: string, words: readonly string[], actions: object) =>
    admin.post('/routing-rules', { name, conditions: { field: 'message.text', operator: 'contains-any', value: words }, actions });
  await rule('Stolen accounts', ['stole', '被盗'], {
    teamId: teams.get('Safety'),
    priority: 'urgent',
    category: 'account',
    skills: [{ skillId: skills.get('Fraud'), level: 3 }],
  });
  await rule('Refunds', ['refund', '退款'], {
    teamId: teams.get('Money'),
    category: 'refund',
    skills: [{ skillId: skills.get('Refunds'), level: 2 }],
  });
  await rule('Payments', ['payment', 'saldo'], { teamId: teams.get('Money'), category: 'payment' });
  return skills;
}

interface Shift {
  readonly until: () => boolean;
  readonly random: () => number;
}

/** One agent's day: online during the shift, answering what is theirs, oldest wait first. */
async function shift(
  day: DeskOfTheDay,
  { worker, client, id }: { readonly worker: Worker; readonly client: DeskClient; readonly id: string },
  { until, random }: Shift,
): Promise<void> {
  let online = false;
  let heardAt = Number.NEGATIVE_INFINITY;
  const inHand = new Map<string, number>();
  while (!until()) {
    const minute = day.minute();
    const should = minute >= worker.shift.fromMinute && minute < worker.shift.toMinute;
    if (should !== online) {
      await client.put('/agents/me/presence', { status: should ? 'online' : 'offline' });
      online = should;
    } else if (online && minute - heardAt > HEARTBEAT_MINUTES) {
      await client.post('/agents/me/heartbeat', {});
      heardAt = minute;
    }
    await answerDue({ day, client, id, inHand, random });
    await pause(LOOK_MS);
  }
}

interface Desk {
  readonly day: DeskOfTheDay;
  readonly client: DeskClient;
  readonly id: string;
  /** Ticket → the minute at which its answer is written. */
  readonly inHand: Map<string, number>;
  readonly random: () => number;
}

async function answerDue({ day, client, id, inHand, random }: Desk): Promise<void> {
  const { items } = await client.get<{ items: (TicketRow & { readonly lastDirection: string })[] }>(`/tickets?assigneeId=${id}&limit=50`);
  const waiting = items.filter((t) => t.lastDirection === 'inbound' && t.statusCategory !== 'closed');
  for (const ticket of waiting) {
    const readyAt = inHand.get(ticket.id) ?? day.minute() + handlingMinutes(ticket.channel, random());
    inHand.set(ticket.id, readyAt);
    if (day.minute() < readyAt) continue;
    inHand.delete(ticket.id);
    await answer(client, ticket.id, random);
  }
}

async function answer(client: DeskClient, ticketId: string, random: () => number): Promise<void> {
  try {
    await client.post(`/tickets/${ticketId}/messages`, { kind: 'reply', text: 'We looked into it, and this is what we found.' });
    await client.patch(`/tickets/${ticketId}`, { status: random() < 0.6 ? 'resolved' : 'pending' });
  } catch (error) {
    // Somebody else took or closed it meanwhile.
    if (!(error instanceof Refused)) throw error;
  }
}

/** Customers who come when their time has come, and some once more after they were answered. @param said what was taken from them */
export async function visit(day: DeskOfTheDay, plan: DayPlan, said: string[]): Promise<{ readonly refused: number }> {
  const inboxes = await day.admin.all<InboxAnswer>('/inboxes');
  let refused = 0;
  const speak = async (customer: Customer, text: string, replyTo?: LedgerEntry): Promise<void> => {
    const utterance = customer.say(text, replyTo === undefined ? {} : { replyTo });
    if (await taken(utterance)) said.push(utterance.text);
    else refused += 1;
  };
  const visits = visitsOf(plan);
  const come = async (one: Visit): Promise<void> => {
    const customer = customerOf(day, inboxes, one);
    if (customer === null) return;
    await until(day, one.atMinute);
    await speak(customer, one.text);
    if (!one.returns) return;
    const answer = await answered(day, one, customer, plan.hours * 60);
    if (answer !== null) await speak(customer, `Thank you, and one more thing (${one.index})`, answer);
  };
  await Promise.all(visits.map(come));
  return { refused };
}

function customerOf(day: DeskOfTheDay, inboxes: readonly InboxAnswer[], { provider, index }: Visit): Customer | null {
  const inbox = inboxes.find((i) => `${i.channel}/${i.provider}` === provider);
  const running = day.sandbox.providers.get(provider);
  if (inbox === undefined || running === undefined) return null;
  const target = { deskUrl: day.url, inboxId: inbox.id, webhookUrls: inbox.webhookUrls, settings: running.inbox.settings };
  return running.customer(target, index + 1);
}

/** A provider tries again when the desk did not take it. */
async function taken(utterance: Utterance): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await utterance.deliver()) return true;
    await pause(LOOK_MS);
  }
  return false;
}

/** Null: nobody answered before the day was over. */
async function answered(day: DeskOfTheDay, { provider }: Visit, { address }: Customer, lastMinute: number): Promise<LedgerEntry | null> {
  while (day.minute() < lastMinute) {
    const answer = day.sandbox.providers
      .get(provider)
      ?.replies()
      .find((entry) => entry.to === address);
    if (answer !== undefined) return answer;
    await pause(LOOK_MS);
  }
  return null;
}

async function until(day: DeskOfTheDay, minute: number): Promise<void> {
  while (day.minute() < minute) await pause(LOOK_MS);
}
