import type { Page } from 'playwright-core';
import type { InboundEvent } from '../../src/channels/contract/index.js';
import { type Chromium, launchChromium, logInTo } from '../kit/chromium.js';
import { FakeChannel, said } from '../kit/fake-channel.js';
import { FakeClock } from '../kit/fake-clock.js';
import { type Person, type PersonOrder, person } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

type Said = NonNullable<Parameters<typeof said>[0]>;

export interface TicketRig {
  readonly desk: TestDesk;
  readonly channel: FakeChannel;
  readonly clock: FakeClock;
  readonly chromium: Chromium;
  readonly inboxId: string;
  post(events: readonly InboundEvent[]): Promise<void>;
  /** A mail; each opens a ticket of its own. @returns the ticket's id */
  mail(over: Said): Promise<string>;
  /** The customer goes on in the same conversation. */
  goesOn(over: Said): Promise<void>;
  agent(order?: PersonOrder): Promise<Person>;
  /** The newest ticket of somebody. */
  newestOf(who: string): Promise<string>;
  open(person: Person, ticketId: string): Promise<Page>;
  /** The desk's clock comes up to that of the browser; it never goes back. */
  catchUp(): void;
  /** What waits for its time does so no longer. */
  hurry(): Promise<void>;
  stop(): Promise<void>;
}

/** A desk with one inbox that takes formatted mails, and a browser. Jobs run when the test says so. @param start what the desk's clock says */
export async function ticketRig(start = new Date()): Promise<TicketRig> {
  const channel = new FakeChannel();
  Object.assign(channel.capabilities, { html: true, maxAttachmentBytes: 1024 * 1024, maxTextLength: 20_000 });
  const clock = new FakeClock(start);
  const desk = await testDesk({ channels: () => [channel.definition()], clock, live: true });
  const body = { name: 'Support mailbox', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true };
  const inboxId = String((await desk.request('POST', '/api/v1/inboxes', { body })).body['id']);
  const chromium = await launchChromium();
  let count = 0;
  const post = async (events: readonly InboundEvent[]) => {
    await desk.request('POST', `/ingress/fake/${inboxId}/events`, {
      token: null,
      headers: { 'x-fake-key': 'right' },
      body: { key: `receipt-${++count}`, events },
    });
    await desk.drainJobs();
  };
  const newestOf = async (who: string) => {
    const contact = (await desk.request('GET', `/api/v1/contacts?kind=fake&value=${who}`)).body.items[0];
    const { body } = await desk.request('GET', `/api/v1/tickets?contactId=${String(contact?.['id'])}&sort=createdAt&limit=1`);
    return String(body.items[0]?.['id']);
  };
  const now = () => ({ at: clock.now });
  return {
    desk,
    channel,
    clock,
    chromium,
    inboxId,
    post,
    newestOf,
    goesOn: (over) => post([said({ ...now(), ...over })]),
    mail: async (over) => {
      await post([said({ ...now(), conversation: null, ...over })]);
      return newestOf(String(over.who));
    },
    agent: (order) => person(desk, order),
    open: async (who, ticketId) => {
      const page = await chromium.page();
      await logInTo(page, desk.url, who.email);
      await page.goto(`${desk.url}/inbox/all/${ticketId}`);
      await page.getByRole('log', { name: 'Conversation' }).getByRole('article').first().waitFor();
      return page;
    },
    catchUp: () => {
      if (Date.now() > clock.now.getTime()) clock.now = new Date();
    },
    hurry: async () => {
      clock.forward(0.25);
      await desk.pool.query("update graphile_worker._private_jobs set run_at = now() - interval '1 second'");
      await desk.drainJobs();
    },
    stop: async () => {
      await chromium.close();
      await desk.stop();
    },
  };
}

/** What the page asks the desk with GET at such addresses waits. @returns lets it go */
export async function heldBack(page: Page, urls: RegExp): Promise<() => void> {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(urls, async (route) => {
    if (route.request().method() === 'GET') await gate;
    await route.continue();
  });
  return release;
}

/** A second of silence as a sound file: what a caller left. */
export function silence(): Buffer {
  const rate = 8_000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + rate, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(rate, 40);
  return Buffer.concat([head, Buffer.alloc(rate, 128)]);
}
