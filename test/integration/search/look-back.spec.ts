import { Search, SearchIndexing } from '../../../src/search/index.js';
import { type TestDesk, testDesk } from '../../kit/test-desk.js';
import { sliced } from './slices.js';

let desk: TestDesk;

/** Thirty slices of twenty messages each, the newest with seq 1600: as a hundred thousand messages lie. */
beforeAll(async () => {
  desk = await testDesk({ channels: () => [] });
  const contact = { identities: [{ kind: 'email', value: 'citra@example.com' }] };
  const made = await desk.request('POST', '/api/v1/tickets', { body: { subject: 'Paket', text: 'Paket', contact } });
  await desk.pool.query(
    `insert into message (id, ticket_id, seq, direction, kind, channel, author_type, author_name, text, details, automatic, delivery_state, created_at, sent_at)
    select gen_random_uuid(), $1, 1000 + n, 'inbound', 'text', 'email', 'contact', 'Old',
      case when n = 7 then 'satusaja' when n in (590, 300, 10) then 'jarang sekali' when n = 571 then 'sering' else 'sering dan panjang sekali' end,
      '{}', false, 'received', x.at, x.at
    from generate_series(1, 600) n cross join lateral (select timestamptz '2025-01-01Z' + n * interval '1 minute' as at) x`,
    [made.body['id']],
  );
  await desk.app.get(SearchIndexing).run();
  await desk.pool.query('delete from search_document where at > $1', ['2025-06-01T00:00:00Z']);
  await sliced(desk, 30);
  // Each look back stops after the slice it begins with.
  desk.app.get(Search).patience = { first: 0, again: 60_000 };
});

afterAll(() => desk.stop());

/** The seqs of the hits, page by page, until no cursor follows. */
async function pagesOf(q: string, query: string): Promise<number[][]> {
  const pages: number[][] = [];
  for (let cursor: unknown = ''; cursor !== null; ) {
    if (pages.length > 200) throw new Error('it goes on without end');
    const path = `/api/v1/search?q=${encodeURIComponent(q)}&${query}${cursor === '' ? '' : `&cursor=${String(cursor)}`}`;
    const { body } = await desk.request('GET', path);
    pages.push(body.items.map((hit) => (hit['message'] as { seq: number }).seq));
    cursor = body['nextCursor'];
  }
  return pages;
}

test.each(['best', 'newest'])('a search that stops looking back says where it goes on, until nothing is left: %s', async (sort) => {
  const only = await pagesOf('satusaja ', `sort=${sort}&limit=2`);
  expect(only.flat()).toEqual([1_007]);
  expect(only.length).toBeGreaterThanOrEqual(30);
  expect((await pagesOf('jarang ', `sort=${sort}&limit=2`)).flat()).toEqual([1_590, 1_300, 1_010]);
  expect((await pagesOf('belumada ', `sort=${sort}&limit=2`)).flat()).toEqual([]);
});

test('the best of each look back come first, and each hit comes once', async () => {
  const found = (await pagesOf('sering after:2025-01-01T08:00:00Z ', 'sort=best&limit=7')).flat();
  const all = Array.from({ length: 121 }, (_, i) => 1_600 - i).filter((seq) => seq !== 1_590);
  expect(found.toSorted((a, b) => b - a)).toEqual(all);
  const second = found.filter((seq) => seq > 1_560 && seq <= 1_580);
  expect(second[0]).toBe(1_571);
  expect(second.slice(1)).toEqual(second.slice(1).toSorted((a, b) => b - a));
});
