import { Reindex, SearchIndexing } from '../../../src/search/index.js';
import { VisibleTickets } from '../../../src/views/visible-tickets.js';
import { FakeChannel, said } from '../../kit/fake-channel.js';
import { FakeClock } from '../../kit/fake-clock.js';
import { type Answer, type TestDesk, testDesk } from '../../kit/test-desk.js';
import { until } from '../../kit/until.js';
import { sliced, stagesOf } from './slices.js';

const channel = new FakeChannel();
const clock = new FakeClock();
let desk: TestDesk;
let inboxId: string;

beforeAll(async () => {
  desk = await testDesk({ channels: () => [channel.definition()], clock });
  const inbox = await desk.request('POST', '/api/v1/inboxes', {
    body: { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true },
  });
  inboxId = String(inbox.body['id']);
});

afterAll(() => desk.stop());

const index = () => desk.app.get(SearchIndexing).run();

let number = 0;
/** A customer writes. @returns the ticket's id */
async function write(who: string, text: string, over: Parameters<typeof said>[0] = {}): Promise<string> {
  clock.forward(1);
  number += 1;
  const body = { key: `r${number}`, events: [said({ who, text, ...over })] };
  await desk.request('POST', `/ingress/fake/${inboxId}/events`, { token: null, headers: { 'x-fake-key': 'right' }, body });
  await desk.drainJobs();
  await index();
  const { rows } = await desk.pool.query<{ ticket_id: string }>('select ticket_id from message order by created_at desc, id desc limit 1');
  return String(rows[0]?.ticket_id);
}

const open = async (subject: string, over: object = {}): Promise<string> => {
  const body = {
    subject,
    text: `Text of ${subject}`,
    contact: { name: 'Citra', identities: [{ kind: 'email', value: 'citra.lestari@example.com' }] },
    ...over,
  };
  const id = String((await desk.request('POST', '/api/v1/tickets', { body })).body['id']);
  await index();
  return id;
};

const search = (q: string, query = '', token?: string): Promise<Answer> =>
  desk.request('GET', `/api/v1/search?q=${encodeURIComponent(q)}${query}`, token === undefined ? {} : { token });
const textOf = (hit: Record<string, unknown>) =>
  (hit['snippets'] as { field: string; text: string }[]).find((s) => s.field === 'text')?.text;
const found = async (q: string, query = '&sort=newest') => (await search(q, query)).body.items.map(textOf);

describe('words of every language', () => {
  beforeAll(async () => {
    await write('s1-a', '请问退款进度怎么样了');
    await write('s1-b', '我的信用卡被盗了 kartu kredit');
    await write('s1-c', 'Uang saya belum masuk, tolong cek refund');
    await write('s1-d', 'My Réfund was promised by INV-2026/42, not refunded');
  });

  test.each([
    ['退款', ['请问退款进度怎么样了']],
    ['进度', ['请问退款进度怎么样了']],
    ['退', ['请问退款进度怎么样了']],
    ['退款怎么样', ['请问退款进度怎么样了']],
    ['"款进度"', ['请问退款进度怎么样了']],
    ['"退款怎么样"', []],
    ['信用卡 kredit', ['我的信用卡被盗了 kartu kredit']],
    ['belum masuk', ['Uang saya belum masuk, tolong cek refund']],
    ['"masuk belum"', []],
    ['refund ', ['My Réfund was promised by INV-2026/42, not refunded', 'Uang saya belum masuk, tolong cek refund']],
    ['refun* -tolong', ['My Réfund was promised by INV-2026/42, not refunded']],
    ['refunde', ['My Réfund was promised by INV-2026/42, not refunded']],
    ['refunde ', []],
    ['inv-2026/42', ['My Réfund was promised by INV-2026/42, not refunded']],
    ['inv-2026/43 ', []],
  ])('%s', async (q, texts) => {
    expect(await found(q)).toEqual(texts);
  });

  test('what was found is given as ranges of plain text', async () => {
    await write('s1-e', 'Ini <script>alert(1)</script> pengembalian dana');
    const { items } = (await search('pengembalian dana')).body;
    const [snippet] = (items[0] ?? {})['snippets'] as { text: string; ranges: [number, number][] }[];
    expect(snippet?.text).toBe('Ini <script>alert(1)</script> pengembalian dana');
    expect(snippet?.ranges.map(([start, end]) => snippet.text.slice(start, end))).toEqual(['pengembalian', 'dana']);
  });
});

