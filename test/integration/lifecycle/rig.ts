import type { InboundEvent } from '../../../src/channels/contract/index.js';
import { JobHandlers } from '../../../src/platform/jobs/job-handlers.js';
import { FakeChannel, said } from '../../kit/fake-channel.js';
import { FakeClock } from '../../kit/fake-clock.js';
import { type Answer, type TestDesk, testDesk } from '../../kit/test-desk.js';

/** Later than any machine's clock, so that jobs planned for later really wait. */
const START = new Date('2041-03-04T09:00:00Z');
export const DAY = 24 * 60;

export type Body = Record<string, unknown>;

export interface LifecycleRig {
  readonly desk: TestDesk;
  readonly channel: FakeChannel;
  readonly clock: FakeClock;
  readonly inboxId: string;
  post(events: readonly InboundEvent[], key?: string): Promise<void>;
  /** Somebody writes in their own conversation; everything it causes is done. @returns their newest ticket */
  hears(who: string, text?: string, over?: Partial<Extract<InboundEvent, { type: 'message' }>>): Promise<Body>;
  contactOf(who: string): Promise<string>;
  ticketsOf(who: string): Promise<readonly Body[]>;
  ticket(id: unknown): Promise<Body>;
  messages(id: unknown, query?: string): Promise<readonly Body[]>;
  texts(id: unknown, query?: string): Promise<readonly unknown[]>;
  act(id: unknown, act: string, body?: object, token?: string): Promise<Answer>;
  patch(id: unknown, body: object): Promise<Answer>;
  history(id: unknown): Promise<readonly unknown[]>;
  /** A task of the clock, at the time it is. */
  tick(task: 'wake-tickets' | 'close-quiet-tickets'): Promise<void>;
}

export async function lifecycleRig(inbox: object = {}): Promise<LifecycleRig> {
  const channel = new FakeChannel();
  const clock = new FakeClock(START);
  const desk = await testDesk({ channels: () => [channel.definition()], clock });
  const made = await desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true, ...inbox },
  });
  const inboxId = String(made.body['id']);
  let count = 0;
  const items = async (path: string) => (await desk.request('GET', path)).body.items;
  const post = async (events: readonly InboundEvent[], key = `receipt-${++count}`) => {
    await desk.request('POST', `/ingress/fake/${inboxId}/events`, {
      token: null,
      headers: { 'x-fake-key': 'right' },
      body: { key, events },
    });
  };
  const contactOf = async (who: string) => String((await items(`/api/v1/contacts?kind=fake&value=${who}`))[0]?.['id']);
  const ticketsOf = async (who: string) => items(`/api/v1/tickets?contactId=${await contactOf(who)}`);
  const messages = (id: unknown, query = '') => items(`/api/v1/tickets/${String(id)}/messages?limit=200${query}`);
  return {
    desk,
    channel,
    clock,
    inboxId,
    post,
    contactOf,
    ticketsOf,
    messages,
    hears: async (who, text = 'Halo', over = {}) => {
      await post([said({ who, text, ...over })]);
      await desk.drainJobs();
      const [newest] = await ticketsOf(who);
      return newest ?? {};
    },
    ticket: async (id) => (await desk.request('GET', `/api/v1/tickets/${String(id)}`)).body,
    texts: async (id, query) => (await messages(id, query)).map((m) => m['text']),
    act: (id, act, body = {}, token) =>
      desk.request('POST', `/api/v1/tickets/${String(id)}/${act}`, { body, ...(token === undefined ? {} : { token }) }),
    patch: (id, body) => desk.request('PATCH', `/api/v1/tickets/${String(id)}`, { body }),
    history: async (id) => (await items(`/api/v1/tickets/${String(id)}/events?limit=200`)).map((e) => e['name']),
    tick: async (task) => {
      await desk.app.get(JobHandlers).all().get(task)?.({}, { attempt: 1, maxAttempts: 1 });
    },
  };
}
