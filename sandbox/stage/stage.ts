import { randomBytes } from 'node:crypto';
import { insist } from '../customers/deliver.js';
import { exchanges } from '../exchanges.js';
import type { FakeResponse, LedgerEntry } from '../fakes/fake.js';
import { addressOn, PEOPLE_MAX, type Person, personAt, personOf, tracesOf } from '../people.js';
import type { Customer, InboxTarget, RunningProvider } from '../provider.js';
import { Conversation } from './conversation.js';
import { Handing } from './handing.js';
import type { StageOrder } from './order.js';
import { Phones } from './phones.js';
import type { ShownDevice, ShownInbox, ShownMail, StageState } from './shown.js';

/** By which provider a device's messages go. */
const PROVIDERS: Readonly<Record<ShownDevice, string>> = {
  email: 'email/imap',
  whatsapp: 'social/whatsapp',
  messenger: 'social/messenger',
  telegram: 'social/telegram',
  sms: 'hotline/twilio',
};
const DEVICES = Object.keys(PROVIDERS) as readonly ShownDevice[];
/** Settings that name the account at a fake: an inbox that has the same talks to it. */
const ACCOUNT = ['phoneNumber', 'apiBaseUrl', 'imapPort'] as const;
const EXCHANGES_SHOWN = 60;

/** The people of the page /sandbox with their devices. They speak by the very customers the simulator plays. */
export class Stage {
  private readonly conversations = new Map<string, Conversation>();
  private readonly customers = new Map<string, Customer>();
  private readonly faults = new Map<ShownDevice, number>();
  private readonly phones = new Phones(() => this.touch());
  private readonly handing = new Handing(() => this.touch());
  /** Tells a page of an earlier start that nothing of what it has holds. */
  private readonly epoch = randomBytes(4).toString('hex');
  private version = 0;

  constructor(private readonly providers: ReadonlyMap<string, RunningProvider>) {}

  /** Called once all providers run. */
  open(): void {
    exchanges.changed = () => this.touch();
    for (const device of DEVICES) {
      const ledger = this.providers.get(PROVIDERS[device])?.ledger;
      if (ledger !== undefined) ledger.watch = (entry) => this.replied(device, entry);
    }
  }

  state(order: StageOrder): StageState {
    const person = personOf(bounded(order.person));
    for (const device of DEVICES) this.customer(device, person, order);
    const version = `${this.epoch}.${this.version}.${person.index}.${order.people ?? 0}.${order.targets.length}`;
    const same = order.since === version;
    const count = Math.min(Math.max(1, order.people ?? 1), 200);
    return {
      version,
      ...(same ? { unchanged: true as const } : {}),
      people: same ? [] : Array.from({ length: count }, (_, index) => this.shownPerson(index)),
      inboxes: Object.fromEntries(DEVICES.flatMap((device) => this.inboxOn(device, order))),
      chatInboxId: order.targets.find((t) => t.provider === 'chat/widget')?.inboxId ?? null,
      conversations: Object.fromEntries(
        DEVICES.map((device) => [device, same ? [] : this.conversation(device, person.index).items()]),
      ) as unknown as StageState['conversations'],
      call: same ? null : this.phones.shown(person.index),
      exchanges: same ? [] : exchanges.naming(tracesOf(person), EXCHANGES_SHOWN),
      faults: [...this.faults].map(([device, status]) => ({ device, status })),
    };
  }

  async act(order: StageOrder): Promise<FakeResponse> {
    const person = personOf(bounded(order.person));
    const done = await this.acted(order, person);
    this.touch();
    return done ? { status: 200, body: {} } : { status: 409, body: { error: 'not possible now' } };
  }

  private async acted(order: StageOrder, person: Person): Promise<boolean> {
    if (order.act === 'fault') return this.fault(order);
    if (order.act === 'say') return this.say(order, person);
    if (order.act === 'seen') return this.seen(order, person);
    const target = targetFor('hotline/twilio', this.providers, order);
    const provider = this.providers.get('hotline/twilio');
    return provider === undefined || target === null ? false : this.phones.act(order, { person, target, provider });
  }

  private async say(order: StageOrder, person: Person): Promise<boolean> {
    const { device, text = '', subject, trouble = 'none' } = order;
    const customer = device === undefined ? null : this.customer(device, person, order);
    if (device === undefined || customer === null) return false;
    const conversation = this.conversation(device, person.index);
    const files = (order.files ?? []).map((f) => ({ ...f, content: Buffer.from(f.content, 'base64') }));
    const replyTo = order.replyTo === undefined ? undefined : conversation.entry(order.replyTo);
    const utterance = customer.say(text, { files, ...(subject === undefined ? {} : { subject }), ...(replyTo ? { replyTo } : {}) });
    const { messageId } = utterance;
    const mail =
      messageId === undefined
        ? null
        : sentMail({ order, messageId, person, replyTo, conversation, to: this.inboxOn('email', order)[0]?.[1].address ?? '' });
    const id = conversation.said(text, { files, trouble, mail });
    this.handing.over({ key: `${person.index} ${device}`, conversation, id, deliver: utterance.deliver }, trouble);
    return true;
  }