test('tickets are found by number, subject, contact, identity and custom field, and follow what changes', async () => {
  for (const key of ['orderNumber', 'product'])
    await desk.request('POST', '/api/v1/custom-fields', { body: { key, kind: 'text', labels: { en: key } } });
  const id = await open('Lost wallet zebra', { customFields: { orderNumber: 'ORD-77-XY', product: 'kipas' } });
  const ticket = (await desk.request('GET', `/api/v1/tickets/${id}`)).body;
  const ids = async (q: string) => (await search(q)).body.items.map((hit) => (hit['ticket'] as { id: string }).id);
  for (const q of [
    `#${String(ticket['number'])} `,
    'zebra',
    'citra zebra',
    'citra.lestari@example.com zebra',
    'ord-77-xy',
    'kipas',
    'from:lestari zebra',
  ])
    expect(await ids(q)).toEqual([id]);
  const { items } = (await search('ord-77-xy zebra')).body;
  expect(((items[0] ?? {})['snippets'] as { field: string }[]).map((s) => s.field)).toEqual(['text', 'subject', 'customField']);
  await desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { subject: 'Lost wallet okapi' } });
  await desk.request('PATCH', `/api/v1/contacts/${String((ticket['contact'] as { id: string }).id)}`, { body: { name: 'Mentari' } });
  expect((await desk.request('GET', '/api/v1/tickets?q=okapi')).body.items).toMatchObject([{ contact: { name: 'Mentari' } }]);
  await index();
  expect(await ids('okapi mentari')).toEqual([id]);
  expect(await ids('from:dewi okapi')).toEqual([]);
});

test('notes and answers are found; an edited message is found by its new words, a withdrawn one not at all', async () => {
  await write('s3', 'pembuka');
  const id = await write('s3', 'kalimat pertama', { externalId: 's3-1' });
  await desk.request('POST', `/api/v1/tickets/${id}/messages`, { body: { kind: 'note', text: 'catatan rahasia' } });
  await index();
  expect(await found('catatan')).toEqual(['catatan rahasia']);
  const revise = async (key: string, revision: object) => {
    const event = { type: 'revision', key, at: '2026-03-02T09:00:00Z', externalId: 's3-1', change: revision };
    await desk.request('POST', `/ingress/fake/${inboxId}/events`, {
      token: null,
      headers: { 'x-fake-key': 'right' },
      body: { key, events: [event] },
    });
    await desk.drainJobs();
    await index();
  };
  await revise('s3-e', { kind: 'edited', text: 'kalimat kedua' });
  expect(await found('kalimat pertama ')).toEqual([]);
  expect(await found('kalimat kedua ')).toEqual(['kalimat kedua']);
  await revise('s3-w', { kind: 'withdrawn' });
  expect(await found('kalimat ')).toEqual([]);
});

