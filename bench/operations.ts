import { until } from './desk-process.js';
import { closedLoop, type Figures, figures, rounded } from './load.js';
import type { BenchRig } from './rig.js';

export interface Operation {
  /** One run of the desk at so many clients. */
  desk(rig: BenchRig, clients: number, seconds: number): Promise<Figures & Record<string, unknown>>;
  /** The same work by the bare server. */
  ceiling(rig: BenchRig, clients: number, seconds: number): Promise<Figures>;
}

/** Contacts that exist already and have never written: each makes one new ticket. */
const CONTACTS = 60_000;
const FIRST_CHAT = 100_000;
let nextChat = FIRST_CHAT;
let nextUpdate = 1;

export async function makeContacts(rig: BenchRig): Promise<void> {
  await rig.pool.query(
    `with c as (insert into contact (id, name, created_at, updated_at, version) select gen_random_uuid(), 'Bench ' || n, now(), now(), 1 from generate_series($1::int, $1 + $2 - 1) n returning id, name)
     insert into contact_identity (id, contact_id, kind, scope, value, verified, created_at) select gen_random_uuid(), id, 'telegram', '', replace(name, 'Bench ', ''), true, now() from c`,
    [FIRST_CHAT, CONTACTS],
  );
  await rig.pool.query('insert into c_contact (key) select value from contact_identity on conflict do nothing');
}

/** A signed webhook, answered after COMMIT; everything it causes is drained and counted into the time. */
const ingest: Operation = {
  desk: (rig, clients, seconds) => counted(rig, { clients, seconds, chat: () => nextChat++ }),
  ceiling: (rig, clients, seconds) =>
    closedLoop(clients, seconds, (n) =>
      read(rig.ceilingUrl, '/ingest', JSON.stringify({ who: String(FIRST_CHAT + (n % CONTACTS)), text: 'Message of the benchmark' })),
    ),
};

/** A further message of somebody whose ticket is open. */
const append: Operation = {
  desk: (rig, clients, seconds) => counted(rig, { clients, seconds, chat: (n) => 90_000 + (n % 200) }),
  ceiling: ingest.ceiling,
};

async function counted(rig: BenchRig, run: { readonly clients: number; readonly seconds: number; readonly chat: (n: number) => number }) {
  const started = performance.now();
  const accepted = await closedLoop(run.clients, run.seconds, (n) => rig.update(run.chat(n), nextUpdate++));
  await until(async () => !(await isAtWork(rig)));
  const seconds = (performance.now() - started) / 1000;
  return {
    ...accepted,
    accepted_per_s: accepted.per_s,
    per_s: rounded(accepted.requests / seconds),
    seconds: rounded(seconds),
    ...(await rig.vitals()),
  };
}

/** Receipts not yet made into messages, jobs that are due, tickets not yet handed out though somebody is there. */
const AT_WORK = `
  select exists (select from receipt where state = 'pending') or exists (select from graphile_worker.jobs where run_at <= now() and attempts < max_attempts)
    or exists (select from ticket t join team_routing r on r.team_id = t.team_id and r.strategy <> 'manual'
      join team_member m on m.team_id = t.team_id join agent_presence p on p.agent_id = m.agent_id and p.status = 'online'
      where t.assignee_id is null and t.status_category = 'new' and t.shown) as yes`;

async function isAtWork(rig: BenchRig): Promise<boolean> {
  return (await rig.pool.query<{ yes: boolean }>(AT_WORK)).rows[0]?.yes === true;
}

const list: Operation = {
  desk: async (rig, clients, seconds) => ({
    ...(await closedLoop(clients, seconds, () => read(rig.url, '/api/v1/tickets?limit=50', null, rig.token))),
    ...(await rig.vitals()),
  }),
  ceiling: (rig, clients, seconds) => closedLoop(clients, seconds, () => read(rig.ceilingUrl, '/list', null)),
};

export function getOf(ticketId: string): Operation {
  return {
    desk: async (rig, clients, seconds) => ({
      ...(await closedLoop(clients, seconds, () => read(rig.url, `/api/v1/tickets/${ticketId}/messages?limit=50`, null, rig.token))),
      ...(await rig.vitals()),
    }),
    ceiling: (rig, clients, seconds) => closedLoop(clients, seconds, () => read(rig.ceilingUrl, `/get/${ticketId}`, null)),
  };
}

/** From the acceptance of a webhook until the API shows its message, at 20 messages a second. */
export async function latency(rig: BenchRig, seconds: number): Promise<Figures & Record<string, unknown>> {
  const took: number[] = [];
  const waiting: Promise<void>[] = [];
  const started = performance.now();
  for (let n = 0; n < seconds * 20; n++) {
    waiting.push(follow(rig, nextChat++, took));
    const due = started + (n + 1) * 50;
    await until(async () => performance.now() >= due);
  }
  await Promise.all(waiting);
  return { ...figures(0, took, (performance.now() - started) / 1000), ...(await rig.vitals()) };
}

async function follow(rig: BenchRig, chat: number, took: number[]): Promise<void> {
  await rig.update(chat, nextUpdate++);
  const at = performance.now();
  await until(async () => {
    const { items } = await rig.desk.get<{ items: { id: string }[] }>(`/contacts?kind=telegram&value=${chat}`);
    const tickets = await rig.desk.get<{ items: unknown[] }>(`/contacts/${items[0]?.id ?? ''}/tickets`);
    return tickets.items.length > 0;
  });
  took.push(performance.now() - at);
}

async function read(url: string, path: string, body: string | null, token?: string): Promise<void> {
  const headers = {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(body === null ? {} : { 'content-type': 'application/json' }),
  };
  const response = await fetch(`${url}${path}`, { headers, ...(body === null ? {} : { method: 'POST', body }) });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
}

export const OPERATIONS: Readonly<Record<string, Operation>> = { ingest, append, list };
