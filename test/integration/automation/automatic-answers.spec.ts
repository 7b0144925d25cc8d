import { type Rig, rig } from './rig.js';

let r: Rig;

beforeAll(async () => {
  r = await rig();
  await r.rule({
    name: 'Acknowledge',
    events: ['message.received'],
    actions: [{ type: 'reply', texts: { id: { text: 'Halo {{contact.name}}, kami terima.' }, en: { text: 'Hello {{contact.name}}, {{agent.name}}.' } } }],
  }); // biome-ignore format: one glance
});

afterAll(() => r.desk.stop());

const lastRun = async (ticketId: string) => (await r.runsOf(ticketId))[0]?.['actions'];
const withheld = (why: string) => [{ type: 'replied', withheld: why }];

test("a rule answers, once in 24 hours; that ends no wait and counts as nobody's answer", async () => {
  const ticketId = await r.says('ayu');
  expect(r.sent()).toEqual(['Hello ayu, –.']);
  expect(r.channel.sent.at(-1)).toMatchObject({ automatic: true, authorName: 'Customer service' });
  const ticket = await r.ticket(ticketId);
  expect(ticket).toMatchObject({ status: 'new', firstRepliedAt: null });
  const { rows } = await r.desk.pool.query('select waiting_since from ticket where id = $1', [ticketId]);
  expect(rows[0]?.waiting_since).not.toBeNull();
  expect((await r.messages(ticketId))[1]).toMatchObject({ direction: 'outbound', automatic: true, author: { type: 'system' } });
  r.clock.forward(23 * 60);
  await r.says('ayu', 'and?');
  expect(await lastRun(ticketId)).toEqual(withheld('answered-recently'));
  r.clock.forward(2 * 60);
  await r.says('ayu', 'hello?');
  expect(r.sent()).toEqual(['Hello ayu, –.']);
});

test('machines are not answered', async () => {
  const ticketId = await r.says('robot', 'I am out of office', { automatic: true });
  expect(await lastRun(ticketId)).toEqual(withheld('automatic-message'));
  expect(r.sent()).toEqual([]);
});

test.each(['no-reply@example.com', 'MAILER-DAEMON@example.com', 'news-owner@example.com', 'noreply+7@example.com'])(
  'nobody reads at %s',
  async (value) => {
    const from = { kind: 'email', scope: '', value, displayName: null, verified: false };
    const ticketId = await r.says(value, 'hi', { from });
    expect(await lastRun(ticketId)).toEqual(withheld('machine-address'));
    expect(r.sent()).toEqual([]);
  },
);

test('we do not write to ourselves', async () => {
  await r.desk.pool.query(`update inbox set settings = '{"address":"Desk@Example.com"}' where id = $1`, [r.inboxId]);
  const from = { kind: 'email', scope: '', value: 'desk@example.com', displayName: null, verified: false };
  expect(await lastRun(await r.says('us', 'loop', { from }))).toEqual(withheld('own-address'));
  expect(r.sent()).toEqual([]);
});

test('an inbox that is switched off sends nothing; the rest of the rule is done', async () => {
  const created = await r.rule({
    name: 'Note and answer',
    events: ['note.added'],
    condition: { field: 'message.automatic', operator: 'is', value: false },
    actions: [
      { type: 'reply', texts: { en: { text: 'x' } } },
      { type: 'add-tags', tags: ['noted'] },
    ],
  });
  const ticketId = await r.says('citra');
  r.sent();
  await r.desk.request('PATCH', `/api/v1/inboxes/${r.inboxId}`, { body: { enabled: false } });
  await r.desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'note', text: 'n' } });
  await r.desk.drainJobs();
  expect(await lastRun(ticketId)).toMatchObject([{ withheld: 'inbox-disabled' }, { type: 'changed' }]);
  expect(r.sent()).toEqual([]);
  await r.desk.request('PATCH', `/api/v1/inboxes/${r.inboxId}`, { body: { enabled: true } });
  await r.desk.request('DELETE', `/api/v1/automations/${String(created.body['id'])}`);
});

test('two autoresponders do not talk to each other for ever', async () => {
  const answerBack = async () => {
    for (const text of r.sent()) await r.says('echo', `Auto: ${text}`); // one that does not say it is a machine
  };
  const ticketId = await r.says('echo');
  for (let round = 0; round < 5; round++) await answerBack();
  const ours = (await r.messages(ticketId)).filter((m) => m['direction'] === 'outbound');
  expect(ours).toHaveLength(1);
});
