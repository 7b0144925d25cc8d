import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Browser } from '../kit/browser.js';
import { CLIENT, type IdentityProvider, identityProvider, signInAt } from '../kit/identity-provider.js';
import { type Person, person } from '../kit/people.js';
import { PASSWORD, type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
let idp: IdentityProvider;
const privateOrigins: string[] = [];

beforeAll(async () => {
  desk = await testDesk({ channels: () => [], privateOrigins: () => privateOrigins });
  idp = await identityProvider(`${desk.url}/api/v1/auth/oidc/callback`);
  privateOrigins.push(idp.issuer);
});

afterAll(async () => {
  await desk.stop();
  await idp.stop();
});

let count = 0;

async function provider(over: object = {}): Promise<string> {
  const body = { label: `Company ${(count += 1)}`, issuer: idp.issuer, ...CLIENT, ...over };
  const answer = await desk.request('POST', '/api/v1/oidc-providers', { body });
  expect(answer.status).toBe(201);
  return String(answer.body['id']);
}

/** @returns the address at which the browser ends */
async function comeBy(providerId: string, subject: string, browser = new Browser(desk)): Promise<string> {
  const start = await browser.request('GET', `/api/v1/auth/oidc/${providerId}/start`);
  const back = await signInAt(idp, String(start.headers.get('location')), subject);
  const end = await browser.request('GET', back);
  return String(end.headers.get('location'));
}

async function linked(agent: Person, providerId: string, subject: string): Promise<Browser> {
  const browser = new Browser(desk);
  await browser.login(agent.email);
  const { body } = await browser.request('POST', `/api/v1/auth/oidc/${providerId}/link`, { password: PASSWORD });
  const end = await browser.request('GET', await signInAt(idp, String(body['url']), subject));
  expect(end.headers.get('location')).toBe(`${desk.url}/?linked=oidc`);
  return browser;
}

const failed = (code: string) => `${desk.url}/?loginError=${code}`;
const me = async (browser: Browser) => (await browser.request('GET', '/api/v1/auth/me')).body;

test('who linked an identity while logged in comes in by it', async () => {
  const id = await provider();
  const agent = await person(desk);
  idp.accounts.set('sub-1', { email: 'whoever@elsewhere.example', email_verified: true, name: 'Whoever' });
  expect(await comeBy(id, 'sub-1')).toBe(failed('oidc.not-linked'));
  await linked(agent, id, 'sub-1');
  const browser = new Browser(desk);
  expect(await comeBy(id, 'sub-1', browser)).toBe(`${desk.url}/`);
  expect(await me(browser)).toMatchObject({ id: agent.id });
  const sessions = await browser.request('GET', '/api/v1/auth/sessions');
  expect(sessions.body.items[0]).toMatchObject({ current: true, method: 'oidc' });
  const audit = await desk.request('GET', `/api/v1/audit?actorId=${agent.id}`);
  expect(audit.body.items.map((i) => i['action'])).toEqual([
    'GET /api/v1/auth/oidc/callback',
    'GET /api/v1/auth/oidc/callback',
    'POST /api/v1/auth/login',
  ]);
  expect(JSON.stringify(audit.body)).not.toContain('whoever@');
});

test('an address links nobody, verified or not', async () => {
  const id = await provider();
  const victim = await person(desk);
  idp.accounts.set('thief', { email: victim.email, email_verified: true, name: 'Thief' });
  const browser = new Browser(desk);
  expect(await comeBy(id, 'thief', browser)).toBe(failed('oidc.not-linked'));
  const opening = await provider({ defaultRole: 'agent', allowedDomains: ['example.com'] });
  expect(await comeBy(opening, 'thief', browser)).toBe(failed('oidc.address-taken'));
  expect(await me(browser)).toMatchObject({ code: 'access.unauthenticated' });
  const { rows } = await desk.pool.query("select 1 from oidc_identity where subject = 'thief'");
  expect(rows).toEqual([]);
});

test('accounts are made where the provider makes them, for verified addresses in its domains only', async () => {
  const id = await provider({ defaultRole: 'agent', allowedDomains: ['wallet.example'] });
  idp.accounts.set('new', { email: 'rina@wallet.example', email_verified: true, name: 'Rina' });
  idp.accounts.set('unverified', { email: 'budi@wallet.example', email_verified: false });
  idp.accounts.set('silent', {});
  idp.accounts.set('foreign', { email: 'eve@elsewhere.example', email_verified: true });
  const browser = new Browser(desk);
  expect(await comeBy(id, 'new', browser)).toBe(`${desk.url}/`);
  const first = await me(browser);
  expect(first).toMatchObject({ name: 'Rina', role: 'agent' });
  const again = new Browser(desk);
  await comeBy(id, 'new', again);
  expect(await me(again)).toMatchObject({ id: first['id'] });
  for (const subject of ['unverified', 'silent', 'foreign']) expect(await comeBy(id, subject)).toBe(failed('oidc.domain-not-allowed'));
  expect((await new Browser(desk).login('rina@wallet.example')).status).toBe(401); // no password at all
  const audit = await desk.request('GET', `/api/v1/audit?actorId=${String(first['id'])}`);
  expect(audit.body.items.length).toBe(2);
});

test('one identity is one agent, and an agent has one at an issuer', async () => {
  const id = await provider();
  const [first, second] = [await person(desk), await person(desk)];
  const browser = await linked(first, id, 'sub-one');
  const other = new Browser(desk);
  await other.login(second.email);
  const link = async (by: Browser, subject: string) => {
    const { body } = await by.request('POST', `/api/v1/auth/oidc/${id}/link`, { password: PASSWORD });
    return (await by.request('GET', await signInAt(idp, String(body['url']), subject))).headers.get('location');
  };
  expect(await link(other, 'sub-one')).toBe(failed('oidc.identity-taken'));
  expect(await link(browser, 'sub-two')).toBe(failed('oidc.identity-taken'));
  const own = await browser.request('GET', '/api/v1/auth/identities');
  expect(own.body.items).toMatchObject([{ issuer: idp.issuer, subject: 'sub-one' }]);
  const path = `/api/v1/auth/identities/${String(own.body.items[0]?.['id'])}`;
  expect((await other.request('DELETE', path)).status).toBe(404);
  expect((await browser.request('DELETE', path)).status).toBe(204);
  expect(await comeBy(id, 'sub-one')).toBe(failed('oidc.not-linked'));
});

test('linking takes the password, and the browser must still be logged in as who began it', async () => {
  const id = await provider();
  const [agent, other] = [await person(desk), await person(desk)];
  const browser = new Browser(desk);
  await browser.login(agent.email);
  expect((await browser.request('POST', `/api/v1/auth/oidc/${id}/link`, { password: 'not the password' })).status).toBe(401);
  const { body } = await browser.request('POST', `/api/v1/auth/oidc/${id}/link`, { password: PASSWORD });
  const back = await signInAt(idp, String(body['url']), 'sub-swap');
  await browser.login(other.email);
  expect((await browser.request('GET', back)).headers.get('location')).toBe(failed('oidc.other-session'));
});

test('an answer counts in the browser that asked, once, unchanged', async () => {
  const id = await provider();
  await linked(await person(desk), id, 'sub-answer');
  const browser = new Browser(desk);
  const start = await browser.request('GET', `/api/v1/auth/oidc/${id}/start`);
  const cookies = new Map(browser.cookies);
  const back = await signInAt(idp, String(start.headers.get('location')), 'sub-answer');
  const ends = async (url: string, jar: ReadonlyMap<string, string>) => {
    const other = new Browser(desk);
    for (const [name, value] of jar) other.cookies.set(name, value);
    return (await other.request('GET', url)).headers.get('location');
  };
  expect(await ends(back, new Map())).toBe(failed('oidc.no-attempt')); // login CSRF: another browser
  expect(await ends(back, new Map([['parley_oidc', 'AQ'.repeat(40)]]))).toBe(failed('oidc.no-attempt'));
  const strangers = new Browser(desk);
  await strangers.request('GET', `/api/v1/auth/oidc/${id}/start`);
  expect(await ends(back, strangers.cookies)).toBe(failed('oidc.refused')); // another state, nonce and verifier
  expect(await ends(back.replace(/state=[^&]+/, 'state=other'), cookies)).toBe(failed('oidc.refused'));
  expect(await ends(back.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fother.example'), cookies)).toBe(failed('oidc.refused'));
  expect(await ends(back, cookies)).toBe(`${desk.url}/`);
  expect(await ends(back, cookies)).toBe(failed('oidc.refused')); // the code was used
});

test('who is disabled, and a provider that is switched off, let nobody in', async () => {
  const id = await provider();
  const agent = await person(desk);
  await linked(agent, id, 'sub-off');
  await desk.request('PATCH', `/api/v1/agents/${agent.id}`, { body: { enabled: false } });
  expect(await comeBy(id, 'sub-off')).toBe(failed('oidc.agent-disabled'));
  await desk.request('PATCH', `/api/v1/oidc-providers/${id}`, { body: { enabled: false } });
  const offered = await desk.request('GET', '/api/v1/auth/oidc', { token: null });
  expect(offered.body.items.map((i) => i['id'])).not.toContain(id);
  const start = await new Browser(desk).request('GET', `/api/v1/auth/oidc/${id}/start`);
  expect(start.headers.get('location')).toBe(failed('oidc-provider.not-found'));
});

describe('settings', () => {
  test('are checked at save, and never show the secret', async () => {
    const create = (over: object) =>
      desk.request('POST', '/api/v1/oidc-providers', {
        body: { label: `P ${(count += 1)}`, issuer: 'https://login.wallet.example', ...CLIENT, ...over },
      });
    expect(await create({ issuer: 'http://login.wallet.example' })).toMatchObject({
      status: 422,
      body: { code: 'oidc-provider.issuer-not-https' },
    });
    expect(await create({ defaultRole: 'agent' })).toMatchObject({ status: 422, body: { code: 'oidc-provider.role-needs-domains' } });
    expect(await create({ defaultRole: 'admin', allowedDomains: ['wallet.example'] })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'defaultRole' }] },
    });
    expect(await create({ allowedDomains: ['*.example'] })).toMatchObject({ status: 400, body: { errors: [{ field: 'allowedDomains' }] } });
    const made = await create({});
    expect(made).toMatchObject({
      status: 201,
      body: { allowedDomains: [], defaultRole: null, redirectUri: `${desk.url}/api/v1/auth/oidc/callback` },
    });
    const path = `/api/v1/oidc-providers/${String(made.body['id'])}`;
    expect(JSON.stringify((await desk.request('GET', path)).body)).not.toContain(CLIENT.clientSecret);
    expect(await desk.request('PATCH', path, { body: { issuer: 'https://evil.example' } })).toMatchObject({
      status: 422,
      body: { code: 'oidc-provider.secret-needed' },
    });
    expect((await desk.request('PATCH', path, { body: { label: `Q ${count}`, version: 1 } })).status).toBe(200);
    expect((await desk.request('PATCH', path, { body: { label: 'R', version: 1 } })).status).toBe(409);
    const audit = await desk.request('GET', `/api/v1/audit?resource=oidc-providers&resourceId=${String(made.body['id'])}`);
    expect(audit.body.items.map((i) => i['action'])).toEqual(['PATCH /api/v1/oidc-providers/:id', 'POST /api/v1/oidc-providers']);
    expect(JSON.stringify(audit.body)).not.toContain(CLIENT.clientSecret);
    const { rows } = await desk.pool.query<{ raw: string }>("select encode(client_secret, 'escape') as raw from oidc_provider");
    expect(rows.some((r) => r.raw.includes(CLIENT.clientSecret))).toBe(false);
    expect((await desk.request('DELETE', path)).status).toBe(204);
    expect((await desk.request('GET', path)).status).toBe(404);
  });

  test('a check tells whether the provider answers', async () => {
    expect((await desk.request('POST', `/api/v1/oidc-providers/${await provider()}/check`)).body).toMatchObject({ ok: true });
  });

  test('no issuer, and nothing that an issuer names, leads into our own network', async () => {
    const asked: string[] = [];
    const inside: Server = createServer((request, response) => {
      asked.push(String(request.url));
      response.end('{}');
    });
    await new Promise<void>((resolve) => {
      inside.listen(0, '127.0.0.1', resolve);
    });
    const hidden = `http://127.0.0.1:${(inside.address() as AddressInfo).port}`;
    const liar = createServer((request, response) => {
      const base = `http://${String(request.headers.host)}`;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          issuer: base,
          authorization_endpoint: `${base}/auth`,
          token_endpoint: `${hidden}/token`,
          jwks_uri: `${hidden}/jwks`,
          response_types_supported: ['code'],
        }),
      );
    });
    await new Promise<void>((resolve) => {
      liar.listen(0, '127.0.0.1', resolve);
    });
    const issuer = `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;
    const direct = { label: 'Inside', issuer: 'https://127.0.0.1:8443', ...CLIENT };
    expect(await desk.request('POST', '/api/v1/oidc-providers', { body: direct })).toMatchObject({
      status: 422,
      body: { code: 'oidc-provider.issuer-not-public', field: 'issuer' },
    });

    privateOrigins.push(issuer);
    const id = await provider({ issuer });
    const browser = new Browser(desk);
    const start = await browser.request('GET', `/api/v1/auth/oidc/${id}/start`);
    const state = new URL(String(start.headers.get('location'))).searchParams.get('state');
    const end = await browser.request('GET', `/api/v1/auth/oidc/callback?code=c&state=${state}`);
    expect(end.headers.get('location')).toBe(failed('oidc.unreachable'));
    expect(asked).toEqual([]);
    inside.close();
    liar.close();
  });
});
