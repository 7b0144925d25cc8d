import { FakeChannel } from '../kit/fake-channel.js';
import { PASSWORD, type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;

beforeAll(async () => {
  // Its provider is asked, never called by: everything is "verified", as in a mailbox.
  const pulled = { ...new FakeChannel().definition(), webhooks: [] };
  desk = await testDesk({ channels: () => [pulled] });
});

afterAll(() => desk.stop());

test('an inbox without webhooks takes nothing over HTTP, and keeps nothing', async () => {
  const { body: inbox } = await desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Pulled', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true },
  });
  for (const path of ['', '/', '/events', '/anything']) {
    const url = `/ingress/fake/${String(inbox['id'])}${path}`;
    const headers = { 'x-fake-key': 'right' };
    expect((await desk.request('POST', url, { token: null, headers, body: { key: 'k', events: [] } })).status).toBe(404);
    expect((await desk.request('GET', url, { token: null, headers })).status).toBe(404);
  }
  expect((await desk.pool.query('select from receipt')).rowCount).toBe(0);
});

test('many guesses at the same time are not all looked at', async () => {
  const email = 'ratna@example.com';
  await desk.request('POST', '/api/v1/agents', { body: { email, name: 'Ratna', role: 'agent', password: PASSWORD } });
  const guess = (password: string) => desk.request('POST', '/api/v1/auth/login', { token: null, body: { email, password } });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(`guess number ${n}`)));
  expect(answers.filter((a) => a.status === 401)).toHaveLength(5);
  expect(await guess(PASSWORD)).toMatchObject({ status: 429 });
});

test('a right password takes back what was counted', async () => {
  const email = 'sinta@example.com';
  await desk.request('POST', '/api/v1/agents', { body: { email, name: 'Sinta', role: 'agent', password: PASSWORD } });
  const login = (password: string) => desk.request('POST', '/api/v1/auth/login', { token: null, body: { email, password } });
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < 4; n++) expect((await login('wrong')).status).toBe(401);
    expect((await login(PASSWORD)).status).toBe(200);
  }
});

test.each([
  ['GET', '/api/v1/tickets?q=%00', undefined],
  ['GET', '/api/v1/contacts?kind=email&value=%00', undefined],
  ['POST', '/api/v1/teams', { name: 'a\u0000' }],
  ['POST', '/api/v1/contacts', { name: '\ud800' }],
  ['POST', '/api/v1/auth/login', { email: 'a\u0000b@x.org', password: 'x' }],
  ['GET', `/api/v1/tickets?cursor=${btoa('["lastMessageAt","x","y"]')}`, undefined],
  ['POST', '/api/v1/contacts', { name: 'Ada', language: null }],
  ['POST', '/api/v1/contacts', { name: 'Ada', identities: [[]] }],
  ['POST', '/api/v1/tickets', { subject: 'a', text: 'b', contact: { identities: [[]] } }],
  ['POST', '/api/v1/tickets', { subject: 'a', text: 'b', contact: [] }],
  ['POST', '/api/v1/tickets', { subject: 'a', text: ' \n\u200b', contact: { identities: [{ kind: 'email', value: 'ada@example.com' }] } }],
  ['POST', '/api/v1/routing/simulate', { days: 1, rules: [[[]]] }],
  ['POST', '/api/v1/custom-fields', { key: 'constructor', label: 'C', kind: 'text' }],
  ['POST', '/api/v1/custom-fields', { key: 'toString', label: 'C', kind: 'text' }],
] as const)('%s %s with what cannot be taken is the mistake of the caller', async (method, path, body) => {
  expect(await desk.request(method, path, body === undefined ? {} : { body })).toMatchObject({ status: 400 });
});

test('an upload that was cut off is refused by name', async () => {
  const response = await fetch(`${desk.url}/api/v1/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'multipart/form-data; boundary=b' },
    body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhalf',
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'attachment.truncated' });
});

test('a desk is never left without an administrator', async () => {
  const { body } = await desk.request('GET', '/api/v1/auth/me');
  const me = `/api/v1/agents/${String(body['id'])}`;
  for (const change of [{ role: 'auditor' }, { enabled: false }])
    expect(await desk.request('PATCH', me, { body: change })).toMatchObject({ status: 409, body: { code: 'agent.last-administrator' } });
  await desk.tokenFor('admin');
  expect((await desk.request('PATCH', me, { body: { role: 'auditor' } })).status).toBe(200);
});
