import { FakeChannel, said } from '../../kit/fake-channel.js';
import { FakeClock } from '../../kit/fake-clock.js';
import { type Answer, type TestDesk, testDesk } from '../../kit/test-desk.js';

/** A desk with one inbox of a scripted channel, and the calls these tests make again and again. */
export interface Rig {
  readonly desk: TestDesk;
  readonly channel: FakeChannel;
  readonly clock: FakeClock;
  readonly inboxId: string;
  /** What a customer says, taken in. @returns the ticket it is in */
  says(who: string, text?: string, over?: Parameters<typeof said>[0]): Promise<string>;
  ticket(id: string): Promise<Record<string, unknown>>;
  messages(id: string): Promise<Record<string, unknown>[]>;
  rule(over: object): Promise<Answer>;
  runsOf(ticketId: string): Promise<Record<string, unknown>[]>;
  /** Texts sent since the last asking. */
  sent(): readonly string[];
}

export async function rig(clock = new FakeClock()): Promise<Rig> {
  const channel = new FakeChannel();
  const desk = await testDesk({ channels: () => [channel.definition()], clock });
  const inbox = await desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true },
  });
  const inboxId = String(inbox.body['id']);
  let count = 0;
  let seen = 0;
  const get = async (path: string) => (await desk.request('GET', path)).body;
  return {
    desk,
    channel,
    clock,
    inboxId,
    says: async (who, text = 'My money has not arrived', over = {}) => {
      count += 1;
      await desk.request('POST', `/ingress/fake/${inboxId}/events`, {
        token: null,
        headers: { 'x-fake-key': 'right' },
        body: { key: `k${count}`, events: [said({ who, text, ...over })] },
      });
      await desk.drainJobs();
      const value = over?.from?.value ?? who;
      const contact = await get(`/api/v1/contacts?kind=${over?.from?.kind ?? 'fake'}&value=${encodeURIComponent(value)}`);
      const tickets = await get(`/api/v1/tickets?contactId=${String(contact.items[0]?.['id'])}`);
      return String(tickets.items[0]?.['id']);
    },
    ticket: (id) => get(`/api/v1/tickets/${id}`),
    messages: async (id) => (await get(`/api/v1/tickets/${id}/messages`)).items,
    rule: (over) => desk.request('POST', '/api/v1/automations', { body: { name: 'Rule', condition: { all: [] }, ...over } }),
    runsOf: async (id) => (await get(`/api/v1/tickets/${id}/automations`)).items,
    sent: () => {
      const fresh = channel.sent.slice(seen).map((m) => m.text);
      seen = channel.sent.length;
      return fresh;
    },
  };
}
