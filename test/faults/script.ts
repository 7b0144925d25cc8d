import type { DeskClient, InboxAnswer } from '../../sandbox/desk-client.js';
import type { Customer, RunningProvider, Utterance } from '../../sandbox/provider.js';
import { shuffled } from '../../sandbox/random.js';
import type { Rig } from './rig.js';

/** One thing that one customer says, to be found again in exactly one place. */
export interface Input {
  readonly provider: string;
  /** Customer, unique over all providers. */
  readonly who: string;
  readonly inboxId: string;
  readonly utterance: Utterance;
  /** Deliver it again after it was accepted, as providers do. */
  readonly repeat: boolean;
}

export interface Cast {
  readonly provider: string;
  readonly running: RunningProvider;
  readonly inboxId: string;
  readonly customers: ReadonlyMap<string, Customer>;
}

const CUSTOMERS = 20;

/** Every customer of every provider, and everything they will say, in an order of the seed's making. */
export async function write(
  rig: Rig,
  desk: DeskClient,
  options: { readonly perProvider: number; readonly random: () => number },
): Promise<{ readonly casts: readonly Cast[]; readonly inputs: readonly Input[] }> {
  const inboxes = await desk.all<InboxAnswer>('/inboxes');
  const casts = [...rig.sandbox.providers.entries()].map(([provider, running]) => cast(rig, { provider, running, inboxes }));
  const inputs = casts.flatMap((c) => linesOf(c, options));
  return { casts, inputs: shuffled(inputs, options.random) };
}

function cast(
  rig: Rig,
  {
    provider,
    running,
    inboxes,
  }: { readonly provider: string; readonly running: RunningProvider; readonly inboxes: readonly InboxAnswer[] },
): Cast {
  const inbox = inboxes.find((i) => `${i.channel}/${i.provider}` === provider);
  if (inbox === undefined) throw new Error(`no inbox for ${provider}`);
  const target = { deskUrl: rig.url, inboxId: inbox.id, webhookUrls: inbox.webhookUrls, settings: running.inbox.settings };
  const customers = new Map(Array.from({ length: CUSTOMERS }, (_, i) => [`${provider}#${i}`, running.customer(target, i)]));
  return { provider, running, inboxId: inbox.id, customers };
}

function linesOf(
  { provider, inboxId, customers }: Cast,
  { perProvider, random }: { readonly perProvider: number; readonly random: () => number },
): readonly Input[] {
  const people = [...customers.entries()];
  return Array.from({ length: perProvider }, (_, i): Input => {
    const [who, customer] = people[i % people.length] as [string, Customer];
    return { provider, who, inboxId, utterance: customer.say(`input ${i} of ${who}`), repeat: random() < 0.2 };
  });
}
