import { type TestDesk, testDesk } from '../../kit/test-desk.js';

let desk: TestDesk;

beforeAll(async () => {
  desk = await testDesk();
  const body = { key: 'orderSize', kind: 'list', labels: { en: 'Order size', zh: '订单大小' }, options: ['small', 'large'] };
  await desk.request('POST', '/api/v1/custom-fields', { body });
});

afterAll(() => desk.stop());

const fieldsFor = async (purpose: string) => {
  const { status, body } = await desk.request('GET', `/api/v1/condition-fields?for=${purpose}`);
  expect(status).toBe(200);
  return new Map(body.items.map((item) => [item['field'], item]));
};

test('an editor of conditions learns every field, how it is compared and what it can be', async () => {
  const fields = await fieldsFor('view');
  expect(fields.get('status')).toMatchObject({ kind: 'choice', values: expect.arrayContaining(['open', 'resolved']) });
  expect(fields.get('category')?.['values']).toContain('refund');
  expect(fields.get('channel')?.['values']).toEqual(expect.arrayContaining(['email', 'hotline', 'api']));
  expect(fields.get('assigneeId')).toMatchObject({ kind: 'id', own: 'me', values: null });
  expect(fields.get('dueAt')).toMatchObject({ kind: 'instant', operators: expect.arrayContaining(['before', 'older-than-minutes']) });
  expect(fields.get('custom.orderSize')).toMatchObject({ kind: 'choice', values: ['small', 'large'], labels: { zh: '订单大小' } });
});

test('each purpose has the fields that it is checked by, and no others', async () => {
  const names = async (purpose: string) => [...(await fieldsFor(purpose)).keys()];
  expect(await names('routing')).toEqual(expect.arrayContaining(['detectedLanguage', 'message.text', 'custom.orderSize']));
  expect(await names('automation')).toEqual(expect.arrayContaining(['changed.status', 'was.status']));
  expect((await fieldsFor('automation')).get('was.status')?.['values']).toContain('open');
  expect(await names('automation-by-time')).not.toContain('changed.status');
  expect(await names('sla')).not.toContain('message.text');
  expect(await names('webhook')).not.toContain('custom.orderSize');
  expect((await fieldsFor('sla')).get('assigneeId')).toMatchObject({ own: null });
  expect((await desk.request('GET', '/api/v1/condition-fields?for=nothing')).status).toBe(400);
});
