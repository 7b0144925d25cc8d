import { Browser } from '../kit/browser.js';
import { person } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
let origin: string | null = null;

beforeAll(async () => {
  desk = await testDesk({ sandbox: () => origin });
});
afterAll(() => desk.stop());
beforeEach(() => {
  origin = 'http://127.0.0.1:1';
});

const STATE = '/sandbox/api/state?person=0&people=1';

test('customers are played by people who are logged in, where a sandbox runs', async () => {
  expect(await desk.request('GET', STATE, { token: null })).toMatchObject({ status: 401 });
  expect(await desk.request('GET', STATE)).toMatchObject({ status: 403, body: { code: 'access.session-only' } });
  const browser = new Browser(desk);
  await browser.login((await person(desk)).email);
  expect(await browser.request('GET', STATE)).toMatchObject({ status: 503, body: { code: 'sandbox.away' } });
  const act = { act: 'dial', person: 0 };
  expect(await browser.request('POST', '/sandbox/api/acts', { ...act, deskUrl: 'http://evil.example' })).toMatchObject({ status: 400 });
  browser.csrf = 'guessed';
  expect(await browser.request('POST', '/sandbox/api/acts', act)).toMatchObject({ status: 403, body: { code: 'access.csrf' } });
  origin = null;
  expect(await browser.request('GET', STATE)).toMatchObject({ status: 404, body: { code: 'sandbox.off' } });
});

test('an auditor looks on, and plays nobody', async () => {
  const browser = new Browser(desk);
  await browser.login((await person(desk, { role: 'auditor' })).email);
  expect(await browser.request('POST', '/sandbox/api/acts', { act: 'dial', person: 0 })).toMatchObject({
    status: 403,
    body: { code: 'access.forbidden' },
  });
});

test('only the shop is ever framed, and only here', async () => {
  const framing = async (path: string) => {
    const { headers } = await desk.request('GET', path, { token: null });
    return [headers.get('x-frame-options'), /frame-ancestors [^;]+/.exec(headers.get('content-security-policy') ?? '')?.[0]];
  };
  expect(await framing('/shop')).toEqual(['SAMEORIGIN', "frame-ancestors 'self'"]);
  expect(await framing('/sandbox')).toEqual(['DENY', "frame-ancestors 'none'"]);
});
