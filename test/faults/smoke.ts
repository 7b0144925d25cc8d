import { DeskClient, type MessageAnswer, Refused } from '../../sandbox/desk-client.js';
import { seeded } from '../../sandbox/random.js';
import { arrivalsOf, everything, judge, type Reply, type Verdict } from './oracle.js';
import { Rig, tick } from './rig.js';
import { type Cast, type Input, write } from './script.js';

export interface SmokeOptions {
  readonly seed: number;
  readonly perProvider: number;
  readonly kills: number;
  readonly postmasterKills: number;
  readonly keep: boolean;
}

export type SmokeResult = Verdict & {
  readonly seed: number;
  readonly kills: number;
  readonly postmasterKills: number;
  readonly crashes: number;
  readonly seconds: number;
};

const WORKERS = 10;
const DELIVER_MS = 60_000;
const SETTLE_MS = 90_000;

/** Inputs by every provider while desk and database are killed again and again; then the oracle counts. */
export async function smoke(options: SmokeOptions): Promise<SmokeResult> {
  const started = performance.now();
  const rig = await Rig.start();
  try {
    const random = seeded(options.seed);
    const desk = new DeskClient(rig.url);
    desk.useToken(rig.token);
    const { casts, inputs } = await write(rig, desk, { perProvider: options.perProvider, random });
    const replies = await play(rig, { desk, casts, inputs, options, random });
    const resent = await settle(desk, { casts, inputs, replies });
    const verdict = await judge(desk, { casts, inputs, replies, resent });
    for (const cast of casts) for (const customer of cast.customers.values()) await customer.close?.();
    return {
      seed: options.seed,
      kills: rig.kills,
      postmasterKills: rig.postmasterKills,
      crashes: rig.crashes,
      ...verdict,
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    await rig.stop(options.keep);
  }
}

interface Stage {
  readonly desk: DeskClient;
  readonly casts: readonly Cast[];
  readonly inputs: readonly Input[];
  readonly options: SmokeOptions;
  readonly random: () => number;
}

async function play(rig: Rig, stage: Stage): Promise<readonly Reply[]> {
  const { inputs, options, random } = stage;
  const queue = [...inputs];
  const progress = { delivered: 0, total: inputs.length };
  const faults = plan(options, random);
  const deliver = async () => {
    for (let input = queue.shift(); input !== undefined; input = queue.shift()) {
      await insist(input);
      progress.delivered += 1;
    }
  };
  const strike = async () => {
    for (const fault of faults) {
      while (progress.delivered < fault.at * progress.total) await tick(5);
      await (fault.target === 'app' ? rig.killApp() : rig.killPostmaster());
    }
  };
  const [replies] = await Promise.all([answer(stage, progress), strike(), ...Array.from({ length: WORKERS }, deliver)]);
  return replies;
}

/** Evenly spread over the inputs, with the seed's jitter. */
function plan(
  { kills, postmasterKills }: SmokeOptions,
  random: () => number,
): readonly { readonly at: number; readonly target: 'app' | 'postmaster' }[] {
  const count = kills + postmasterKills;
  const databases = new Set(Array.from({ length: postmasterKills }, (_, i) => Math.floor(((i + 1) * count) / (postmasterKills + 1))));
  return Array.from({ length: count }, (_, i) => ({
    at: ((i + random() * 0.8) / count) * 0.97,
    target: databases.has(i) ? ('postmaster' as const) : ('app' as const),
  }));
}

async function insist({ utterance, repeat, who }: Input): Promise<void> {
  const deadline = performance.now() + DELIVER_MS;
  while (!(await utterance.deliver())) {
    if (performance.now() > deadline) throw new Error(`the desk took nothing from ${who} for ${DELIVER_MS} ms`);
    await tick(100);
  }
  if (repeat) await utterance.deliver();
}

/** An agent answers each customer once, as soon as the customer is seen, while everything goes on being killed. */
async function answer(
  { desk, inputs }: Stage,
  progress: { readonly delivered: number; readonly total: number },
): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  const waiting = new Map(inputs.map((i) => [i.who, i] as const));
  let quietSince = performance.now();
  while (waiting.size > 0 && performance.now() - quietSince < SETTLE_MS) {
    if (progress.delivered < progress.total) quietSince = performance.now();
    const seen = await everything(desk).catch(() => null);
    for (const input of seen === null ? [] : inputs) {
      const place = waiting.has(input.who) ? seen?.get(input.utterance.text)?.[0] : undefined;
      const reply = place === undefined ? null : await send(desk, input, place.ticketId);
      if (reply === null) continue;
      replies.push(reply);
      waiting.delete(input.who);
    }
    await tick(200);
  }
  if (waiting.size > 0) console.error(`never seen: ${[...waiting.keys()].slice(0, 10).join(', ')}`);
  return replies;
}

async function send(desk: DeskClient, input: Input, ticketId: string): Promise<Reply | null> {
  const text = `answer to ${input.who}`;
  try {
    const { id } = await desk.post<{ id: string }>(`/tickets/${ticketId}/messages`, { kind: 'reply', text }, `reply-${input.who}`);
    return { provider: input.provider, who: input.who, messageId: id, text };
  } catch (error) {
    if (error instanceof Refused && error.status < 500) throw error;
    return null; // killed meanwhile: the same key is used again
  }
}

/** Until everything is made and sent. What may or may not have left, an agent decides: here by looking at the customer's phone. */
async function settle(
  desk: DeskClient,
  play: { readonly casts: readonly Cast[]; readonly inputs: readonly Input[]; readonly replies: readonly Reply[] },
): Promise<number> {
  const resent = new Set<string>();
  const deadline = performance.now() + SETTLE_MS;
  while (performance.now() < deadline) {
    const seen = await everything(desk).catch(() => null);
    const missing = seen === null ? 1 : play.inputs.filter((i) => !seen.has(i.utterance.text)).length;
    const states =
      seen === null
        ? []
        : play.replies.map((reply) => ({
            reply,
            message: seen
              .get(reply.text)
              ?.map((f) => f.message)
              .find((m) => m.id === reply.messageId),
          }));
    for (const { reply, message } of states) {
      if (message?.delivery.state !== 'unknown' || arrivalsOf(play.casts, reply).size > 0) continue;
      await desk.post(`/messages/${reply.messageId}/resend`, {}).then(
        () => resent.add(reply.messageId),
        () => undefined,
      );
    }
    const pending = states.filter(({ reply, message }) => isOpen(message, arrivalsOf(play.casts, reply).size > 0)).length;
    if (missing === 0 && pending === 0 && seen !== null) break;
    await tick(500);
  }
  return resent.size;
}

function isOpen(message: MessageAnswer | undefined, arrived: boolean): boolean {
  const state = message?.delivery.state;
  return state === undefined || state === 'queued' || state === 'sending' || (state === 'unknown' && !arrived) || !arrived;
}
