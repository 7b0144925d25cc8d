import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Checkpoints } from '../../src/audit/checkpoints.js';
import { AuditChainer, AuditVerifier } from '../../src/audit/index.js';
import { AuditRepository } from '../../src/audit/store/audit.repository.js';
import { Leadership } from '../../src/platform/database/leadership.js';
import { Log } from '../../src/platform/logging/log.js';
import { Site } from '../../src/platform/site.js';
import { FakeChannel } from '../kit/fake-channel.js';
import { type Person, person, team, ticket } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;

beforeAll(async () => {
  desk = await testDesk({ channels: () => [new FakeChannel().definition()] });
});

afterAll(() => desk.stop());

const entries = async (query = ''): Promise<readonly Record<string, unknown>[]> =>
  (await desk.request('GET', `/api/v1/audit?limit=200${query}`)).body.items;
const only = (action: string) => entries(`&action=${encodeURIComponent(action)}`);

describe('what is written down', () => {
  test('a change of a ticket: who, what, which, from what to what, and where it came from', async () => {
    const agent = await person(desk);
    const id = await ticket(desk);
    const body = { status: 'open', priority: 'urgent', subject: 'My card 4111 was stolen' };
    await desk.request('PATCH', `/api/v1/tickets/${id}`, { token: agent.token, body, headers: { 'x-request-id': 'req-1' } });
    const [entry] = await only('PATCH /api/v1/tickets/:id');
    expect(entry).toMatchObject({
      actorType: 'token',
      actorId: agent.id,
      resource: 'tickets',
      resourceId: id,
      address: '127.0.0.1',
      requestId: 'req-1',
      detail: {
        fields: ['priority', 'status', 'subject'],
        changes: { status: { from: 'new', to: 'open' }, priority: { from: 2, to: 4 }, subject: 'changed' },
      },
    });
    expect(entry?.['tokenId']).not.toBeNull();
    expect(JSON.stringify(entry)).not.toContain('4111');
  });

  test('never what was said, never a secret', async () => {
    const id = await ticket(desk);
    await desk.request('POST', `/api/v1/tickets/${id}/messages`, { body: { kind: 'note', text: 'The PIN is 8531' } });
    const inbox = { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'hush-hush-key' }, enabled: true };
    const { body } = await desk.request('POST', '/api/v1/inboxes', { body: inbox });
    await desk.request('PATCH', `/api/v1/inboxes/${String(body['id'])}`, { body: { name: 'Other', settings: { key: 'newer-hush-key' } } });
    const someone = { email: 'rina@example.com', name: 'Rina', role: 'agent', password: 'a very long password' };
    await desk.request('POST', '/api/v1/agents', { body: someone });
    const [note] = await only('POST /api/v1/tickets/:id/messages');
    expect(note).toMatchObject({ resourceId: id, detail: { fields: ['kind', 'text'], made: { messageId: expect.any(String) } } });
    const [changed] = await only('PATCH /api/v1/inboxes/:id');
    expect(changed).toMatchObject({ detail: { fields: ['name', 'settings'], changes: { name: { from: 'Fake', to: 'Other' } } } });
    const all = JSON.stringify(await entries());
    for (const secret of ['8531', 'hush', 'a very long password']) expect(all).not.toContain(secret);
  });

  test('what was made; what failed is not there, and a repeat is there once', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await desk.request('POST', '/api/v1/teams', { body: { name: 'Risk' }, headers });
    const again = await desk.request('POST', '/api/v1/teams', { body: { name: 'Risk' }, headers });
    expect(again.body['id']).toBe(first.body['id']);
    expect((await desk.request('POST', '/api/v1/teams', { body: { name: 'Risk' } })).status).toBe(409);
    expect(await only('POST /api/v1/teams')).toMatchObject([{ resource: 'teams', resourceId: first.body['id'] }]);
  });

  test('reads of restricted things, each before anything is shown', async () => {
    const auditor = await person(desk, { role: 'auditor' });
    const agent = await person(desk);
    await ticket(desk);
    await desk.request('GET', '/api/v1/contacts?kind=email&value=customer%40example.com', { token: agent.token });
    await desk.request('GET', '/api/v1/tickets', { token: agent.token });
    const seen = await desk.request('GET', `/api/v1/audit?actorId=${agent.id}`, { token: auditor.token });
    expect(seen.body.items).toMatchObject([{ action: 'GET /api/v1/contacts', detail: { fields: ['kind', 'value'] } }]);
    expect(JSON.stringify(seen.body)).not.toContain('customer@example.com');
    expect(await entries(`&actorId=${auditor.id}`)).toMatchObject([{ action: 'GET /api/v1/audit' }]);
  });

  test('when it cannot be written down, it does not happen', async () => {
    const { rows } = await desk.pool.query<{ count: string }>('select count(*) from team');
    await desk.pool.query('alter table audit_event add constraint ck_broken check (false) not valid');
    expect((await desk.request('POST', '/api/v1/teams', { body: { name: 'Unseen' } })).status).toBe(500);
    expect((await desk.request('GET', '/api/v1/contacts')).status).toBe(500);
    expect((await desk.pool.query<{ count: string }>('select count(*) from team')).rows).toEqual(rows);
    await desk.pool.query('alter table audit_event drop constraint ck_broken');
  });

  test('it is found by actor, action, thing and time, page by page', async () => {
    const agent: Person = await person(desk);
    const id = await ticket(desk);
    const before = new Date().toISOString();
    for (const priority of ['low', 'high', 'urgent'])
      await desk.request('PATCH', `/api/v1/tickets/${id}`, { token: agent.token, body: { priority } });
    const found: unknown[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page++) {
      const path = `/api/v1/audit?limit=1&resource=tickets&resourceId=${id}&actorId=${agent.id}&from=${before}${cursor}`;
      const { body } = await desk.request('GET', path);
      found.push(...body.items.map((i) => (i['detail'] as { changes: { priority: { to: number } } }).changes.priority.to));
      cursor = `&cursor=${String(body['nextCursor'])}`;
    }
    expect(found).toEqual([4, 3, 1]);
    expect(await entries(`&to=${before}&actorId=${agent.id}`)).toEqual([]);
    expect((await desk.request('GET', '/api/v1/audit?resourceId=x')).status).toBe(400);
    expect((await desk.request('GET', '/api/v1/audit?from=2026-W05')).status).toBe(400);
  });
});

