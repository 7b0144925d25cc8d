import { ClockDesk } from './clock-desk.js';

let office: ClockDesk;

beforeEach(async () => {
  office = await ClockDesk.open();
});

afterEach(() => office.desk.stop());

const INDONESIAN = 'Selamat pagi, uang saya di dompet belum masuk sejak kemarin sore, tolong dicek ya.';
const ENGLISH = 'Good morning, the money in my wallet has not arrived since yesterday afternoon, please check.';

/** A policy before all others: the first answer within so many minutes, around the clock. */
async function policy(name: string, condition: object, minutes: number): Promise<void> {
  const targets = { 'first-response': { low: minutes, normal: minutes, high: minutes, urgent: minutes } };
  const answer = await office.desk.request('POST', '/api/v1/sla-policies', { body: { name, condition, targets, position: 1 } });
  expect(answer.status).toBe(201);
}

/** Minutes from now until the first answer is due. */
async function promised(id: string): Promise<number> {
  const { dueAt } = await office.clockOf(id, 'first-response');
  return (Date.parse(String(dueAt)) - office.clock.now.getTime()) / 60_000;
}

const is = (field: string, value: string) => ({ field, operator: 'is', value });

test('by the tier of the contact', async () => {
  await policy('VIP', is('contact.tier', 'vip'), 5);
  const plain = await office.customerWrites('ayu');
  const contact = (await office.desk.request('GET', '/api/v1/contacts?kind=fake&value=ayu')).body.items[0];
  await office.change(plain, { status: 'closed' });
  await office.desk.request('PATCH', `/api/v1/contacts/${String(contact?.['id'])}`, { body: { tier: 'vip' } });
  const favoured = await office.customerWrites('ayu', { conversation: 'another' });
  expect(favoured).not.toBe(plain);
  expect(await promised(favoured)).toBe(5);
  expect(await promised(await office.customerWrites('budi'))).toBe(60); // Gold, of this desk
});

test('a tier that changes while a customer waits changes what they are promised, and so does a merge', async () => {
  await policy('VIP', is('contact.tier', 'vip'), 5);
  const contact = async (value: string) =>
    String((await office.desk.request('GET', `/api/v1/contacts?kind=fake&value=${value}`)).body.items[0]?.['id']);
  const waits = await office.customerWrites('citra');
  expect(await promised(waits)).toBe(60);
  const tier = async (value: string, to: string | null) => {
    await office.desk.request('PATCH', `/api/v1/contacts/${await contact(value)}`, { body: { tier: to } });
    await office.desk.drainJobs();
  };
  await tier('citra', 'vip');
  expect(await promised(waits)).toBe(5);
  await tier('citra', null);
  expect(await promised(waits)).toBe(60);
  await office.customerWrites('dian');
  await tier('dian', 'vip');
  const [going, staying] = [await contact('citra'), await contact('dian')];
  await office.desk.request('POST', `/api/v1/contacts/${going}/merge`, { body: { intoId: staying } });
  await office.desk.drainJobs();
  expect(await promised(waits)).toBe(5);
  await office.desk.request('POST', `/api/v1/contacts/${going}/unmerge`);
  await office.desk.drainJobs();
  expect(await promised(waits)).toBe(60);
});

test('by the language a customer writes', async () => {
  await policy('Bahasa', is('language', 'id'), 7);
  await policy('English', is('language', 'en'), 9);
  expect(await promised(await office.customerWrites('ayu', { text: INDONESIAN }))).toBe(7);
  expect(await promised(await office.customerWrites('ben', { text: ENGLISH }))).toBe(9);
});

test('by the team, also the one that comes later', async () => {
  await policy('Second line', is('teamId', office.ids.team), 11);
  const id = await office.customerWrites('ayu');
  expect(await promised(id)).toBe(60);
  await office.change(id, { teamId: office.ids.team });
  expect(await promised(id)).toBe(11);
});

test('by channel and priority, the first in the order that matches', async () => {
  await policy('Any fake', is('channel', 'fake'), 13);
  await policy('Urgent fake', { all: [is('channel', 'fake'), is('priority', 'urgent')] }, 3);
  const id = await office.customerWrites('ayu');
  expect(await promised(id)).toBe(13);
  await office.change(id, { priority: 'urgent' });
  expect(await promised(id)).toBe(3);
});