  /** The person looks at the device: vendors that have receipts tell the desk. */
  private async seen(order: StageOrder, person: Person): Promise<boolean> {
    const { device } = order;
    if (device === undefined) return false;
    const conversation = this.conversation(device, person.index);
    const customer = this.customer(device, person, order);
    for (const { id } of conversation.unread()) {
      conversation.change(id, { state: 'read' });
      const entry = conversation.entry(id);
      const receipt = entry === undefined ? undefined : customer?.acknowledge?.(entry, 'read');
      if (receipt !== undefined) void insist(receipt.deliver);
    }
    return true;
  }

  private fault({ device, fault = 0 }: StageOrder): boolean {
    const provider = device === undefined ? undefined : this.providers.get(PROVIDERS[device]);
    if (device === undefined || provider?.failNext === undefined) return false;
    const status = fault === 429 || fault === 500 ? fault : null;
    provider.failNext(status);
    if (status === null) this.faults.delete(device);
    else this.faults.set(device, status);
    return true;
  }

  private replied(device: ShownDevice, entry: LedgerEntry): void {
    const index = personAt(entry.to);
    // The vendor refused once and takes it now.
    this.faults.delete(device);
    if (index !== null) {
      const conversation = this.conversation(device, index);
      conversation.arrived(entry, device === 'email' ? receivedMail(entry, conversation) : null);
    }
    this.touch();
  }

  private shownPerson(index: number): StageState['people'][number] {
    const unread = DEVICES.map((device) => [device, this.conversation(device, index).unread().length] as const);
    return { ...personOf(index), unread: Object.fromEntries(unread.filter(([, count]) => count > 0)) };
  }

  private inboxOn(device: ShownDevice, order: StageOrder): (readonly [ShownDevice, ShownInbox])[] {
    const target = targetFor(PROVIDERS[device], this.providers, order);
    if (target === null) return [];
    const { address, phoneNumber } = target.settings;
    return [[device, { id: target.inboxId, name: target.name, address: String(address ?? phoneNumber ?? '') }]];
  }

  private conversation(device: ShownDevice, index: number): Conversation {
    const key = `${index} ${device}`;
    const conversation = this.conversations.get(key) ?? new Conversation();
    this.conversations.set(key, conversation);
    return conversation;
  }

  private customer(device: ShownDevice, person: Person, order: StageOrder): Customer | null {
    const provider = this.providers.get(PROVIDERS[device]);
    const target = targetFor(PROVIDERS[device], this.providers, order);
    if (provider === undefined || target === null) return null;
    const key = `${device} ${target.inboxId} ${person.index}`;
    const persona = { name: person.name, address: addressOn(device, person) };
    const customer = this.customers.get(key) ?? provider.customer(target, person.index, persona);
    this.customers.set(key, customer);
    return customer;
  }

  private touch(): void {
    this.version += 1;
  }
}

interface SentParts {
  readonly order: StageOrder;
  readonly messageId: string;
  readonly person: Person;
  readonly replyTo: LedgerEntry | undefined;
  readonly conversation: Conversation;
  readonly to: string;
}

function sentMail({ order, messageId, person, replyTo, conversation, to }: SentParts): ShownMail {
  const inReplyTo = replyTo?.externalId ?? null;
  return {
    subject: order.subject ?? `Re: ${String(replyTo?.details['subject'] ?? '')}`,
    messageId,
    inReplyTo,
    from: person.email,
    to: String(replyTo?.details['replyTo'] ?? to),
    thread: inReplyTo === null ? messageId : conversation.threadOf(messageId, [inReplyTo]),
  };
}

function receivedMail({ details, externalId, to }: LedgerEntry, conversation: Conversation): ShownMail {
  const bare = (id: unknown) => String(id ?? '').replaceAll(/[<>]/g, '');
  const references = Array.isArray(details['references']) ? details['references'].map(bare) : [];
  const inReplyTo = details['inReplyTo'] === undefined ? null : bare(details['inReplyTo']);
  const thread = conversation.threadOf(externalId, inReplyTo === null ? references : [inReplyTo, ...references]);
  return {
    subject: String(details['subject'] ?? ''),
    messageId: externalId,
    inReplyTo,
    from: String(details['from'] ?? details['replyTo'] ?? ''),
    to,
    thread,
  };
}

/** The desk's inbox that talks to this fake; where none can be told by its account, the first of the kind. */
function targetFor(name: string, providers: ReadonlyMap<string, RunningProvider>, { targets }: StageOrder) {
  const settings = providers.get(name)?.inbox.settings;
  const ofKind = targets.filter((target) => target.provider === name);
  const isOurs = (given: InboxTarget['settings']) => ACCOUNT.every((key) => settings?.[key] === undefined || given[key] === settings[key]);
  const target = ofKind.find((one) => isOurs(one.settings));
  return target === undefined || settings === undefined ? null : { ...target, settings };
}

function bounded(index: number): number {
  return Math.min(Math.max(0, Math.trunc(index)), PEOPLE_MAX - 1);
}
