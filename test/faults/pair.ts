import { Refused, type TicketRow } from '../../sandbox/desk-client.js';
import type { Utterance } from '../../sandbox/provider.js';
import { seeded, shuffled } from '../../sandbox/random.js';
import { judgePair, type PairVerdict } from './pair-oracle.js';
import { PairRig, SPEED } from './pair-rig.js';
import { type Staff, staff } from './pair-staff.js';
import { tick } from './rig.js';

export interface PairOptions {
  readonly seed: number;
  readonly customers: number;
  /** What each of them says, one after the other. */
  readonly messages: number;
  readonly kills: number;
  readonly keep: boolean;
}

export type PairResult = PairVerdict & {
  readonly seed: number;
  readonly kills: number;
  readonly crashes: number;
  readonly answeredBy: readonly number[];
  readonly seconds: number;
};

/** While the faults happen; each desk is up for so long before it is its turn again. */
const LULL_MS = 400;
const WORKERS = 6;
const LOOK_MS = 250;
const DELIVER_MS = 60_000;
const SETTLE_MS = 30_000;
/** All clocks are over by then, and told. */
const LAST_CLOCKS_MS = 2_500;

/** Two desks on one database, either killed in turn, while customers write, teams hand out, agents answer and time passes. */
export async function pair(options: PairOptions): Promise<PairResult> {
  const started = performance.now();
  const rig = await PairRig.start();
  try {
    const random = seeded(options.seed);
    const crew = await staff(rig.url);
    const inputs = linesOf(rig, crew, options, random);
    const isOver = { now: false };
    const working = Promise.all(crew.agents.map((agent, n) => work(agent, { isOver: () => isOver.now, random: seeded(options.seed + n) })));
    await Promise.all([strike(rig, options.kills, random), speak(inputs, { random, share: () => (rig.kills + 1) / options.kills })]);
    await settled(crew, inputs);
    isOver.now = true;
    await working;
    await tick(LAST_CLOCKS_MS);
    const verdict = await judgePair(crew, { inputs: inputs.map((u) => u.text), untilMs: rig.deskTimeMs(), speed: SPEED });
    const { kills, crashes, answered } = rig;
    return {
      seed: options.seed,
      kills,
      crashes,
      answeredBy: answered,
      ...verdict,
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    await rig.stop(options.keep);
  }
}

function linesOf(rig: PairRig, { inbox }: Staff, { customers, messages }: PairOptions, random: () => number): readonly Utterance[] {
  const running = rig.sandbox.providers.get('social/telegram');
  if (running === undefined) throw new Error('there is no Telegram');
  const target = { deskUrl: rig.url, inboxId: inbox.id, webhookUrls: inbox.webhookUrls, settings: running.inbox.settings };
  const people = Array.from({ length: customers }, (_, i) => running.customer(target, i));
  const words = ['amber', 'blue', 'green'];
  const rounds = Array.from({ length: messages }, (_, round) =>
    shuffled(
      people.map((customer, i) => customer.say(`${words[i % words.length]} input ${round} of customer ${i}`)),
      random,
    ),
  );
  return rounds.flat();
}

/** Either desk in turn, as soon as the one before it is back. */
async function strike(rig: PairRig, kills: number, random: () => number): Promise<void> {
  for (let i = 0; i < kills; i++) {
    await tick(LULL_MS * (0.5 + random()));
    await rig.desks[i % rig.desks.length]?.kill();
  }
}

/**
 * A provider repeats what was not taken, and some of what was.
 * @param share how much may have been said by now, of 1: customers write as long as there are faults
 */
async function speak(
  inputs: readonly Utterance[],
  { random, share }: { readonly random: () => number; readonly share: () => number },
): Promise<void> {
  const queue = [...inputs];
  const speaker = async () => {
    for (let input = queue.shift(); input !== undefined; input = queue.shift()) {
      while (inputs.length - queue.length > share() * inputs.length) await tick(50);
      await insist(input);
      if (random() < 0.15) await input.deliver();
      await tick(600 * random());
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, speaker));
}

async function insist(input: Utterance): Promise<void> {
  const deadline = performance.now() + DELIVER_MS;
  while (!(await input.deliver())) {
    if (performance.now() > deadline) throw new Error(`the desks took nothing for ${DELIVER_MS} ms`);
    await tick(100);
  }
}

interface Shift {
  readonly isOver: () => boolean;
  readonly random: () => number;
}

/** An agent who gives signs of life, answers what is theirs after a while, resolves most, and hands some back. */
async function work({ id, desk }: Staff['agents'][number], { isOver, random }: Shift): Promise<void> {
  const readyAt = new Map<string, number>();
  while (!isOver()) {
    await tick(LOOK_MS * (0.5 + random()));
    await tried(desk.post('/agents/me/heartbeat', {}));
    const mine = await tried(desk.get<{ items: TicketRow[] }>(`/tickets?assigneeId=${id}&limit=50`));
    for (const ticket of mine?.items ?? []) {
      if (ticket.statusCategory !== 'new' && ticket.statusCategory !== 'open') continue;
      const at = readyAt.get(ticket.id) ?? performance.now() + 300 + 3_000 * random();
      readyAt.set(ticket.id, at);
      if (performance.now() < at) continue;
      readyAt.delete(ticket.id);
      await dealWith(desk, ticket.id, random());
    }
  }
}

async function dealWith(desk: Staff['admin'], ticketId: string, dice: number): Promise<void> {
  if (dice < 0.1) {
    await tried(desk.patch(`/tickets/${ticketId}`, { assigneeId: null }));
    return;
  }
  await tried(desk.post(`/tickets/${ticketId}/messages`, { kind: 'reply', text: 'We looked into it.' }));
  await tried(desk.patch(`/tickets/${ticketId}`, { status: dice < 0.75 ? 'resolved' : 'pending' }));
}

/** Null when it was cut off, or when somebody was quicker: it is looked at again. */
async function tried<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refused && error.status < 500 && error.status !== 409) throw error;
    return null;
  }
}

/** Until every input is in a ticket and nothing waits for anybody. */
async function settled({ admin }: Staff, inputs: readonly Utterance[]): Promise<void> {
  const deadline = performance.now() + SETTLE_MS;
  while (performance.now() < deadline) {
    await tick(500);
    const tickets = await tried(admin.all<TicketRow & { readonly assigneeId: string | null }>('/tickets?sort=createdAt'));
    const isDone = tickets?.every((t) => t.statusCategory !== 'new' && t.statusCategory !== 'open');
    if (tickets === null || tickets.length === 0 || !isDone) continue;
    const heard = await Promise.all(tickets.map((t) => admin.all<{ direction: string }>(`/tickets/${t.id}/messages`)));
    if (heard.flat().filter((m) => m.direction === 'inbound').length >= inputs.length) return;
  }
}
