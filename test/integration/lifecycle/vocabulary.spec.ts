import { systemActor } from '../../../src/kernel/actor.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { TicketFields } from '../../../src/tickets/ticket-fields.js';
import { TicketWords } from '../../../src/tickets/ticket-words.js';
import { type LifecycleRig, lifecycleRig } from './rig.js';

let rig: LifecycleRig;
beforeAll(async () => {
  rig = await lifecycleRig();
});
afterAll(() => rig.desk.stop());

const admin = (method: string, path: string, body?: object) =>
  rig.desk.request(method, `/api/v1/${path}`, body === undefined ? {} : { body });

test('administrators add names of statuses; the category is fixed, and clocks look at it only', async () => {
  const made = await admin('POST', 'statuses', { name: 'waiting-for-bank', category: 'on_hold', names: { en: 'Waiting for the bank' } });
  expect(made).toMatchObject({ status: 201, body: { name: 'waiting-for-bank', category: 'on_hold', enabled: true } });
  expect(await admin('POST', 'statuses', { name: 'waiting-for-bank', category: 'open' })).toMatchObject({ status: 409 });
  expect(await admin('PATCH', 'statuses/waiting-for-bank', { category: 'open' })).toMatchObject({ status: 400 });
  const ticket = await rig.hears('ayu');
  const held = await rig.patch(ticket['id'], { status: 'waiting-for-bank', holdReason: 'BCA looks into it' });
  expect(held.body).toMatchObject({ status: 'waiting-for-bank', statusCategory: 'on_hold', holdReason: 'BCA looks into it' });
  const renamed = await admin('PATCH', 'statuses/waiting-for-bank', {
    names: { en: 'With the bank', id: 'Di bank' },
    position: 50,
    enabled: false,
  });
  expect(renamed.body).toMatchObject({ names: { en: 'With the bank', id: 'Di bank' }, position: 50, enabled: false });
  await rig.patch(ticket['id'], { status: 'open' });
  expect(await rig.patch(ticket['id'], { status: 'waiting-for-bank', holdReason: 'x' })).toMatchObject({
    status: 422,
    body: { code: 'ticket.unknown-status' },
  });
});

test('what is there from the beginning has a name in each language', async () => {
  const { body: statuses } = await admin('GET', 'statuses');
  expect(statuses).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ name: 'new', names: { en: 'New', id: 'Baru', zh: '新建' } })]),
  });
  const { body: categories } = await admin('GET', 'categories');
  expect(categories).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ key: 'refund', names: expect.objectContaining({ zh: '退款' }) })]),
  });
});

test('no category is ever without a status, and what the desk itself sets stays', async () => {
  expect(await admin('PATCH', 'statuses/pending', { enabled: false })).toMatchObject({
    status: 409,
    body: { code: 'status.last-of-category' },
  });
  expect(await admin('PATCH', 'statuses/new', { enabled: false })).toMatchObject({ status: 409, body: { code: 'status.built-in' } });
  // "merged" is no status that could stand for "closed".
  expect(await admin('PATCH', 'statuses/closed', { enabled: false })).toMatchObject({
    status: 409,
    body: { code: 'status.last-of-category' },
  });
  const ticket = await rig.hears('budi');
  expect(await rig.patch(ticket['id'], { status: 'merged' })).toMatchObject({ status: 422, body: { code: 'ticket.unknown-status' } });
  const words = rig.desk.app.get(TicketWords);
  await expect(words.onApplicationBootstrap()).resolves.toBeUndefined();
  await rig.desk.pool.query("update ticket_status set enabled = false where name = 'pending'");
  await expect(words.onApplicationBootstrap()).rejects.toThrow('pending');
  await rig.desk.pool.query("update ticket_status set enabled = true where name = 'pending'");
});

test('the statuses are listed in their order, page by page', async () => {
  const first = await admin('GET', 'statuses?limit=3');
  expect(first.body.items.map((s) => s['name'])).toEqual(['new', 'open', 'pending']);
  const second = await admin('GET', `statuses?limit=100&cursor=${String(first.body['nextCursor'])}`);
  expect(second.body.items.map((s) => s['name'])).toEqual(['on_hold', 'resolved', 'closed', 'merged', 'waiting-for-bank']);
  expect(second.body.items.map((s) => s['choosable'])).toEqual([true, true, true, false, false]);
});

test('categories: added, named in languages, switched off', async () => {
  expect(await admin('POST', 'categories', { key: 'card', names: { en: 'Cards', zh: '银行卡' } })).toMatchObject({ status: 201 });
  const ticket = await rig.hears('citra');
  expect((await rig.patch(ticket['id'], { category: 'card' })).body).toMatchObject({ category: 'card' });
  await admin('PATCH', 'categories/card', { enabled: false });
  const other = await rig.hears('dewi');
  expect(await rig.patch(other['id'], { category: 'card' })).toMatchObject({ status: 422, body: { code: 'ticket.unknown-category' } });
  expect(await admin('PATCH', 'categories/general', { enabled: false })).toMatchObject({ status: 409 });
  expect(await admin('PATCH', 'categories/none', { position: 1 })).toMatchObject({ status: 404, body: { code: 'category.not-found' } });
  expect(await admin('PATCH', 'categories/card', { names: { en: '' } })).toMatchObject({ status: 400 });
});

test('agents read the words and change none', async () => {
  const token = await rig.desk.tokenFor('agent');
  expect((await rig.desk.request('GET', '/api/v1/statuses', { token })).status).toBe(200);
  for (const path of ['statuses/open', 'categories/general', 'tags/vip', 'custom-fields/order', 'ticket-settings'])
    expect((await rig.desk.request('PATCH', `/api/v1/${path}`, { token, body: {} })).status).toBe(403);
});