describe('filters', () => {
  let agentToken: string;
  beforeAll(async () => {
    agentToken = await desk.tokenFor('agent');
    const me = (await desk.request('GET', '/api/v1/auth/me', { token: agentToken })).body;
    const team = String((await desk.request('POST', '/api/v1/teams', { body: { name: 'Filter team' } })).body['id']);
    await desk.request('PATCH', `/api/v1/agents/${String(me['id'])}`, { body: { teamIds: [team] } });
    await open('filterword one', { category: 'refund', priority: 'high' });
    const two = await open('filterword two', { category: 'payment' });
    await desk.request('PATCH', `/api/v1/tickets/${two}`, {
      body: { assigneeId: me['id'], teamId: team, tags: ['VIP'], status: 'pending' },
    });
    clock.forward(60 * 24 * 30);
    await write('s4', 'filterword three', { attachments: [{ filename: 'a.txt', contentType: 'text/plain', media: { id: 'none' } }] });
  });

  test.each([
    ['category:refund', ['one']],
    ['-category:refund', ['three', 'two']],
    ['category:"refund" priority:high', ['one']],
    ['status:pending', ['two']],
    ['status:new', ['three', 'one']],
    ['channel:fake', ['three']],
    ['-channel:fake', ['two', 'one']],
    ['has:attachment', ['three']],
    ['tag:vip', ['two']],
    ['team:"filter team"', ['two']],
    ['team:none', ['three', 'one']],
    ['assignee:me', ['two']],
    ['assignee:none', ['three', 'one']],
    ['from:s4', ['three']],
    ['-from:s4', ['two', 'one']],
    ['before:2026-03-20', ['two', 'one']],
    ['after:2026-03-20', ['three']],
    ['after:2026-03-20 before:2026-03-21', []],
  ])('%s', async (filter, words) => {
    const { body } = await search(`filterword ${filter}`, '&sort=newest', agentToken);
    expect(body.items.map((hit) => (hit['ticket'] as { subject: string }).subject.replace('filterword ', ''))).toEqual(words);
  });

  test('filters alone list what they leave', async () => {
    expect((await search('channel:fake has:attachment', '&sort=newest')).body.items.map(textOf)).toEqual(['filterword three']);
  });

  test.each([
    ['colour:red', { code: 'search.unknown-filter', filter: 'colour' }],
    ['category:weather', { code: 'condition.invalid', problems: [{ path: 'all[0]' }] }],
    ['status:sleepy', { code: 'condition.invalid' }],
    ['status:open status:pending', { code: 'view.impossible', field: 'statusCategory' }],
    ['has:cheese', { code: 'search.bad-filter', filter: 'has' }],
    ['before:soon', { code: 'search.bad-filter', filter: 'before', value: 'soon' }],
    ['assignee:nobody@example.com', { code: 'search.bad-filter', filter: 'assignee' }],
    ['category:', { code: 'search.bad-filter', filter: 'category' }],
    ['???', { code: 'search.empty' }],
  ])('%s is refused by name', async (q, problem) => {
    expect(await search(q)).toMatchObject({ status: 422, body: problem });
  });
});

test('the best first: a subject before a text; pages go through the same list while new messages arrive', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.push(await write(`s5-${i}`, i === 1 ? 'paginasi' : `sekali lagi tentang paginasi nomor ${i}`));
  const whole = (await search('paginasi ')).body.items.map(textOf);
  expect(whole[0]).toBe('paginasi');
  expect(whole).toHaveLength(5);
  for (const sort of ['best', 'newest']) {
    const all = (await search('paginasi ', `&sort=${sort}`)).body.items.map(textOf);
    const first = await search('paginasi ', `&sort=${sort}&limit=2`);
    await write(`s5-${sort}`, 'paginasi yang baru');
    const second = await search('paginasi ', `&sort=${sort}&limit=2&cursor=${String(first.body['nextCursor'])}`);
    expect([...first.body.items, ...second.body.items].map(textOf)).toEqual(all.slice(0, 4));
  }
  expect(await search('paginasi ', '&cursor=xyz')).toMatchObject({ status: 400, body: { code: 'page.bad-cursor' } });
});

test('what somebody may not see is not found', async () => {
  await open('seenword secret', { category: 'complaint' });
  await open('seenword plain');
  const visible = desk.app.get(VisibleTickets);
  const all = visible.condition;
  visible.condition = (_actor, { ticket, first }) => ({ text: `${ticket}.category <> $${first}`, values: ['complaint'] });
  try {
    expect(await found('seenword -zzz')).toEqual(['Text of seenword plain']);
    expect(await found('seenword category:complaint')).toEqual([]);
  } finally {
    visible.condition = all;
  }
  expect(await found('seenword')).toHaveLength(2);
});

