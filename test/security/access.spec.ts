import { DiscoveryService, ModulesContainer } from '@nestjs/core';
import { POLICY } from '../../src/api/guard/allow.js';
import { PASSWORD, type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;

beforeAll(async () => {
  desk = await testDesk({ channels: () => [] });
});

afterAll(() => desk.stop());

/** Every method of every controller that answers a route. */
function handlers(): readonly { readonly name: string; readonly policy: unknown }[] {
  const discovery = new DiscoveryService(desk.app.get(ModulesContainer));
  return discovery.getControllers().flatMap(({ metatype }) => {
    const type = metatype as { readonly name: string; readonly prototype: Record<string, object> };
    const names = Object.getOwnPropertyNames(type.prototype).filter(
      (n) => n !== 'constructor' && Reflect.hasMetadata('path', type.prototype[n] ?? {}),
    );
    return names.map((n) => ({ name: `${type.name}.${n}`, policy: Reflect.getMetadata(POLICY, type.prototype[n] ?? {}) as unknown }));
  });
}

test('every route names its policy', () => {
  const all = handlers();
  expect(all.length).toBeGreaterThan(35);
  expect(all.filter((h) => h.policy === undefined).map((h) => h.name)).toEqual([]);
});

test('what is open to the world is this and nothing else', () => {
  const open = handlers().filter((h) => (h.policy as { kind: string }).kind === 'public');
  expect(open.map((h) => h.name).toSorted()).toEqual([
    'AuthController.csrf',
    'AuthController.login',
    'HealthController.figures',
    'HealthController.live',
    'HealthController.ready',
    'OidcController.callback',
    'OidcController.offered',
    'OidcController.start',
  ]);
});

test('without a login nothing is told, with a wrong token neither', async () => {
  expect(await desk.request('GET', '/api/v1/tickets', { token: null })).toMatchObject({
    status: 401,
    body: { code: 'access.unauthenticated' },
  });
  expect(await desk.request('GET', '/api/v1/tickets', { token: 'parley_wrong' })).toMatchObject({ status: 401 });
});

test('an auditor reads and does not write, an agent administers nothing', async () => {
  const auditor = await desk.tokenFor('auditor');
  const agent = await desk.tokenFor('agent');
  const ticket = { subject: 'S', text: 'T', contact: { identities: [{ kind: 'email', value: 'c@example.com' }] } };
  expect((await desk.request('GET', '/api/v1/tickets', { token: auditor })).status).toBe(200);
  expect(await desk.request('POST', '/api/v1/tickets', { token: auditor, body: ticket })).toMatchObject({
    status: 403,
    body: { code: 'access.forbidden' },
  });
  expect((await desk.request('POST', '/api/v1/tickets', { token: agent, body: ticket })).status).toBe(201);
  expect((await desk.request('POST', '/api/v1/teams', { token: agent, body: { name: 'Mine' } })).status).toBe(403);
  expect((await desk.request('GET', '/api/v1/receipts', { token: agent })).status).toBe(403);
});

test('no answer of the API may be kept by a cache on the way', async () => {
  for (const [path, token] of [
    ['/api/v1/tickets', desk.token],
    ['/api/v1/auth/me', null],
    ['/api/v1/nothing', desk.token],
  ] as const)
    expect([path, (await desk.request('GET', path, { token })).headers.get('cache-control')]).toEqual([path, 'no-store']);
});

test('a token cannot make a stronger one', async () => {
  const { body } = await desk.request('POST', '/api/v1/api-tokens', { body: { name: 'narrow', scopes: ['token:write', 'ticket:read'] } });
  const narrow = String(body['token']);
  expect(
    await desk.request('POST', '/api/v1/api-tokens', { token: narrow, body: { name: 'wide', scopes: ['ticket:write'] } }),
  ).toMatchObject({ status: 403, body: { code: 'token.scope-beyond-own' } });
  expect((await desk.request('DELETE', `/api/v1/api-tokens/${String(body['id'])}`)).status).toBe(204);
});

describe('sessions', () => {
  const login = (password: string, email: string) =>
    fetch(`${desk.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });

  async function newAgent(name: string): Promise<string> {
    const email = `${name}@example.com`;
    await desk.request('POST', '/api/v1/agents', { body: { email, name, role: 'agent', password: PASSWORD } });
    return email;
  }

  test('a browser logs in, writes with its CSRF token, and logs out for good', async () => {
    const response = await login(PASSWORD, await newAgent('sari'));
    const { csrfToken, agent } = (await response.json()) as { csrfToken: string; agent: object };
    expect(agent).toMatchObject({ name: 'sari', role: 'agent' });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const session = { cookie: cookie.split(';')[0] ?? '' };
    expect((await desk.request('GET', '/api/v1/auth/me', { token: null, headers: session })).status).toBe(200);
    const write = (headers: Record<string, string>) =>
      desk.request('POST', '/api/v1/contacts', { token: null, headers: { ...session, ...headers }, body: { name: 'C' } });
    expect(await write({})).toMatchObject({ status: 403, body: { code: 'access.csrf' } });
    expect((await write({ 'x-csrf-token': csrfToken })).status).toBe(201);
    expect(
      (await desk.request('POST', '/api/v1/auth/logout', { token: null, headers: { ...session, 'x-csrf-token': csrfToken } })).status,
    ).toBe(204);
    expect((await desk.request('GET', '/api/v1/auth/me', { token: null, headers: session })).status).toBe(401);
  });

  test('guessing is slowed down, and says how long', async () => {
    const email = await newAgent('wei');
    for (let i = 0; i < 5; i++) expect((await login('not the password', email)).status).toBe(401);
    const refused = await login(PASSWORD, email);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('an unknown account looks like a wrong password', async () => {
    const known = await login('not the password', await newAgent('dewi'));
    const unknown = await login('not the password', 'nobody@example.com');
    const { requestId: _a, ...first } = (await known.json()) as Record<string, unknown>;
    const { requestId: _b, ...second } = (await unknown.json()) as Record<string, unknown>;
    expect(second).toEqual(first);
  });
});

test('errors are problem+json with a stable code, and unknown fields are named', async () => {
  const { status, headers, body } = await desk.request('POST', '/api/v1/teams', { body: { name: 'T', colour: 'red' } });
  expect(status).toBe(400);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({ code: 'request.invalid', errors: [{ field: 'colour' }] });
  expect(await desk.request('GET', '/api/v1/nothing')).toMatchObject({ status: 404, body: { code: 'route.not-found' } });
  expect(await desk.request('GET', '/api/v1/tickets/not-an-id')).toMatchObject({ status: 404 });
  expect(await desk.request('GET', '/api/v1/tickets?cursor=xyz')).toMatchObject({ status: 400, body: { code: 'page.bad-cursor' } });
});
