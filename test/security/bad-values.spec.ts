import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;

beforeAll(async () => {
  desk = await testDesk();
});

afterAll(() => desk.stop());

const post = (path: string, body: object) => desk.request('POST', `/api/v1/${path}`, { body });

test.each([
  ['a target', 'sla-policies', { name: 'P', targets: { 'first-response': { normal: null, urgent: 30 } } }, 'targets.first-response.normal'],
  ['a change of many', 'bulk', { ticketIds: ['00000000-0000-7000-8000-000000000001'], change: { addTags: null } }, 'change.addTags'],
  ['a list of objects', 'routing/simulate', { days: 1, agents: [{ name: 'A' }, { hours: null }] }, 'agents.1.hours'],
])('null where nothing may be missing is named, however deep: %s', async (_, path, body, field) => {
  expect(await post(path, body)).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ field }] } });
});

test('null where the documentation allows it still passes', async () => {
  const body = { name: 'P', calendarId: null, targets: { resolution: { normal: 60 } } };
  expect(await post('sla-policies', body)).toMatchObject({ status: 201, body: { calendarId: null } });
});

test.each(['20260302T090000Z', '2026-W10-1T09:00:00Z', '2026-060T09:00:00Z', '2026-03-02T09Z', '1969-03-02T09:00:00Z', '2026-02-30T09:00:00Z'])(
  'an instant that cannot be read is refused and never taken for none: %s',
  async (instant) => {
    const token = await post('api-tokens', { name: 'T', scopes: ['ticket:read'], expiresAt: instant });
    expect(token).toMatchObject({ status: 400, body: { errors: [{ field: 'expiresAt' }] } });
    const report = await desk.request('GET', `/api/v1/reports/figures?from=${instant}&to=2026-03-03T00:00:00Z`);
    expect(report).toMatchObject({ status: 400, body: { errors: [{ field: 'from' }] } });
    const id = (await post('tickets', { subject: 'a', text: 'b', contact: { identities: [{ kind: 'email', value: 'ayu@example.com' }] } })).body['id'];
    expect(await post(`tickets/${String(id)}/snooze`, { until: instant })).toMatchObject({ status: 400, body: { errors: [{ field: 'until' }] } });
  },
); // biome-ignore format: a table