test('hits of many slices come newest first, also after the index was built anew', async () => {
  await desk.pool.query(`
    insert into message (id, ticket_id, seq, direction, kind, channel, author_type, author_name, text, details, automatic, delivery_state, created_at, sent_at)
    select gen_random_uuid(), t.id, 1000 + n, 'inbound', 'text', 'fake', 'contact', 'Old', case when n % 3000 = 0 then 'jarang sekali' when n = 7 then 'sering satusaja' else 'sering' end, '{}', false, 'received', x.at, x.at
    from generate_series(1, 9000) n cross join (select id from ticket limit 1) t cross join lateral (select timestamptz '2025-01-01' + n * interval '1 minute' as at) x`);
  expect(await index()).toBe(9_000);
  const { rows: slices } = await desk.pool.query<{ count: number }>('select count(*)::int as count from search_slice');
  expect(slices[0]?.count).toBeGreaterThanOrEqual(3);
  const rare = (await search('jarang ', '&sort=newest')).body.items;
  expect(rare.map((hit) => (hit['message'] as { seq: number }).seq)).toEqual([10_000, 7_000, 4_000]);
  const pages: number[] = [];
  for (let cursor: unknown = ''; cursor !== null; ) {
    const page = await search('sering ', `&sort=newest&limit=200${cursor === '' ? '' : `&cursor=${String(cursor)}`}`);
    pages.push(...page.body.items.map((hit) => (hit['message'] as { seq: number }).seq));
    cursor = page.body['nextCursor'];
  }
  expect(pages).toEqual(Array.from({ length: 9_000 }, (_, i) => 10_000 - i).filter((seq) => seq % 3_000 !== 1_000));
  const told: number[] = [];
  const { rows } = await desk.pool.query<{ count: number }>('select count(*)::int as count from message');
  expect(await desk.app.get(Reindex).run((done) => told.push(done))).toBe(rows[0]?.count);
  expect(told.at(-1)).toBe(rows[0]?.count);
  expect((await search('jarang ', '&sort=newest')).body.items).toEqual(rare);
  // In thirty slices, as of a hundred thousand messages, what is in none of the newest is looked for in all the others at once.
  await sliced(desk, 30);
  const stages = stagesOf(desk);
  for (const sort of ['newest', 'best']) {
    const { items } = (await search('satusaja ', `&sort=${sort}`)).body;
    expect(items.map((hit) => (hit['message'] as { seq: number }).seq)).toEqual([1_007]);
    expect((await search('belumada ', `&sort=${sort}`)).body).toMatchObject({ items: [], nextCursor: null });
  }
  expect(stages.splice(0)).toEqual(Array.from({ length: 4 }, () => [1, 8, null]).flat());
  // Words that are only said where nobody asked are not rare.
  expect((await search('sering category:complaint ')).body.items).toEqual([]);
  expect(stages).toEqual([1, 8, 21]);
  expect((await search('jarang ', '&sort=newest')).body.items).toEqual(rare);
});

test('a message that cannot be indexed keeps no other from it', async () => {
  const blocked = await write('s8', 'sebelum');
  await desk.pool.query(`
    create function refuse() returns trigger language plpgsql as $$ begin if new.tsv @@ 'racun'::tsquery then raise 'poison'; end if; return new; end $$;
    create trigger refuse before insert on search_document for each row execute function refuse()`);
  await desk.request('POST', `/api/v1/tickets/${blocked}/messages`, { body: { kind: 'note', text: 'racun' } });
  await desk.request('POST', `/api/v1/tickets/${blocked}/messages`, { body: { kind: 'note', text: 'obat' } });
  await index();
  expect(await found('obat')).toEqual(['obat']);
  expect((await desk.pool.query('select from search_pending')).rowCount).toBe(0);
  await desk.pool.query('drop trigger refuse on search_document; drop function refuse()');
});

test('a running desk makes a message findable by itself', async () => {
  const indexing = desk.app.get(SearchIndexing);
  indexing.start();
  try {
    const contact = { identities: [{ kind: 'email', value: 'mandiri@example.com' }] };
    await desk.request('POST', '/api/v1/tickets', { body: { subject: 'mandiri', text: 'mandiri sendiri', contact } });
    expect(await until(async () => (await found('mandiri ')).length > 0, 5_000)).toBe(true);
  } finally {
    await indexing.stop();
  }
});
