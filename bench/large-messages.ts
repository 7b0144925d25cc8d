import type { Pool } from 'pg';
import { indexed } from '../src/search/domain/document.js';
import { SLICE_DOCUMENTS } from '../src/search/domain/slices.js';
import { loadTickets, withoutIndexes } from './large-tickets.js';

const MESSAGES_PER_TICKET = 5;
const PHRASES = 4_000;
const WORDS = 30_000;
const REAL = [
  'my refund has not arrived', 'uang saya belum masuk', '请问退款进度怎么样', 'tolong cek status pembayaran', 'the payment failed again', '我的账户被锁定了',
  'saya tidak bisa login', 'please call me back', 'kode verifikasi tidak diterima', '信用卡扣款两次', 'thank you for your help', 'terima kasih banyak',
]; // biome-ignore format: a list

/** Messages of eight phrases, common ones far more often than others, and one order number each; indexed by the desk's own tokeniser, phrase by phrase. */
const MESSAGES = `
  create table bench_message as
  select gen_random_uuid() as id, t.id as ticket_id, s.seq, now() - g.n * interval '1 second' as at, (g.n - 1) / ${SLICE_DOCUMENTS} as slice,
    p1.text || ' ' || p2.text || ' ' || p3.text || ' ' || p4.text || ' ' || p5.text || ' ' || p6.text || ' ' || p7.text || ' ' || p8.text || ' ORD' || g.n as text,
    p1.tsv || p2.tsv || p3.tsv || p4.tsv || p5.tsv || p6.tsv || p7.tsv || p8.tsv || ('''ord' || g.n || ''':99')::tsvector as tsv
  from generate_series(1, $1::int) g(n)
    cross join lateral (select (g.n - 1) / ${MESSAGES_PER_TICKET} as place, ${MESSAGES_PER_TICKET} - (g.n - 1) % ${MESSAGES_PER_TICKET} as seq) s
    join bench_ticket t on t.place = s.place
    ${[1, 2, 3, 4, 5, 6, 7, 8].map((i) => `join bench_phrase p${i} on p${i}.n = floor(${PHRASES} * power(abs(hashint8(g.n::bigint * 8 + ${i})) / 2147483648.0, 3))::int`).join('\n')}`;

export async function loadMessages(pool: Pool, messages: number, inboxId: string): Promise<void> {
  await loadTickets(pool, Math.ceil(messages / MESSAGES_PER_TICKET), inboxId);
  await pool.query('create table bench_phrase (n int primary key, text text, tsv tsvector)');
  const phrases = Array.from({ length: PHRASES }, (_, n) => phrase(n));
  const tsvs = phrases.map((text) => indexed({ subjects: [], people: [], fields: [], text }).tsv);
  await pool.query(
    'insert into bench_phrase select ordinality - 1, text, tsv::tsvector from unnest($1::text[], $2::text[]) with ordinality x(text, tsv, ordinality)',
    [phrases, tsvs],
  );
  await pool.query('create table bench_ticket as select id, row_number() over (order by last_message_at desc) - 1 as place from ticket');
  await pool.query('analyze bench_phrase, bench_ticket');
  await pool.query(MESSAGES.replace('$1', String(messages)));
  await withoutIndexes(pool, 'message', (run) =>
    run(
      `insert into message (id, ticket_id, seq, direction, kind, channel, inbox_id, author_type, author_name, text, details, automatic, delivery_state, created_at, sent_at)
       select id, ticket_id, seq, 'inbound', 'text', 'social', $1, 'contact', 'Bench customer', text, '{}', false, 'received', at, at from bench_message`,
      [inboxId],
    ),
  );
  await pool.query('truncate search_pending, search_document, search_slice');
  await withoutIndexes(pool, 'search_document', (run) =>
    run(`insert into search_document (message_id, ticket_id, seq, at, facets, tsv)
      select id, ticket_id, seq, at, array['slice ' || slice, 'channel social'], tsv from bench_message order by at`),
  );
  await pool.query(`
    insert into search_slice (id, since, documents, earliest, latest)
    select slice, nullif(min(at), (select min(at) from bench_message)), count(*), min(at), max(at) from bench_message group by slice`);
  await pool.query(`insert into search_lexeme select word from ts_stat('select tsv from bench_message') on conflict do nothing`);
  await pool.query('drop table bench_message, bench_phrase, bench_ticket');
  await pool.query('analyze search_document, search_lexeme, search_slice');
}

/** The first are what people really write, so they are the most common; then words that nobody knows. */
function phrase(n: number): string {
  const real = REAL[n];
  if (real !== undefined) return real;
  return Array.from({ length: 5 }, (_, i) => word(Math.floor(WORDS * (((n * 7_919 + i * 104_729) % 10_007) / 10_007) ** 3))).join(' ');
}

function word(n: number): string {
  const syllables = ['ka', 'ri', 'mo', 'tu', 'sel', 'an', 'de', 'wi', 'pro', 'kem', 'ba', 'li', 'nu', 'sa', 'ter', 'gu'];
  let rest = n + 17;
  let text = '';
  for (; rest > 0; rest = Math.floor(rest / syllables.length)) text += syllables[rest % syllables.length] ?? '';
  return text;
}
