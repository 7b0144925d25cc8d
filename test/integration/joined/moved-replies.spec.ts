import { type Mails, mailsOf } from '../lifecycle/mails.js';
import { type LifecycleRig, lifecycleRig } from '../lifecycle/rig.js';

let rig: LifecycleRig;
let two: Mails['two'];
let mail: Mails['mail'];

beforeAll(async () => {
  rig = await lifecycleRig();
  ({ two, mail } = mailsOf(rig));
});

afterAll(() => rig.desk.stop());

const hold = async (id: unknown, text = 'Soon') => {
  const held = await rig.act(id, 'messages', { kind: 'reply', text, undoSeconds: 30 });
  expect(held.status).toBe(201);
  return String(held.body['id']);
};
const pass = async () => {
  rig.clock.forward(1);
  await rig.desk.exhaustJobs();
};
const message = async (id: string) => (await rig.desk.request('GET', `/api/v1/messages/${id}`)).body;
const draft = (id: unknown) => rig.desk.request('GET', `/api/v1/tickets/${String(id)}/draft`);
const saveDraft = (id: unknown, text: string) =>
  rig.desk.request('PUT', `/api/v1/tickets/${String(id)}/draft`, { body: { kind: 'reply', text } });

test('a held reply of a merged ticket leaves in the other one, to whom it answers', async () => {
  const [a, b] = await two('held');
  const held = await hold(a['id']);
  expect((await rig.act(a['id'], 'merge', { intoId: b['id'] })).status).toBe(200);
  await pass();
  expect(await rig.texts(b['id'])).toEqual(['second', 'first', 'Soon']);
  expect(rig.channel.sent.at(-1)).toMatchObject({ text: 'Soon' });
  expect(await message(held)).toMatchObject({ ticketId: b['id'], delivery: { state: 'accepted' } });
  expect(await rig.ticket(a['id'])).toMatchObject({ statusCategory: 'closed', mergedIntoId: b['id'] });
});

test('a held reply of a ticket that was split leaves in the ticket it was written in', async () => {
  const [a] = await two('split');
  await mail('split', 'third', { references: [a.mail] });
  const [, third] = await rig.messages(a['id']);
  await hold(a['id'], 'To the first');
  expect((await rig.act(a['id'], 'split', { messageIds: [third?.['id']] })).status).toBeLessThan(300);
  await pass();
  expect(await rig.texts(a['id'])).toEqual(['first', 'To the first']);
});

test('a held reply of a deleted ticket fails where its author sees it', async () => {
  const { id } = await rig.hears('gone');
  const held = await hold(id);
  expect((await rig.desk.request('DELETE', `/api/v1/tickets/${String(id)}`)).status).toBe(204);
  const before = rig.channel.sent.length;
  await pass();
  expect(rig.channel.sent).toHaveLength(before);
  expect((await rig.act(id, 'restore')).status).toBe(200);
  expect(await message(held)).toMatchObject({ delivery: { state: 'failed', error: { code: 'ticket.not-found' } } });
  expect((await rig.messages(id)).at(-1)).toMatchObject({ id: held, delivery: { state: 'failed' } });
  expect(await rig.history(id)).toContain('reply.failed');
});

test('what is gone holds no reply', async () => {
  const { id } = await rig.hears('gone-before');
  await rig.desk.request('DELETE', `/api/v1/tickets/${String(id)}`);
  expect(await rig.act(id, 'messages', { kind: 'reply', text: 'x', undoSeconds: 30 })).toMatchObject({ status: 404 });
});

test('a draft stays with its ticket, merged and back', async () => {
  const [a, b] = await two('draft');
  expect((await saveDraft(a['id'], 'Half a word')).status).toBeLessThan(300);
  await rig.act(a['id'], 'merge', { intoId: b['id'] });
  expect((await draft(b['id'])).status).toBe(404);
  await rig.act(a['id'], 'unmerge');
  expect(await draft(a['id'])).toMatchObject({ body: { text: 'Half a word' } });
});
