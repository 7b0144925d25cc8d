import type { Pool } from 'pg';

export interface FullTicket {
  readonly number: string;
  /** Only its last message says them. */
  readonly words: string;
  readonly kind: 'chat' | 'mail';
}

const MAIL = `'<p>Dear all,</p><table><tr><th>Order</th><td>' || n || '</td></tr></table><blockquote>As I wrote before</blockquote><p>With kind regards</p>'`;

/** Fills the latest tickets but the first (which `load` filled) up to 50 messages, half of them the desk's; every fourth is a ticket of formatted mails. In the order of the list. */
export async function fullTickets(pool: Pool, count: number): Promise<readonly FullTicket[]> {
  const { rows } = await pool.query<{ number: string; isMail: boolean }>(
    `with chosen as (select *, row_number() over (order by last_message_at desc, id desc) % 4 = 0 as is_mail from ticket order by last_message_at desc, id desc offset 1 limit $1),
     said as (
       insert into message (id, ticket_id, seq, direction, kind, channel, inbox_id, author_type, author_id, author_name, text, html, details, automatic, delivery_state, created_at, sent_at)
       select gen_random_uuid(), t.id, n, case n % 2 when 0 then 'inbound' else 'outbound' end, 'text', case when is_mail then 'email' else t.channel end, t.inbox_id,
         case n % 2 when 0 then 'contact' else 'agent' end, case n % 2 when 0 then t.contact_id end, case n % 2 when 0 then t.contact_name else 'Agent' end,
         'A message of about the length that people write in a chat, ' || t.number || ' number ' || n,
         case when is_mail and n % 2 = 0 and n < 50 then ${MAIL} end, '{}', false, case n % 2 when 0 then 'received' else 'delivered' end,
         t.created_at + n * interval '1 millisecond', t.created_at + n * interval '1 millisecond'
       from chosen t cross join lateral generate_series(t.last_seq + 1, 50) n returning 1),
     counted as (update ticket set last_seq = 50 where id in (select id from chosen) returning 1)
     select number, is_mail as "isMail" from chosen order by last_message_at desc, id desc`,
    [count],
  );
  return rows.map(({ number, isMail }) => ({ number, words: `${number} number 50`, kind: isMail ? 'mail' : 'chat' }));
}