describe('the chain', () => {
  let chainer: AuditChainer;
  const chain = () => chainer.chain();
  const verify = () => desk.app.get(AuditVerifier).verify();
  const checkpointFile = () => join(desk.app.get(Site).dataDir, 'audit-checkpoints.jsonl');

  /** Rows 1 to 12; the checkpoint knows the first 10. */
  beforeEach(async () => {
    await tamper('truncate audit_event');
    rmSync(checkpointFile(), { force: true });
    const { app } = desk;
    chainer = new AuditChainer(app.get(AuditRepository), app.get(Checkpoints), app.get(Leadership), app.get(Log));
    for (let i = 0; i < 10; i++) await team(desk);
    await chain();
    await chainer.checkpoint();
    await team(desk);
    await team(desk);
    await chain();
  });

  /** As somebody who owns the database, past the trigger. */
  async function tamper(...statements: readonly string[]): Promise<void> {
    await desk.pool.query('alter table audit_event disable trigger user');
    for (const statement of statements) await desk.pool.query(statement);
    await desk.pool.query('alter table audit_event enable trigger user');
  }

  const rowAt = async (seq: number) =>
    (await desk.pool.query<{ id: string }>('select id from audit_event where seq = $1', [seq])).rows[0]?.id;

  test('is whole when nobody touched it', async () => {
    expect(await verify()).toEqual({ rows: 12, checkpoints: 1, unreadable: 0, waiting: 0, fault: null });
    await team(desk);
    expect(await verify()).toMatchObject({ rows: 12, waiting: 1, fault: null });
  });

  test('refuses changes, deletions and forged links at the database', async () => {
    const refused = /insert-only/;
    await expect(desk.pool.query("update audit_event set actor_name = 'nobody' where seq = 3")).rejects.toThrow(refused);
    await expect(desk.pool.query('update audit_event set seq = seq + 100')).rejects.toThrow(refused);
    await expect(desk.pool.query('delete from audit_event where seq = 3')).rejects.toThrow(refused);
    await expect(desk.pool.query('truncate audit_event')).rejects.toThrow(refused);
    await team(desk);
    await expect(desk.pool.query("update audit_event set seq = 13, hash = '\\x00', address = 'x' where seq is null")).rejects.toThrow(
      refused,
    );
    await expect(
      desk.pool.query(
        'insert into audit_event select gen_random_uuid(), at, actor_type, actor_id, actor_name, token_id, action, resource, resource_id, detail, address, request_id, 99, hash from audit_event where seq = 1',
      ),
    ).rejects.toThrow(refused);
  });

  test.each([
    ['a flipped bit', 5, ["update audit_event set detail = jsonb_set(detail, '{fields}', '[\"name\"]') where seq = 5"]],
    ['another name', 7, ["update audit_event set actor_name = actor_name || ' ' where seq = 7"]],
    ['another instant, by a microsecond', 2, ["update audit_event set at = at + interval '1 microsecond' where seq = 2"]],
    ['a flipped bit of a hash', 6, ['update audit_event set hash = set_byte(hash, 31, get_byte(hash, 31) # 1) where seq = 6']],
    ['a deleted row', 4, ['delete from audit_event where seq = 4']],
    [
      'a deleted row, the gap closed',
      4,
      [
        'delete from audit_event where seq = 4',
        'update audit_event set seq = -seq where seq > 4',
        'update audit_event set seq = -seq - 1 where seq < 0',
      ],
    ],
    [
      'a row slipped in before the first',
      -7,
      [
        'insert into audit_event select gen_random_uuid(), at, actor_type, actor_id, actor_name, token_id, action, resource, resource_id, detail, address, request_id, -7, hash from audit_event where seq = 1',
      ],
    ],
    ['a deleted tail', 9, ['delete from audit_event where seq > 8']],
    ['a tail that is unchained again', 9, ['update audit_event set seq = null, hash = null where seq > 8']],
    [
      'two rows that changed places',
      3,
      [
        'update audit_event set seq = -3 where seq = 3',
        'update audit_event set seq = 3 where seq = 8',
        'update audit_event set seq = 8 where seq = -3',
      ],
    ],
  ])('%s is found, and the first bad row named', async (_what, seq, statements) => {
    await tamper(...statements);
    const { fault } = await verify();
    expect(fault).toMatchObject({ seq, id: (await rowAt(seq)) ?? null });
  });

  test('a chain that was altered and hashed anew is found by the checkpoint', async () => {
    await tamper("update audit_event set actor_name = 'Somebody else' where seq = 2", 'update audit_event set seq = null, hash = null');
    await chain();
    expect((await verify()).fault).toMatchObject({ seq: 10, id: await rowAt(10), why: expect.stringContaining('rewritten') });
  });

  test('a forged checkpoint does not count, one cut short by a crash hurts nobody', async () => {
    const file = checkpointFile();
    const [line = ''] = readFileSync(file, 'utf8').split('\n');
    appendFileSync(file, `${line.replace('"seq":10', '"seq":400')}\n{"seq":11,"ha`);
    await chainer.checkpoint();
    expect(await verify()).toMatchObject({ checkpoints: 2, unreadable: 2, fault: null });
    truncateSync(file, 0);
    expect(await verify()).toMatchObject({ checkpoints: 0, fault: null });
    writeFileSync(file, `${line}\n`);
  });

  test('many chainers at once leave one chain without gaps or twins', async () => {
    await Promise.all(Array.from({ length: 60 }, () => team(desk)));
    const busy = Array.from({ length: 5 }, () => chain().catch(() => 0));
    await Promise.all([...busy, ...Array.from({ length: 40 }, () => team(desk))]);
    await chain();
    expect(await verify()).toMatchObject({ rows: 112, waiting: 0, fault: null });
  });

  test('a chainer that is cut off in the midst of it leaves nothing half done', async () => {
    const another = `
      insert into audit_event select gen_random_uuid(), at, actor_type, actor_id, actor_name, token_id, action, resource, resource_id, detail, address, request_id
      from audit_event where seq = 1`;
    const cutOff = `
      select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'parley'`;
    for (let round = 0; round < 15; round++) {
      await desk.pool.query(another);
      const chaining = chain().catch(() => 0);
      if (round % 3 > 0) await desk.pool.query('select 1'); // another moment each time
      await desk.pool.query(cutOff);
      await chaining;
    }
    // The loop tries again, too, until the pool has noticed which connections are gone.
    for (let attempt = 0; attempt < 20; attempt++) await chain().catch(() => 0);
    expect(await verify()).toMatchObject({ rows: 27, waiting: 0, fault: null });
  });

  test('npm run cli -- audit verify tells by its exit code', async () => {
    const cli = () =>
      spawnSync(process.execPath, [fileURLToPath(new URL('../../src/cli.js', import.meta.url)), 'audit', 'verify'], {
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'] ?? '',
          DATABASE_URL: String(desk.pool.options.connectionString),
          DATA_DIR: desk.app.get(Site).dataDir,
          SECRET_KEY: 'test-secret-key-of-more-than-32-characters',
        },
      });
    const right = cli();
    expect([right.status, JSON.parse(right.stdout)]).toEqual([0, expect.objectContaining({ ok: true, rows: 12 })]);
    await tamper('delete from audit_event where seq = 4');
    const wrong = cli();
    expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining('Row 4')]);
  });
});
