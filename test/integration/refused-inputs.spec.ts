import { type Person, person, ticket } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;
let agent: Person;

beforeAll(async () => {
  desk = await testDesk();
  agent = await person(desk);
});

afterAll(() => desk.stop());

const post = (path: string, body: object) => desk.request('POST', `/api/v1/${path}`, { body });

async function upload(token: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob(['hello'], { type: 'text/plain' }), 'a.txt');
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${desk.url}/api/v1/attachments`, { method: 'POST', headers, body: form });
  return String(((await response.json()) as { id: string }).id);
}

test('a draft holds only files of whoever writes it', async () => {
  const id = await ticket(desk);
  const [own, other] = [await upload(agent.token), await upload(desk.token)];
  const save = (attachmentIds: readonly string[]) =>
    desk.request('PUT', `/api/v1/tickets/${id}/draft`, { token: agent.token, body: { kind: 'note', text: 'Hm', attachmentIds } });
  for (const ids of [[other], [own, other], ['01890000-0000-7000-8000-000000000000']])
    expect(await save(ids)).toMatchObject({ status: 422, body: { code: 'attachment.unknown', field: 'attachmentIds' } });
  expect(await save([own])).toMatchObject({ status: 200, body: { attachmentIds: [own] } });
});

test.each([
  [{ kind: 'carrier-pigeon', value: 'x' }, 'kind', 'contact.unknown-identity-kind'],
  [{ kind: 'phone', value: 'call me' }, 'value', 'contact.unusable-identity'],
  [{ kind: 'phone', value: '12' }, 'value', 'contact.unusable-identity'],
  [{ kind: 'email', value: 'nobody' }, 'value', 'contact.unusable-identity'],
  [{ kind: 'email', value: 'a b@example.com' }, 'value', 'contact.unusable-identity'],
])('by %j nobody can be reached', async (identity, part, code) => {
  const good = { kind: 'email', value: 'good@example.com' };
  const identities = [good, identity];
  expect(await post('contacts', { name: 'C', identities })).toMatchObject({ status: 422, body: { code, field: `identities.1.${part}` } });
  expect(await post('tickets', { subject: 'S', text: 'T', contact: { identities } })).toMatchObject({
    status: 422,
    body: { code, field: `contact.identities.1.${part}` },
  });
});

test('what can be used is taken as before', async () => {
  const identities = [
    { kind: 'email', value: 'Jürgen@Bücher.example' },
    { kind: 'phone', value: '+62 812 0000 0001' },
    { kind: 'telegram', value: '4711' },
  ];
  expect(await post('contacts', { name: 'C', identities })).toMatchObject({
    status: 201,
    body: { identities: [{ value: 'jürgen@xn--bcher-kva.example' }, { value: '+6281200000001' }, { value: '4711' }] },
  });
});

test('what is refused is named: a status, a calendar that never opens', async () => {
  const id = await ticket(desk);
  const lost = await desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { status: 'lost' } });
  expect(lost).toMatchObject({ status: 422, body: { code: 'ticket.unknown-status', field: 'status' } });
  expect(await post('calendars', { name: 'Never', timeZone: 'UTC', week: {} })).toMatchObject({
    status: 422,
    body: { code: 'calendar.never-open', field: 'week' },
  });
});

test.each(['https://10.0.0.7', 'https://169.254.169.254/latest', 'https://[::1]', 'https://[fe80::1]', 'https://localhost'])(
  'no provider of logins is asked inside our own network: %s',
  async (issuer) => {
    const body = { label: 'Inside', issuer, clientId: 'c', clientSecret: 'a long secret' };
    expect(await post('oidc-providers', body)).toMatchObject({ status: 422, body: { code: 'oidc-provider.issuer-not-public', field: 'issuer' } });
  },
); // biome-ignore format: one glance
