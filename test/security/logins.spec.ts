import { generateSync } from 'otplib';
import { Browser } from '../kit/browser.js';
import { FakeClock } from '../kit/fake-clock.js';
import { type Person, person } from '../kit/people.js';
import { PASSWORD, type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
let clock: FakeClock;

beforeAll(async () => {
  // Sessions expire by the database's own clock, so this one starts there.
  clock = new FakeClock(new Date());
  desk = await testDesk({ channels: () => [], clock });
});

afterAll(() => desk.stop());

const codeOf = (secret: string, steps = 0) => generateSync({ secret, epoch: Math.floor(clock.now.getTime() / 1000) + 30 * steps });

async function loggedIn(who: Person, userAgent?: string): Promise<Browser> {
  const browser = new Browser(desk, userAgent);
  expect((await browser.login(who.email)).status).toBe(200);
  return browser;
}

interface Enrolled {
  readonly who: Person;
  readonly browser: Browser;
  readonly secret: string;
  readonly codes: readonly string[];
}

async function enrolled(who: Person | null = null): Promise<Enrolled> {
  const agent = who ?? (await person(desk));
  const browser = await loggedIn(agent);
  const begun = await browser.request('POST', '/api/v1/auth/totp', { password: PASSWORD });
  const secret = String(begun.body['secret']);
  const confirmed = await browser.request('POST', '/api/v1/auth/totp/confirm', { code: codeOf(secret) });
  expect(confirmed.status).toBe(200);
  clock.forward(1);
  return { who: agent, browser, secret, codes: confirmed.body['recoveryCodes'] as unknown as string[] };
}

describe('two-factor login', () => {
  test('is set up with the password and a first code, and asked for from then on', async () => {
    const agent = await person(desk);
    const browser = await loggedIn(agent);
    const before = new Map(browser.cookies);
    expect(await browser.request('POST', '/api/v1/auth/totp', { password: 'not the password' })).toMatchObject({ status: 401 });
    const { body } = await browser.request('POST', '/api/v1/auth/totp', { password: PASSWORD });
    const secret = String(body['secret']);
    expect(body['uri']).toBe(`otpauth://totp/Parley:${encodeURIComponent(agent.email)}?secret=${secret}&issuer=Parley`);
    expect((await browser.login(agent.email)).status).toBe(200); // begun is not set up
    const wrong = codeOf(secret) === '000000' ? '000001' : '000000';
    expect(await browser.request('POST', '/api/v1/auth/totp/confirm', { code: wrong })).toMatchObject({ status: 401 });
    const { body: confirmed } = await browser.request('POST', '/api/v1/auth/totp/confirm', { code: codeOf(secret) });
    expect(new Set(confirmed['recoveryCodes'] as string[]).size).toBe(10);
    expect(browser.cookies).not.toEqual(before);

    const fresh = new Browser(desk);
    expect(await fresh.login(agent.email)).toMatchObject({ status: 401, body: { code: 'access.totp-required' } });
    expect(await fresh.login(agent.email, { totp: codeOf(secret) })).toMatchObject({ status: 401, body: { code: 'access.totp-wrong' } }); // spent
    clock.forward(0.5);
    expect(await fresh.login(agent.email, { totp: codeOf(secret) })).toMatchObject({ status: 200, body: { mustEnrol: false } });
    const state = await fresh.request('GET', '/api/v1/auth/totp');
    expect(state.body).toMatchObject({ enabled: true, required: false, recoveryCodesLeft: 10 });
    expect(await fresh.request('POST', '/api/v1/auth/totp', { password: PASSWORD })).toMatchObject({ status: 409 });
  });

  test('a code is taken once, also when it comes many times at once, and never after a later one', async () => {
    const { who, secret } = await enrolled();
    const [earlier, code] = [codeOf(secret, -1), codeOf(secret)];
    const answers = await Promise.all(Array.from({ length: 4 }, () => new Browser(desk).login(who.email, { totp: code })));
    expect(answers.map((a) => a.status).toSorted()).toEqual([200, 401, 401, 401]);
    expect((await new Browser(desk).login(who.email, { totp: earlier })).status).toBe(401);
    clock.forward(0.5);
    expect((await new Browser(desk).login(who.email, { totp: codeOf(secret) })).status).toBe(200);
  });

  test('clocks may differ by one step, not by two', async () => {
    const { who, secret } = await enrolled();
    expect((await new Browser(desk).login(who.email, { totp: codeOf(secret, 2) })).status).toBe(401);
    expect((await new Browser(desk).login(who.email, { totp: codeOf(secret, -2) })).status).toBe(401);
    expect((await new Browser(desk).login(who.email, { totp: codeOf(secret, 1) })).status).toBe(200);
  });

  test('a recovery code stands in once, and new ones make the old worthless', async () => {
    const { who, browser, secret, codes } = await enrolled();
    const [first = '', second = ''] = codes;
    expect((await new Browser(desk).login(who.email, { totp: first.toUpperCase().replaceAll('-', ' ') })).status).toBe(200);
    expect((await new Browser(desk).login(who.email, { totp: first })).status).toBe(401);
    expect((await browser.request('GET', '/api/v1/auth/totp')).body['recoveryCodesLeft']).toBe(9);
    const renewed = await browser.request('POST', '/api/v1/auth/totp/recovery-codes', { code: codeOf(secret) });
    const [fresh = ''] = renewed.body['recoveryCodes'] as unknown as string[];
    expect((await new Browser(desk).login(who.email, { totp: second })).status).toBe(401);
    expect((await new Browser(desk).login(who.email, { totp: fresh })).status).toBe(200);
  });

  test('guessing codes is slowed down, a burst of guesses too', async () => {
    const { who, secret } = await enrolled();
    const guesses = await Promise.all(Array.from({ length: 12 }, (_, n) => new Browser(desk).login(who.email, { totp: `99999${n % 10}` })));
    expect(guesses.filter((g) => g.status === 401).length).toBeLessThanOrEqual(5);
    const refused = await new Browser(desk).login(who.email, { totp: codeOf(secret) });
    expect(refused).toMatchObject({ status: 429, body: { code: 'login.too-many' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await desk.pool.query("update login_throttle set blocked_until = now() - interval '1 second'");
    expect((await new Browser(desk).login(who.email, { totp: codeOf(secret) })).status).toBe(200);
  });

  test('setting it up ends the other sessions and turns the old cookie worthless', async () => {
    const agent = await person(desk);
    const other = await loggedIn(agent);
    const browser = await loggedIn(agent);
    const stolen = new Browser(desk);
    for (const [name, value] of browser.cookies) stolen.cookies.set(name, value);
    const { body } = await browser.request('POST', '/api/v1/auth/totp', { password: PASSWORD });
    await browser.request('POST', '/api/v1/auth/totp/confirm', { code: codeOf(String(body['secret'])) });
    expect((await browser.request('GET', '/api/v1/auth/me')).status).toBe(200);
    expect((await browser.request('POST', '/api/v1/contacts', { name: 'C' })).status).toBe(201);
    expect((await stolen.request('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await other.request('GET', '/api/v1/auth/me')).status).toBe(401);
  });

  test('it can be removed with a code, and reset by an administrator, who is written down', async () => {
    const { who, browser, secret } = await enrolled();
    expect((await browser.request('POST', '/api/v1/auth/totp/disable', { code: codeOf(secret) })).status).toBe(200);
    expect((await browser.request('GET', '/api/v1/auth/totp')).body['enabled']).toBe(false);
    expect((await new Browser(desk).login(who.email)).status).toBe(200);

    const second = await enrolled(await person(desk));
    const path = `/api/v1/agents/${second.who.id}/totp`;
    expect((await desk.request('DELETE', path, { token: who.token })).status).toBe(403);
    expect((await desk.request('DELETE', path)).status).toBe(204);
    expect((await desk.request('DELETE', path)).status).toBe(404);
    expect((await second.browser.request('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await new Browser(desk).login(second.who.email)).status).toBe(200);
    const audit = await desk.request('GET', `/api/v1/audit?resource=agents&resourceId=${second.who.id}`);
    expect(audit.body.items).toMatchObject([{ action: 'DELETE /api/v1/agents/:id/totp', actorName: 'The admin' }]);
  });

  test('the secret is sealed, recovery codes are hashed, the audit log knows neither', async () => {
    const { secret, codes } = await enrolled();
    const { rows: kept } = await desk.pool.query<{ text: string }>(
      "select encode(secret, 'escape') as text from totp union all select encode(code_hash, 'escape') from recovery_code union all select detail::text from audit_event",
    );
    const all = kept.map((r) => r.text).join('\n');
    expect(kept.length).toBeGreaterThan(11);
    for (const hidden of [secret, ...codes]) expect(all).not.toContain(hidden);
  });

  test('a role that needs it can do nothing else until it is set up, and cannot remove it', async () => {
    const agent = await person(desk, { role: 'supervisor' });
    const browser = await loggedIn(agent);
    expect((await browser.request('GET', '/api/v1/tickets')).status).toBe(200);
    expect((await desk.request('PATCH', '/api/v1/security-settings', { body: { twoFactorRoles: ['supervisor', 'nobody'] } })).status).toBe(
      400,
    );
    expect(
      (await desk.request('PATCH', '/api/v1/security-settings', { body: { twoFactorRoles: ['supervisor'], version: 7 } })).status,
    ).toBe(409);
    expect(
      await desk.request('PATCH', '/api/v1/security-settings', { body: { twoFactorRoles: ['supervisor'], version: 1 } }),
    ).toMatchObject({
      status: 200,
      body: { twoFactorRoles: ['supervisor'], version: 2 },
    });
    const fresh = new Browser(desk);
    expect(await fresh.login(agent.email)).toMatchObject({ status: 200, body: { mustEnrol: true } });
    expect(await fresh.request('GET', '/api/v1/tickets')).toMatchObject({ status: 403, body: { code: 'access.two-factor-not-enrolled' } });
    expect((await fresh.request('GET', '/api/v1/auth/me')).status).toBe(200);
    const { body } = await fresh.request('POST', '/api/v1/auth/totp', { password: PASSWORD });
    await fresh.request('POST', '/api/v1/auth/totp/confirm', { code: codeOf(String(body['secret'])) });
    expect((await fresh.request('GET', '/api/v1/tickets')).status).toBe(200);
    clock.forward(1);
    expect(await fresh.request('POST', '/api/v1/auth/totp/disable', { code: codeOf(String(body['secret'])) })).toMatchObject({
      status: 409,
      body: { code: 'totp.role-needs-it' },
    });
    const [entry] = (await desk.request('GET', '/api/v1/audit?resource=security-settings')).body.items;
    expect(entry).toMatchObject({ detail: { changes: { twoFactorRoles: { from: [], to: ['supervisor'] } } } });
  });
});

describe('sessions', () => {
  test('one sees where one is logged in, and ends what one does not know', async () => {
    const agent = await person(desk);
    const desktop = await loggedIn(agent, 'Firefox on the desk');
    const phone = await loggedIn(agent, 'Safari on the phone');
    const { body } = await desktop.request('GET', '/api/v1/auth/sessions');
    expect(body.items).toMatchObject([
      { userAgent: 'Safari on the phone', current: false, network: '127.0.0.0/24', method: 'password' },
      { userAgent: 'Firefox on the desk', current: true },
    ]);
    const other = String(body.items[0]?.['id']);
    const stranger = await loggedIn(await person(desk));
    expect((await stranger.request('DELETE', `/api/v1/auth/sessions/${other}`)).status).toBe(404);
    expect((await phone.request('GET', '/api/v1/auth/me')).status).toBe(200);
    expect((await desktop.request('DELETE', `/api/v1/auth/sessions/${other}`)).status).toBe(204);
    expect((await phone.request('GET', '/api/v1/auth/me')).status).toBe(401);
    const third = await loggedIn(agent);
    expect((await desktop.request('DELETE', '/api/v1/auth/sessions')).status).toBe(204);
    expect((await third.request('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await desktop.request('GET', '/api/v1/auth/me')).status).toBe(200);
    expect((await stranger.request('GET', '/api/v1/auth/me')).status).toBe(200);
  });

  test('a token is no browser', async () => {
    expect(await desk.request('GET', '/api/v1/auth/sessions')).toMatchObject({ status: 403, body: { code: 'access.session-only' } });
    expect(await desk.request('POST', '/api/v1/auth/totp', { body: { password: PASSWORD } })).toMatchObject({ status: 403 });
  });

  test('an administrator sees and ends those of others', async () => {
    const agent = await person(desk);
    const browser = await loggedIn(agent);
    const path = `/api/v1/agents/${agent.id}/sessions`;
    const { body } = await desk.request('GET', path);
    expect(body.items).toMatchObject([{ userAgent: 'Firefox', current: false }]);
    expect((await desk.request('DELETE', `${path}/${String(body.items[0]?.['id'])}`)).status).toBe(204);
    expect((await browser.request('GET', '/api/v1/auth/me')).status).toBe(401);
    const again = await loggedIn(agent);
    expect((await desk.request('DELETE', path)).status).toBe(204);
    expect((await again.request('GET', '/api/v1/auth/me')).status).toBe(401);
  });

  test.each([
    ['another role', { role: 'supervisor' }, 200],
    ['a new password', { password: 'another long password' }, 200],
    ['being disabled', { enabled: false }, 401],
  ])('%s ends them at once', async (_what, change, tokenStatus) => {
    const agent = await person(desk);
    const browser = await loggedIn(agent);
    expect((await browser.request('GET', '/api/v1/auth/me')).status).toBe(200);
    expect((await desk.request('GET', '/api/v1/auth/me', { token: agent.token })).status).toBe(200);
    expect((await desk.request('PATCH', `/api/v1/agents/${agent.id}`, { body: change })).status).toBe(200);
    expect((await browser.request('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await desk.request('GET', '/api/v1/auth/me', { token: agent.token })).status).toBe(tokenStatus);
  });

  test('a change of name ends nothing', async () => {
    const agent = await person(desk);
    const browser = await loggedIn(agent);
    await desk.request('PATCH', `/api/v1/agents/${agent.id}`, { body: { name: 'Other' } });
    expect((await browser.request('GET', '/api/v1/auth/me')).body['name']).toBe('Other');
  });

  test('a login makes a new session and ends the one the browser came with', async () => {
    const planted = await loggedIn(await person(desk));
    const victim = new Browser(desk);
    for (const [name, value] of planted.cookies) victim.cookies.set(name, value);
    const agent = await person(desk);
    expect((await victim.login(agent.email)).body['agent']).toMatchObject({ id: agent.id });
    expect(victim.cookies).not.toEqual(planted.cookies);
    expect((await planted.request('GET', '/api/v1/auth/me')).status).toBe(401);
  });

  test('logins, and who failed to, are in the audit log', async () => {
    const agent = await person(desk);
    await new Browser(desk).login(agent.email, { password: 'not the password' });
    await loggedIn(agent);
    const done = await desk.request('GET', `/api/v1/audit?actorId=${agent.id}`);
    expect(done.body.items).toMatchObject([
      { action: 'POST /api/v1/auth/login', actorType: 'agent', detail: { fields: ['email', 'password'] } },
    ]);
    const refused = await desk.request('GET', `/api/v1/audit?action=login.refused&resource=agents&resourceId=${agent.id}`);
    expect(refused.body.items).toMatchObject([{ actorType: 'system', detail: { why: 'password' } }]);
  });

  test('what is over is forgotten, what runs is kept', async () => {
    const agent = await person(desk);
    await loggedIn(agent);
    const browser = await loggedIn(agent);
    const ended = 'select id from session where agent_id = $1 order by id limit 1';
    await desk.pool.query(`update session set expires_at = now() - interval '1 minute' where id = (${ended})`, [agent.id]);
    await desk.request('POST', '/api/v1/contacts', { body: { name: 'C' }, headers: { 'idempotency-key': 'old' } });
    await desk.request('POST', '/api/v1/contacts', { body: { name: 'C' }, headers: { 'idempotency-key': 'new' } });
    await desk.pool.query("update idempotency_key set created_at = now() - interval '25 hours' where key = 'old'");
    await desk.pool.query("select graphile_worker.add_job('forget-logins')");
    await desk.drainJobs();
    const kept = 'select key from idempotency_key union all select id::text from session where agent_id = $1';
    const { rows } = await desk.pool.query<{ key: string }>(kept, [agent.id]);
    expect(rows.map((r) => r.key)).toEqual(['new', expect.any(String)]);
    expect((await browser.request('GET', '/api/v1/auth/me')).status).toBe(200);
  });
});
