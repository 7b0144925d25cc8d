import { ChannelRegistry } from '../../src/channels/channel-registry.js';
import { ChannelError, type Inbox, type RawRequest, settingsOf } from '../../src/channels/contract/index.js';
import { channelDefinitions } from '../../src/channels/registry.js';
import { HttpClient } from '../../src/platform/http-client/index.js';
import type { ContractFixture } from './fixture.js';
import { fixture as chatWidget } from './fixtures/chat-widget.js';
import { fixture as emailImap } from './fixtures/email-imap.js';
import { fixture as hotlineTwilio } from './fixtures/hotline-twilio.js';
import { fixture as messenger } from './fixtures/social-messenger.js';
import { fixture as telegram } from './fixtures/social-telegram.js';
import { fixture as whatsapp } from './fixtures/social-whatsapp.js';

const fixtures: readonly ContractFixture[] = [chatWidget, emailImap, hotlineTwilio, messenger, telegram, whatsapp];
const origins: string[] = [];
const logged: string[] = [];
const http = new HttpClient(() => origins);
const definitions = channelDefinitions({ http, log: (line) => logged.push(JSON.stringify(line)) });
const registry = new ChannelRegistry(definitions, 'https://desk.example.com');

afterAll(() => http.close());

describe.each(definitions.map((d) => [`${d.channel}/${d.provider}`, d] as const))('%s', (name, definition) => {
  const fixture = fixtures.find((f) => `${f.channel}/${f.provider}` === name);
  if (fixture === undefined) throw new Error(`${name} is registered but has no fixture under test/contract/fixtures`);
  const { adapter } = definition;

  async function inbox(more: Record<string, unknown> = {}, baseUrl = 'https://vendor.example.com'): Promise<Inbox<never>> {
    const parts = await registry.validate(definition, { ...fixture?.settings(baseUrl), ...more });
    const { channel, provider } = definition;
    return registry.open({ id: '01a20d8d-27e3-70d5-a4c3-fe6309eddd19', name: 'Contract', channel, provider, language: 'en', ...parts })
      .inbox as Inbox<never>;
  }

  test('its settings say what each field is, and which are secret', async () => {
    const fields = settingsOf(definition.settings);
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.every((f) => f.label !== '' && f.help !== '')).toBe(true);
    const { settings, secrets } = await registry.validate(definition, fixture.settings('https://vendor.example.com'));
    expect(Object.keys(secrets).toSorted()).toEqual(
      fields
        .filter((f) => f.secret && f.name in secrets)
        .map((f) => f.name)
        .toSorted(),
    );
    expect(Object.keys(secrets).length).toBeGreaterThan(0);
    for (const secret of Object.values(secrets)) expect(JSON.stringify(settings)).not.toContain(String(secret));
  });

  test('what is not called by its provider has no webhook: over HTTP nobody could prove who sent it', () => {
    expect(adapter.capabilities.inbound === 'push').toBe(definition.webhooks.length > 0);
  });

  test('an unknown setting is refused by name', async () => {
    await expect(registry.validate(definition, { ...fixture.settings('https://vendor.example.com'), colour: 'red' })).rejects.toMatchObject(
      { code: 'request.invalid' },
    );
  });

  test.each(fixture.inputs.map((input) => [input.name, input] as const))('understands: %s', async (_name, input) => {
    const opened = await inbox();
    const request = input.request(opened);
    expect(adapter.verify(request, opened)).toEqual({ ok: true });
    const parsed = await adapter.parse(request, opened);
    expect(parsed.events).toMatchObject(input.events as object[]);
    expect(parsed.events).toHaveLength(input.events.length);
    expect(parsed.refusals).toMatchObject((input.refusals ?? []) as object[]);
    const reply = parsed.reply ?? { status: 200, body: '' };
    expect([reply.status, reply.body.includes(input.reply?.bodyIncludes ?? '')]).toEqual([input.reply?.status ?? 200, true]);
  });

  test('the same input has the same keys, whenever it is parsed', async () => {
    const opened = await inbox();
    for (const input of fixture.inputs) {
      const request = input.request(opened);
      const [first, second] = [await adapter.parse(request, opened), await adapter.parse(request, opened)];
      expect([second.key, ...second.events.map((e) => e.key)]).toEqual([first.key, ...first.events.map((e) => e.key)]);
      expect(definition.glance?.(request).key ?? first.key).toBe(first.key);
    }
  });

  test('keys differ between different inputs', async () => {
    const opened = await inbox();
    const keys = new Set<string>();
    for (const input of fixture.inputs)
      keys.add(JSON.stringify((await adapter.parse(input.request(opened), opened)).events.map((e) => [e.key, e.type])));
    expect(keys.size).toBeGreaterThan(1);
  });

  test('a flipped byte, or a missing signature, is noticed wherever bytes are signed', async () => {
    const opened = await inbox();
    const requests = fixture.signed ? fixture.inputs.map((input) => input.request(opened)) : [];
    const believed = requests.flatMap((r) => [tampered(r), { ...r, headers: {}, query: {} }]).filter((r) => adapter.verify(r, opened).ok);
    expect(believed).toEqual([]);
  });

  test.each(fixture.unreadable.map((u) => [u.name, u] as const))('garbage is named, never thrown: %s', async (_name, unreadable) => {
    const opened = await inbox();
    const request = unreadable.request(opened);
    expect(adapter.verify(request, opened).ok).toBe(true);
    const { events, refusals } = await adapter.parse(request, opened);
    // What cannot be read is either refused by name for a person to see, or made into a placeholder.
    expect(unreadable.code === null ? events.length : refusals.filter((r) => r.severity === 'quarantine').map((r) => r.code)).toEqual(
      unreadable.code === null ? 1 : [unreadable.code],
    );
  });

  const { busy } = fixture;
  test('"too many" means later, and nothing secret is in the error', async () => {
    const vendor = await (busy?.() ?? Promise.resolve(null));
    if (vendor !== null && vendor.baseUrl !== '') origins.push(vendor.baseUrl);
    const opened = await inbox(vendor?.settings, vendor?.baseUrl);
    const outcome = await adapter.send(fixture.outbound, opened).catch((error: unknown) => error);
    await vendor?.stop();
    const isRight =
      vendor === null ? !(outcome instanceof Error) : outcome instanceof ChannelError && outcome.retry === 'later' && outcome.sent === 'no';
    expect([isRight, String(outcome)]).toEqual([true, String(outcome)]);
    const { secrets } = await registry.validate(definition, fixture.settings('https://vendor.example.com'));
    const said = `${String(outcome)} ${JSON.stringify(outcome)} ${logged.join(' ')}`;
    for (const secret of Object.values(secrets)) expect(said).not.toContain(String(secret));
  });

  test('health never throws and says what to do', async () => {
    const opened = await inbox({}, 'http://127.0.0.1:9');
    const health = await adapter.health(opened);
    expect(health.message).not.toBe('');
  });
});

function tampered(request: RawRequest): RawRequest {
  if (request.method === 'GET') return { ...request, query: { ...request.query, 'hub.verify_token': 'another' } };
  const body = Buffer.from(request.body);
  const at = Math.floor(body.length / 2);
  body[at] = (body[at] ?? 0) ^ 1;
  return { ...request, body };
}
