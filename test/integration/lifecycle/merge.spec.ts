import { type Mails, mailsOf } from './mails.js';
import { type Body, type LifecycleRig, lifecycleRig } from './rig.js';

let rig: LifecycleRig;
let mail: Mails['mail'];
let two: Mails['two'];
beforeAll(async () => {
  rig = await lifecycleRig();
  ({ mail, two } = mailsOf(rig));
});
afterAll(() => rig.desk.stop());

describe('a merge', () => {
  test('brings both into one timeline in the order of time, each message with its origin, and closes the one', async () => {
    const [a, b] = await two('merge-1');
    await mail('merge-1', 'third', { references: [a.mail] });
    const merged = await rig.act(a['id'], 'merge', { intoId: b['id'] });
    expect(merged).toMatchObject({ status: 200, body: { id: b['id'], mergedIds: [a['id']], preview: 'third' } });
    expect(await rig.texts(b['id'], '&order=time')).toEqual(['first', 'second', 'third']);
    // Whoever goes on by seq misses nothing: what came stands behind what was there.
    expect(await rig.messages(b['id'])).toMatchObject([
      { seq: 1, text: 'second', originTicketId: null },
      { seq: 2, text: 'first', originTicketId: a['id'] },
      { seq: 3, text: 'third', originTicketId: a['id'] },
    ]);
    expect(await rig.ticket(a['id'])).toMatchObject({ status: 'merged', statusCategory: 'closed', mergedIntoId: b['id'] });
    expect((await rig.ticketsOf('merge-1')).map((t) => t['id'])).toEqual([b['id']]);
    expect(await rig.history(a['id'])).toContain('ticket.merged');
    expect(await rig.history(b['id'])).toContain('ticket.took-in');
    const paged = await rig.desk.request('GET', `/api/v1/tickets/${String(b['id'])}/messages?order=time&limit=2`);
    expect(await rig.texts(b['id'], `&order=time&cursor=${String(paged.body['nextCursor'])}`)).toEqual(['third']);
    const last = await rig.desk.request('GET', `/api/v1/tickets/${String(b['id'])}/messages?order=newest&limit=2`);
    expect(last.body.items.map((m) => m['text'])).toEqual(['third', 'second']);
    expect(await rig.texts(b['id'], `&order=newest&cursor=${String(last.body['nextCursor'])}`)).toEqual(['first']);
    const history = await rig.history(b['id']);
    const back = await rig.desk.request('GET', `/api/v1/tickets/${String(b['id'])}/events?order=newest&limit=1`);
    expect(back.body.items.map((e) => e['name'])).toEqual(history.slice(-1));
  });

  test('later messages follow the target, by reference and by token, and are answered where they were written', async () => {
    const [a, b] = await two('merge-2');
    await rig.act(a['id'], 'messages', { kind: 'reply', text: 'answer' });
    await rig.desk.drainJobs();
    const token = rig.channel.sent.at(-1)?.replyToken ?? '';
    await rig.act(a['id'], 'merge', { intoId: b['id'] });
    await mail('merge-2', 'by reference', { references: [a.mail] });
    const last = await mail('merge-2', 'by token', { tokens: [token] });
    expect(await rig.texts(b['id'], '&order=time')).toEqual(['first', 'second', 'answer', 'by reference', 'by token']);
    expect(await rig.ticketsOf('merge-2')).toHaveLength(1);
    await rig.act(b['id'], 'messages', { kind: 'reply', text: 'to the last one' });
    await rig.desk.drainJobs();
    expect(rig.channel.sent.at(-1)).toMatchObject({ inReplyTo: last, conversation: `ticket:${String(a['id'])}` });
  });

  test('is undone exactly: what was, and what came since through its conversations', async () => {
    const [a, b] = await two('merge-3');
    await rig.patch(a['id'], { status: 'on_hold', holdReason: 'BCA' });
    const [beforeA, beforeB] = [await rig.ticket(a['id']), await rig.ticket(b['id'])];
    const [saidA, saidB] = [await rig.messages(a['id']), await rig.messages(b['id'])];
    await rig.act(a['id'], 'merge', { intoId: b['id'] });
    expect((await rig.act(a['id'], 'unmerge')).status).toBe(200);
    const like = (t: Body) => ({ ...t, version: expect.any(Number) });
    expect(await rig.ticket(a['id'])).toEqual(like(beforeA));
    expect(await rig.ticket(b['id'])).toEqual(like(beforeB));
    expect([await rig.messages(a['id']), await rig.messages(b['id'])]).toEqual([saidA, saidB]);
    await rig.act(a['id'], 'merge', { intoId: b['id'] });
    await mail('merge-3', 'since, for a', { references: [a.mail] });
    await mail('merge-3', 'since, for b', { references: [b.mail] });
    await rig.act(b['id'], 'messages', { kind: 'note', text: 'a note' });
    await rig.act(a['id'], 'unmerge');
    expect(await rig.texts(a['id'])).toEqual(['first', 'since, for a']);
    expect(await rig.texts(b['id'])).toEqual(['second', 'since, for b', 'a note']);
    // The customer wrote meanwhile: it waits for nobody else any more.
    expect(await rig.ticket(a['id'])).toMatchObject({
      statusCategory: 'open',
      holdReason: null,
      preview: 'since, for a',
      mergedIntoId: null,
    });
    await mail('merge-3', 'after all', { references: [a.mail] });
    expect(await rig.texts(a['id'])).toEqual(['first', 'since, for a', 'after all']);
    expect(await rig.act(a['id'], 'unmerge')).toMatchObject({ status: 409, body: { code: 'ticket.not-merged' } });
  });

  test('goes on from ticket to ticket, and is undone step by step', async () => {
    const [a, b] = await two('merge-4');
    await mail('merge-4', 'other');
    const [c] = await rig.ticketsOf('merge-4');
    await rig.act(a['id'], 'merge', { intoId: b['id'] });
    expect(await rig.act(b['id'], 'merge', { intoId: a['id'] })).toMatchObject({
      status: 409,
      body: { code: 'ticket.merged', mergedIntoId: b['id'] },
    });
    await rig.act(b['id'], 'merge', { intoId: c?.['id'] });
    expect(await rig.ticket(a['id'])).toMatchObject({ mergedIntoId: c?.['id'] });
    await mail('merge-4', 'late', { references: [a.mail] });
    expect(await rig.texts(c?.['id'], '&order=time')).toEqual(['first', 'second', 'other', 'late']);
    expect(await rig.act(a['id'], 'unmerge')).toMatchObject({ status: 409, body: { code: 'ticket.merged-further', ticketId: b['id'] } });
    await rig.act(b['id'], 'unmerge');
    expect(await rig.ticket(a['id'])).toMatchObject({ mergedIntoId: b['id'] });
    expect(await rig.texts(b['id'], '&order=time')).toEqual(['first', 'second', 'late']);
    await rig.act(a['id'], 'unmerge');
    expect([await rig.texts(a['id']), await rig.texts(b['id']), await rig.texts(c?.['id'])]).toEqual([
      ['first', 'late'],
      ['second'],
      ['other'],
    ]);
  });

  test('gives back only its own, also when another merge brought messages of the same conversation', async () => {
    const old = await rig.hears('merge-9', 'closed matter');
    await rig.patch(old['id'], { status: 'closed' });
    const next = await rig.hears('merge-9', 'follow-up');
    await mail('merge-9', 'by mail');
    const [target] = await rig.ticketsOf('merge-9');
    await rig.act(next['id'], 'merge', { intoId: target?.['id'] });
    await rig.act(old['id'], 'merge', { intoId: target?.['id'] });
    await rig.act(next['id'], 'unmerge');
    expect(await rig.texts(next['id'])).toEqual(['follow-up']);
    expect(await rig.texts(target?.['id'])).toEqual(['by mail', 'closed matter']);
    await rig.act(old['id'], 'unmerge');
    expect(await rig.texts(old['id'])).toEqual(['closed matter']);
    expect(await rig.ticket(old['id'])).toMatchObject({ status: 'closed' });
  });

  test('reports of deliveries still find their message, and a reply on its way arrives', async () => {
    const [a, b] = await two('merge-5');
    const reply = await rig.act(a['id'], 'messages', { kind: 'reply', text: 'on its way' });
    await rig.act(a['id'], 'merge', { intoId: b['id'] });
    await rig.desk.drainJobs();
    const externalId = `out-${String(reply.body['id'])}`;
    await rig.post([{ type: 'delivery', key: 'read-5', at: rig.clock.now, state: 'read', fault: null, of: { externalId } } as never]);
    await rig.desk.drainJobs();
    const message = (await rig.messages(b['id'])).find((m) => m['id'] === reply.body['id']);
    expect(message).toMatchObject({ ticketId: b['id'], delivery: { state: 'read' }, externalId });
  });

  test('nobody works on what was merged', async () => {
    const [a, b] = await two('merge-6');
    await rig.act(a['id'], 'merge', { intoId: b['id'] });
    for (const refused of [
      await rig.patch(a['id'], { priority: 'high' }),
      await rig.act(a['id'], 'messages', { kind: 'note', text: 'x' }),
      await rig.act(a['id'], 'messages', { kind: 'reply', text: 'x' }),
      await rig.act(a['id'], 'spam'),
      await rig.act(a['id'], 'merge', { intoId: b['id'] }),
    ])
      expect(refused).toMatchObject({ status: 409, body: { code: 'ticket.merged', mergedIntoId: b['id'] } });
    expect(await rig.act(b['id'], 'merge', { intoId: b['id'] })).toMatchObject({ status: 422, body: { code: 'ticket.same' } });
    const other = await rig.hears('merge-6', 'chat');
    await rig.patch(other['id'], { status: 'closed' });
    expect(await rig.act(b['id'], 'merge', { intoId: other['id'] })).toMatchObject({ status: 409, body: { code: 'ticket.closed' } });
  });

  test('nothing real goes into what is hidden as spam, spam may', async () => {
    const [a, b] = await two('merge-spam');
    await rig.act(b['id'], 'spam');
    const refused = await rig.act(a['id'], 'merge', { intoId: b['id'] });
    expect(refused).toMatchObject({ status: 409, body: { code: 'ticket.merge-into-spam' } });
    expect(await rig.ticket(a['id'])).toMatchObject({ mergedIntoId: null, statusCategory: 'new' });
    expect(await rig.act(b['id'], 'merge', { intoId: a['id'] })).toMatchObject({ status: 200 });
  });

  test('nor does a part go back into what became spam since', async () => {
    const { id } = await rig.hears('unsplit-spam', 'one');
    await rig.hears('unsplit-spam', 'two');
    const [, second] = await rig.messages(id);
    const part = (await rig.act(id, 'split', { messageIds: [second?.['id']] })).body['id'];
    await rig.act(id, 'spam');
    expect(await rig.act(part, 'unsplit')).toMatchObject({ status: 409, body: { code: 'ticket.merge-into-spam' } });
    expect(await rig.ticket(part)).toMatchObject({ mergedIntoId: null, isSpam: false });
  });

  test('of different customers needs a word and a supervisor; then the one who joined is heard there', async () => {
    const a = await rig.hears('merge-7', 'my card');
    const b = await rig.hears('merge-8', "my husband's card");
    const agent = await rig.desk.tokenFor('agent');
    const supervisor = await rig.desk.tokenFor('supervisor');
    const merge = (body: object, token: string) => rig.act(a['id'], 'merge', { intoId: b['id'], ...body }, token);
    expect(await merge({}, supervisor)).toMatchObject({ status: 409, body: { code: 'ticket.other-contact' } });
    expect(await merge({ acrossContacts: true }, agent)).toMatchObject({ status: 403, body: { code: 'ticket.merge-needs-supervisor' } });
    expect(await merge({ acrossContacts: true }, supervisor)).toMatchObject({ status: 200 });
    await rig.hears('merge-7', 'any news?');
    expect(await rig.texts(b['id'], '&order=time')).toContain('any news?');
    await rig.act(a['id'], 'unmerge');
    expect(await rig.texts(a['id'])).toEqual(['my card', 'any news?']);
  });
});

