import { closedLoop } from './load.js';
import type { BenchRig } from './rig.js';

/** Two words each: in half of all messages, in few, in none together, and as people type them. */
const QUERIES: Readonly<Record<string, (n: number) => string>> = {
  'common common': () => 'refund arrived ',
  'common common apart': () => 'refund masuk ',
  'chinese': () => '退款进度 ',
  'chinese and english': () => '退款 payment ',
  'phrase': () => '"belum masuk"',
  'common being typed': () => 'refund stat',
  'rare common': (n) => `refund ord${1 + ((n * 7_919) % 900_000)} `,
  'rare being typed': (n) => `masuk ord${100 + (n % 899)}`,
  'rare rare': (n) => `ord${1 + ((n * 7_919) % 900_000)} ord${5 + n} `,
  'common, excluding common': () => 'refund -masuk',
  'common, open tickets': () => 'refund arrived status:open ',
  'common, one agent': () => 'refund arrived assignee:bench7@example.com ',
}; // biome-ignore format: a table

export async function searches(rig: BenchRig, run: { readonly clients: number; readonly seconds: number }, print: (line: object) => void) {
  print({ bench: 'search sizes', ...(await sizes(rig)) });
  const ask = (q: string, sort: string) => rig.desk.get<{ items: unknown[] }>(`/search?limit=20&sort=${sort}&q=${encodeURIComponent(q)}`);
  for (const sort of ['newest', 'best']) {
    for (const [kind, query] of Object.entries(QUERIES)) {
      const { items } = await ask(query(1), sort);
      const figures = await closedLoop(run.clients, run.seconds, (n) => ask(query(n), sort).then(() => undefined));
      print({ bench: 'search', sort, kind, hits: items.length, ...figures });
    }
  }
  const twoWords = Object.values(QUERIES).slice(0, 9);
  const mixed = (n: number) =>
    ask((twoWords[n % twoWords.length] ?? twoWords[0] ?? String)(n), n % 2 === 0 ? 'newest' : 'best').then(() => undefined);
  print({ bench: 'search two words', ...(await closedLoop(run.clients, run.seconds * 2, mixed)), ...(await rig.vitals()) });
}

async function sizes(rig: BenchRig): Promise<object> {
  const { rows } = await rig.pool.query<Record<string, number>>(`
    select round(pg_table_size('search_document') / 1e6)::int as documents_mb, round(pg_relation_size('ix_search_document') / 1e6)::int as index_mb,
      round(pg_total_relation_size('search_lexeme') / 1e6)::int as lexemes_mb, round(pg_total_relation_size('message') / 1e6)::int as messages_mb`);
  return rows[0] ?? {};
}
