import { newId } from '../../src/kernel/id.js';
import { routesOf } from '../kit/routes.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
let writes: readonly (readonly [string, string])[];

beforeAll(async () => {
  desk = await testDesk({ channels: () => [] });
  writes = routesOf(desk.app)
    .map((route) => route.split(' ') as [string, string])
    .filter(([method, path]) => path.startsWith('/api/') && ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
    .map(([method, path]) => [method, path.replaceAll(/:\w+/g, newId())]);
});

afterAll(() => desk.stop());

async function send([method, path]: readonly [string, string], type: string, body: string) {
  const headers = { authorization: `Bearer ${desk.token}`, 'content-type': type };
  const response = await fetch(`${desk.url}${path}`, { method, headers, body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('a body that is no JSON is refused by every write', async () => {
  expect(writes.length).toBeGreaterThan(80);
  for (const write of writes) {
    for (const type of ['text/plain', 'text/plain; charset=utf-8', 'application/x-www-form-urlencoded', 'application/xml'])
      expect([write, type, await send(write, type, 'x')]).toMatchObject([
        write,
        type,
        { status: 415, body: { code: 'request.media-type' } },
      ]);
  }
});

test('so is JSON that is no object', async () => {
  for (const write of writes) {
    for (const body of ['[]', '"x"', '5', 'null', '[{"name":"A"}]'])
      expect([write, body, await send(write, 'application/json', body)]).toMatchObject([
        write,
        body,
        { status: 400, body: { code: 'request.not-an-object' } },
      ]);
  }
});

test('an object, and nothing at all, pass as before', async () => {
  const contact = { identities: [{ kind: 'email', value: 'ayu@example.com' }] };
  const { body } = await desk.request('POST', '/api/v1/tickets', { body: { subject: 'a', text: 'b', contact } });
  const path = `/api/v1/tickets/${String(body['id'])}`;
  expect(await send(['PATCH', path], 'application/json; charset=utf-8', '{"priority":"high"}')).toMatchObject({
    status: 200,
    body: { priority: 'high' },
  });
  expect((await desk.request('POST', `${path}/spam`)).status).toBe(200);
});