test('tags are free until an administrator restricts them; what a ticket has it may keep', async () => {
  const ticket = await rig.hears('eka');
  expect((await rig.patch(ticket['id'], { tags: ['wild'] })).status).toBe(200);
  expect(await admin('POST', 'tags', { name: 'vip', color: '#3366cc' })).toMatchObject({ status: 201, body: { color: '#3366cc' } });
  expect(await admin('POST', 'tags', { name: 'vip' })).toMatchObject({ status: 409 });
  expect(await admin('POST', 'tags', { name: 'odd', color: 'red' })).toMatchObject({ status: 400 });
  await admin('PATCH', 'ticket-settings', { tagsRestricted: true });
  expect(await rig.patch(ticket['id'], { tags: ['wild', 'wilder'] })).toMatchObject({
    status: 422,
    body: { code: 'tag.unknown', tags: ['wilder'] },
  });
  expect((await rig.patch(ticket['id'], { tags: ['wild', 'vip'] })).body).toMatchObject({ tags: ['vip', 'wild'] });
  expect((await admin('GET', 'tags')).body.items).toEqual([{ name: 'vip', color: '#3366cc', enabled: true }]);
  await admin('PATCH', 'ticket-settings', { tagsRestricted: false });
});

describe('custom fields', () => {
  beforeAll(async () => {
    const fields = [
      { key: 'order', kind: 'text', labels: { en: 'Order number' }, requiredOnResolve: true },
      { key: 'amount', kind: 'number' },
      { key: 'paidOn', kind: 'date' },
      { key: 'bank', kind: 'list', options: ['bca', 'mandiri'] },
      { key: 'urgent', kind: 'checkbox' },
    ];
    for (const field of fields) await admin('POST', 'custom-fields', field);
  });

  test('a list has options and no other kind has', async () => {
    expect(await admin('POST', 'custom-fields', { key: 'x', kind: 'list' })).toMatchObject({
      status: 422,
      body: { code: 'custom-field.options' },
    });
    expect(await admin('POST', 'custom-fields', { key: 'x', kind: 'text', options: ['a'] })).toMatchObject({ status: 422 });
    expect(await admin('PATCH', 'custom-fields/bank', { options: [] })).toMatchObject({ status: 422 });
    expect(await admin('POST', 'custom-fields', { key: 'order', kind: 'text' })).toMatchObject({ status: 409 });
    expect(await admin('PATCH', 'custom-fields/order', { kind: 'number' })).toMatchObject({ status: 400 });
  });

  test('values are checked when a ticket is opened and changed; a change is merged, null takes away', async () => {
    const open = (customFields: object) =>
      admin('POST', 'tickets', { subject: 'S', text: 'T', contact: { identities: [{ kind: 'fake', value: 'fitri' }] }, customFields });
    expect(await open({ amount: 'much' })).toMatchObject({
      status: 422,
      body: { code: 'ticket.custom-field-invalid', problems: [{ field: 'amount' }] },
    });
    expect(await open({ unheardOf: 1 })).toMatchObject({ status: 422 });
    const { body } = await open({ amount: 250_000, bank: 'bca' });
    expect(body).toMatchObject({ customFields: { amount: 250_000, bank: 'bca' } });
    const changed = await rig.patch(body['id'], { customFields: { bank: null, urgent: true } });
    expect(changed.body['customFields']).toEqual({ amount: 250_000, urgent: true });
    expect(await rig.patch(body['id'], { customFields: { paidOn: '2041-02-30' } })).toMatchObject({ status: 422 });
  });

  test('what must be known before the end is asked for at the end', async () => {
    const ticket = await rig.hears('gita');
    expect(await rig.patch(ticket['id'], { status: 'resolved' })).toMatchObject({
      status: 422,
      body: { code: 'ticket.custom-field-required', fields: ['order'] },
    });
    expect((await rig.patch(ticket['id'], { status: 'resolved', customFields: { order: 'A-17' } })).body).toMatchObject({
      statusCategory: 'resolved',
    });
  });

  test('lists are filtered by them, each by its type', async () => {
    const ticket = await rig.hears('hana');
    await rig.patch(ticket['id'], { customFields: { amount: 77, urgent: true, bank: 'mandiri' } });
    const found = async (query: string) => (await admin('GET', `tickets?${query}`)).body.items.map((t) => t['id']);
    expect(await found('custom=amount:77')).toEqual([ticket['id']]);
    expect(await found('custom=amount:77&custom=urgent:true&custom=bank:mandiri')).toEqual([ticket['id']]);
    expect(await found('custom=amount:78')).toEqual([]);
    expect(await admin('GET', 'tickets?custom=bank:other')).toMatchObject({ status: 422, body: { code: 'ticket.impossible-filter' } });
    expect(await admin('GET', 'tickets?custom=unheardOf:1')).toMatchObject({ status: 422, body: { code: 'ticket.unknown-custom-field' } });
    expect(await admin('GET', 'tickets?custom=nonsense')).toMatchObject({ status: 400 });
  });

  test('conditions of rules know them', async () => {
    const fields = rig.desk.app.get(TicketFields);
    const catalogue = await rig.desk.app.get(UnitOfWork).run(systemActor('test'), (tx) => fields.catalogue(tx));
    expect(catalogue['custom.bank']).toEqual({ kind: 'choice', values: ['bca', 'mandiri'] });
    expect(catalogue['priority']).toMatchObject({ kind: 'ordered' });
  });
});
