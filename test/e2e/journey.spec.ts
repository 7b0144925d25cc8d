import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningSandbox, runSandbox } from '../../sandbox/sandbox.js';
import { SandboxState } from '../../sandbox/state.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';
import { until } from '../kit/until.js';

/** The whole path on every provider's real protocol: in by the real entrance, out to the vendor's fake. */
let desk: TestDesk;
let sandbox: RunningSandbox;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-sandbox-'));
  sandbox = await runSandbox(new SandboxState(join(folder, 'state.json')));
  desk = await testDesk({ live: true, privateOrigins: () => [sandbox.httpUrl] });
  await desk.app.get(JobRunner).start(4);
});

afterAll(async () => {
  await desk.app.get(JobRunner).stop();
  await desk.stop();
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

const happens = <T>(look: () => Promise<T>) => until(look, 30_000);

type Message = {
  id: string;
  text: string;
  externalId: string | null;
  direction: string;
  kind: string;
  delivery: { state: string };
  attachments: { state: string; bytes: number }[];
};

async function messagesOf(ticketId: string): Promise<Message[]> {
  return (await desk.request('GET', `/api/v1/tickets/${ticketId}/messages`)).body.items as unknown as Message[];
}

async function find(inboxId: string, said: string): Promise<{ ticketId: string; message: Message } | undefined> {
  const { body } = await desk.request('GET', `/api/v1/tickets?inboxId=${inboxId}`);
  for (const { id } of body.items as unknown as { id: string }[]) {
    const message = (await messagesOf(id)).find((m) => m.text === said || m.externalId === said);
    if (message) return { ticketId: id, message };
  }
  return undefined;
}

/** What the furthest report of each provider is. */
const FINAL: Readonly<Record<string, string>> = { 'hotline/twilio': 'delivered', 'email/imap': 'accepted', 'social/telegram': 'accepted' };

test.each(['chat/widget', 'email/imap', 'hotline/twilio', 'social/messenger', 'social/telegram', 'social/whatsapp'])(
  '%s: heard, answered, answered again in the same ticket',
  async (name) => {
    const running = sandbox.providers.get(name);
    if (running === undefined) throw new Error(`no sandbox for ${name}`);
    const [channel, provider] = name.split('/');
    const created = await desk.request('POST', '/api/v1/inboxes', { body: { ...running.inbox, channel, provider, enabled: true } });
    expect(created.status).toBe(201);
    const inbox = created.body as unknown as { id: string; webhookUrls: Record<string, string>; settings: object };
    expect(JSON.stringify(created.body)).not.toContain(secretIn(running.inbox.settings));

    const customer = running.customer(
      { deskUrl: desk.url, inboxId: inbox.id, webhookUrls: inbox.webhookUrls, settings: running.inbox.settings },
      1,
    );
    const first = customer.say('Halo, 退款 belum masuk 😟', { media: name !== 'chat/widget' });
    expect(await first.deliver()).toBe(true);
    await first.deliver(); // the provider repeats itself
    const { ticketId } = await happens(() => find(inbox.id, first.text));
    await happens(async () => (await messagesOf(ticketId)).every((m) => m.attachments.every((a) => a.state === 'stored')));

    const reply = await desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, {
      body: { kind: 'reply', text: `Kami cek dulu (${name})` },
    });
    expect(reply.status).toBe(201);
    const entry = await happens(async () => running.replies().find((e) => e.text.trim() === `Kami cek dulu (${name})`));
    const state = FINAL[name] ?? 'read';
    await happens(async () => (await messagesOf(ticketId)).find((m) => m.id === reply.body['id'] && m.delivery.state === state));

    const second = customer.say('Sudah, terima kasih', { replyTo: entry });
    expect(await second.deliver()).toBe(true);
    const again = await happens(() => find(inbox.id, second.text));
    expect(again.ticketId).toBe(ticketId);
    const messages = await messagesOf(ticketId);
    expect(messages.filter((m) => m.direction === 'inbound')).toHaveLength(2);
    expect(running.replies().filter((e) => e.text.trim() === `Kami cek dulu (${name})`)).toHaveLength(1);
    expect(messages[0]?.attachments).toHaveLength(name === 'chat/widget' ? 0 : 1);

    const check = await desk.request('POST', `/api/v1/inboxes/${inbox.id}/check`);
    expect(check.body).toMatchObject({ ok: true });
    await customer.close?.();
  },
);

function secretIn(settings: Readonly<Record<string, unknown>>): string {
  const [secret] = Object.entries(settings).flatMap(([field, value]) => (/secret|token|password/i.test(field) ? [String(value)] : []));
  return secret ?? 'no secret at all';
}