describe('a split', () => {
  test('leaves messages in the team they lie in, whatever the routing rules say of new tickets', async () => {
    const team = async (name: string) => String((await rig.desk.request('POST', '/api/v1/teams', { body: { name } })).body['id']);
    const [legal, support] = [await team('Legal'), await team('Support')];
    const { id } = await rig.hears('split-legal', 'one');
    await rig.hears('split-legal', 'two');
    await rig.patch(id, { teamId: legal });
    const rule = {
      name: 'All',
      conditions: { all: [{ field: 'channel', operator: 'exists' }] },
      actions: { teamId: support, priority: 'high' },
    };
    const made = await rig.desk.request('POST', '/api/v1/routing-rules', { body: rule });
    expect(made.status).toBe(201);
    const [, second] = await rig.messages(id);
    const split = await rig.act(id, 'split', { messageIds: [second?.['id']] });
    expect(split.body).toMatchObject({ teamId: legal, priority: 'high' });
    await rig.desk.request('DELETE', `/api/v1/routing-rules/${String(made.body['id'])}`);
  });

  test('gives chosen messages a ticket of their own; the conversation stays, and unsplit takes it back', async () => {
    const { id } = await rig.hears('split-1', 'one');
    await rig.hears('split-1', 'two');
    await rig.hears('split-1', 'three');
    const before = await rig.messages(id);
    const split = await rig.act(id, 'split', { messageIds: [before[1]?.['id']], subject: 'The second matter' });
    expect(split).toMatchObject({
      status: 201,
      body: { subject: 'The second matter', linkedTicketId: id, preview: 'two', statusCategory: 'new' },
    });
    const newId = split.body['id'];
    expect([await rig.texts(id), await rig.texts(newId)]).toEqual([['one', 'three'], ['two']]);
    expect((await rig.messages(id)).map((m) => m['seq'])).toEqual([1, 3]);
    expect(await rig.history(id)).toContain('ticket.split');
    await rig.hears('split-1', 'four');
    expect(await rig.texts(id)).toEqual(['one', 'three', 'four']);
    await rig.act(newId, 'messages', { kind: 'reply', text: 'about the second' });
    await rig.desk.drainJobs();
    expect(rig.channel.sent.at(-1)).toMatchObject({ conversation: 'split-1', text: 'about the second' });
    expect(await rig.act(newId, 'unsplit')).toMatchObject({ status: 200, body: { id } });
    expect(await rig.texts(id)).toEqual(['one', 'two', 'three', 'four', 'about the second']);
    expect((await rig.messages(id)).slice(0, 3)).toMatchObject(before.map((m) => ({ id: m['id'], seq: m['seq'] })));
    expect(await rig.ticket(newId)).toMatchObject({ status: 'merged', mergedIntoId: id });
    expect(await rig.act(newId, 'unsplit')).toMatchObject({ status: 409 });
  });

  test('of every message of a conversation takes the conversation along', async () => {
    const [a] = await two('split-2');
    const chat = await rig.hears('split-2', 'by chat');
    await rig.act(chat['id'], 'merge', { intoId: a['id'] });
    const byChat = (await rig.messages(a['id'])).find((m) => m['text'] === 'by chat');
    const split = await rig.act(a['id'], 'split', { messageIds: [byChat?.['id']] });
    await rig.hears('split-2', 'more by chat');
    expect(await rig.texts(split.body['id'])).toEqual(['by chat', 'more by chat']);
    await rig.act(split.body['id'], 'unsplit');
    await rig.hears('split-2', 'and more');
    expect(await rig.texts(a['id'], '&order=time')).toEqual(['first', 'by chat', 'more by chat', 'and more']);
  });

  test('leaves something, and takes only what is there', async () => {
    const { id } = await rig.hears('split-3', 'one');
    const [only] = await rig.messages(id);
    expect(await rig.act(id, 'split', { messageIds: [only?.['id']] })).toMatchObject({ status: 422, body: { code: 'ticket.split-all' } });
    expect(await rig.act(id, 'split', { messageIds: [id] })).toMatchObject({ status: 422, body: { code: 'message.not-in-ticket' } });
    expect(await rig.act(id, 'unsplit')).toMatchObject({ status: 409, body: { code: 'ticket.not-split' } });
  });
});

test.each([
  ['pending', { status: 'pending' }],
  ['resolved', { status: 'resolved' }],
])('who waits is not buried in a ticket that is %s: it is opened again, and silence begins anew', async (name, change) => {
  const [a, b] = await two(`merge-waits-${name}`);
  await rig.act(b['id'], 'messages', { kind: 'reply', text: 'answered' });
  await rig.desk.drainJobs();
  await rig.patch(b['id'], change);
  await rig.desk.pool.query("update ticket set quiet_since = now() - interval '9 days', close_notice_at = now() where id = $1", [b['id']]);
  await mail(`merge-waits-${name}`, 'and another thing', { references: [a.mail] });
  await rig.act(a['id'], 'merge', { intoId: b['id'] });
  expect(await rig.ticket(b['id'])).toMatchObject({ statusCategory: 'open', resolvedAt: null });
  expect(await rig.history(b['id'])).toContain('ticket.reopened');
  const { rows } = await rig.desk.pool.query(
    "select quiet_since > created_at - interval '1 day' as anew, close_notice_at from ticket where id = $1",
    [b['id']],
  );
  expect(rows).toEqual([{ anew: true, close_notice_at: null }]);
});
