import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { Pool } from 'pg';

/**
 * What this machine can do at all: a bare Fastify + pg server. It writes the minimal rows of an ingest in seven statements
 * of one transaction, and reads the very rows that the API shows, with nothing between the socket and the database. Its figures are the yardstick of the desk's.
 */
const [url = '', port = '0'] = process.argv.slice(2);
const pool = new Pool({ connectionString: url, max: 12 });
pool.on('error', () => undefined);
const fastify = Fastify();

/** The columns that a row of the inbox and a message of the API show. */
const LIST = `
  select id, number, subject, status, status_category, priority, category, channel, inbox_id, contact_id, contact_name, team_id, assignee_id, tags, preview,
    last_direction, version, created_at, last_message_at, due_at
  from ticket where shown order by last_message_at desc, id desc limit 50`;
const GET = `
  select id, ticket_id, seq, direction, kind, channel, inbox_id, author_type, author_id, author_name, subject, text, full_text, html, external_id, details,
    automatic, delivery_state, delivery_fault, created_at, sent_at, revised_at
  from message where ticket_id = $1 order by seq limit 50`;

fastify.post('/ingest', async (request) => {
  const { who, text } = request.body as { who: string; text: string };
  const client = await pool.connect();
  const [ticket, message] = [randomUUID(), randomUUID()];
  try {
    await client.query('begin');
    const { rows } = await client.query<{ id: string }>({ name: 'c', text: 'select id from c_contact where key = $1', values: [who] });
    await client.query({
      name: 't',
      text: 'insert into c_ticket (id, contact_id, subject, status, at) values ($1, $2, $3, $4, now())',
      values: [ticket, rows[0]?.id, text, 'new'],
    });
    await client.query({
      name: 'm',
      text: 'insert into c_message (id, ticket_id, seq, text, at) values ($1, $2, 1, $3, now())',
      values: [message, ticket, text],
    });
    await client.query({
      name: 'e',
      text: 'insert into c_event (id, ticket_id, name, at) values ($1, $2, $3, now())',
      values: [randomUUID(), ticket, 'ticket.opened'],
    });
    await client.query({
      name: 'j',
      text: 'insert into c_job (task, payload) values ($1, $2)',
      values: ['intake', JSON.stringify({ message })],
    });
    await client.query('commit');
  } finally {
    client.release();
  }
  return { id: message };
});

fastify.get('/list', async () => {
  const { rows } = await pool.query({
    name: 'l',
    text: LIST,
  });
  return { items: rows };
});

fastify.get('/get/:id', async (request) => {
  const { id } = request.params as { id: string };
  const { rows } = await pool.query({
    name: 'g',
    text: GET,
    values: [id],
  });
  return { items: rows };
});

await fastify.listen({ host: '127.0.0.1', port: Number(port) });
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
