import type { FakeResponse, LedgerEntry } from './fakes/fake.js';
import { keptFiles } from './kept-files.js';
import type { Customer, InboxTarget, RunningProvider } from './provider.js';
import type { StageOrder } from './stage/order.js';
import { Stage } from './stage/stage.js';

/** What a simulator asks of the sandbox: a customer says something, or what has the desk sent? */
export interface PlayOrder {
  /** `<channel>/<provider>` */
  readonly provider: string;
  readonly index: number;
  readonly text: string;
  readonly media?: boolean;
  readonly replyTo?: LedgerEntry;
  readonly target: Omit<InboxTarget, 'settings'>;
}

export interface Played {
  readonly accepted: boolean;
  /** By which the message is found at the desk: its text, or for a call its external id. */
  readonly text: string;
  readonly address: string;
  readonly displayName: string;
}

/** Plays customers inside the sandbox's own process, where the fakes' state is. Reachable from this machine only. */
export class Control {
  private readonly customers = new Map<string, Customer>();

  private readonly stage: Stage;

  constructor(private readonly providers: ReadonlyMap<string, RunningProvider>) {
    this.stage = new Stage(providers);
  }

  /** Called once all providers run. */
  open(): void {
    this.stage.open();
  }

  async handle(verb: string, body: Buffer): Promise<FakeResponse> {
    const given = JSON.parse(body.toString('utf8') || '{}') as unknown;
    if (verb === 'stage') return { status: 200, body: this.stage.state(given as StageOrder) };
    if (verb === 'act') return this.stage.act(given as StageOrder);
    if (verb === 'file') return fileOf(String((given as { readonly id?: unknown }).id));
    const order = given as PlayOrder;
    const provider = this.providers.get(order.provider);
    if (provider === undefined) return { status: 404, body: { error: `no provider ${order.provider}` } };
    if (verb === 'play') return { status: 200, body: await this.play(provider, order) };
    if (verb === 'replies') return { status: 200, body: [...provider.replies()].slice(-1000) };
    return { status: 404, body: { error: `no verb ${verb}` } };
  }

  private async play(provider: RunningProvider, order: PlayOrder): Promise<Played> {
    const key = `${order.provider} ${order.target.inboxId} ${order.index}`;
    const customer = this.customers.get(key) ?? provider.customer({ ...order.target, settings: provider.inbox.settings }, order.index);
    this.customers.set(key, customer);
    const utterance = customer.say(order.text, {
      ...(order.media ? { media: true } : {}),
      ...(order.replyTo ? { replyTo: order.replyTo } : {}),
    });
    const accepted = await utterance.deliver();
    return { accepted, text: utterance.text, address: customer.address, displayName: customer.displayName };
  }
}

function fileOf(id: string): FakeResponse {
  const file = keptFiles.find(id);
  if (file === null) return { status: 404, body: { error: 'no such file' } };
  return { status: 200, body: file.content, headers: { 'content-type': file.contentType } };
}
