import { ReportCounter } from '../../../src/reporting/report-counter.js';
import { SearchIndexing } from '../../../src/search/index.js';
import { said } from '../../kit/fake-channel.js';
import { type Player, Stage } from '../routing/stage.js';

let stage: Stage;
let team: string;
let sari: Player;

beforeAll(async () => {
  stage = await Stage.open();
  team = await stage.team({ strategy: 'least-loaded' });
  // Room for one ticket.
  sari = await stage.agent('Sari', { teamIds: [team], capacity: 1 });
});

afterAll(() => stage.desk.stop());

const call = async (method: 'POST' | 'DELETE' | 'GET', path: string, body?: object) => {
  const answer = await stage.desk.request(method, `/api/v1/${path}`, body === undefined ? {} : { body });
  expect(answer.status).toBeLessThan(300);
  await stage.desk.drainJobs();
  return answer.body;
};
/** Also of what no answer shows. */
const assignee = async (id: string) => (await all()).find((t) => t.id === id)?.assignee_id;
const load = async () => (await call('GET', 'presence?limit=100')).items.find((a) => a['agentId'] === sari.id)?.['tickets'];

test.each([
  ['deleted', (id: string) => call('DELETE', `tickets/${id}`), (id: string) => call('POST', `tickets/${id}/restore`, {})],
  ['spam', (id: string) => call('POST', `tickets/${id}/spam`, {}), (id: string) => call('POST', `tickets/${id}/not-spam`, {})],
])('what is %s waits in no queue and weighs on nobody; back again, it does', async (_, go, back) => {
  await sari.is('offline');
  const gone = await stage.says('First');
  const waits = await stage.says('Second');
  await go(gone);
  expect((await stage.routing(gone)).waiting).toBeNull();
  await sari.is('online');
  expect([await assignee(gone), await assignee(waits)]).toEqual([null, sari.id]);

  // Its agent becomes free by what goes, and takes the next.
  await back(gone);
  expect(await assignee(gone)).toBeNull();
  await go(waits);
  expect(await assignee(gone)).toBe(sari.id);
  expect(await load()).toBe(1);
  await stage.change(gone, { status: 'resolved' });
  await back(waits);
  expect(await load()).toBe(1);
  await stage.change(waits, { status: 'resolved' });
});

test('spam is handed to nobody when it comes; taken back, it is', async () => {
  await sari.is('online');
  const first = await stage.says('Buy now', 'spammer');
  await call('POST', `tickets/${first}/spam`, {});
  const before = new Set((await all()).map((t) => t.id));
  await stage.desk.request('POST', `/ingress/fake/${stage.inboxId}/events`, {
    token: null,
    headers: { 'x-fake-key': 'right' },
    body: { key: 'again', events: [again()] },
  });
  await stage.desk.drainJobs();
  const spam = (await all()).find((t) => !before.has(t.id));
  expect(spam).toMatchObject({ is_spam: true, assignee_id: null });
  await call('POST', `tickets/${String(spam?.id)}/not-spam`, {});
  expect(await assignee(String(spam?.id))).toBe(sari.id);
});

test('views, counts, the search, queues and figures leave out what is gone', async () => {
  await sari.is('offline');
  const words = 'Zanzibar voucher';
  const ids = [await stage.says(words), await stage.says(words), await stage.says(words)];
  const [kept, deleted, spam] = ids;
  const view = await call('POST', 'views', {
    name: 'All',
    audience: 'shared',
    conditions: { field: 'subject', operator: 'contains', value: 'Zanzibar' },
  });
  const done = await call('POST', 'views', {
    name: 'With closed ones',
    audience: 'shared',
    conditions: {
      all: [
        { field: 'subject', operator: 'contains', value: 'Zanzibar' },
        { field: 'status', operator: 'exists' },
      ],
    },
  });
  await call('DELETE', `tickets/${String(deleted)}`);
  await call('POST', `tickets/${String(spam)}/spam`, {});
  for (const { id } of [view, done] as { id?: unknown }[])
    expect((await call('GET', `views/${String(id)}/tickets`)).items.map((t) => t['id'])).toEqual([kept]);
  expect(await call('GET', 'views/counts')).toMatchObject({ [String(view['id'])]: 1, [String(done['id'])]: 1 });
  const open = await stage.desk.pool.query(
    "select from ticket where not is_spam and deleted_at is null and team_id = $1 and status_category <> 'resolved'",
    [team],
  );
  expect((await call('GET', 'reports/queues')).items).toMatchObject([{ teamId: team, open: open.rows.length }]);
  await stage.desk.app.get(SearchIndexing).run();
  const found = (await call('GET', 'search?q=zanzibar')).items;
  expect(JSON.stringify(found)).toContain(String(kept));
  expect(JSON.stringify(found)).not.toContain(String(deleted));
  expect(JSON.stringify(found)).not.toContain(String(spam));
  const figures = async () => {
    await stage.desk.app.get(ReportCounter).run();
    const { items } = await call('GET', 'reports/figures?from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z&by=team&every=whole');
    return items.find((row) => row['key'] === team);
  };
  const without = await figures();
  await call('POST', `tickets/${String(deleted)}/restore`, {});
  const withIt = await figures();
  expect(Number(withIt?.['opened'])).toBe(Number(without?.['opened']) + 1);
  expect(Number(withIt?.['received'])).toBe(Number(without?.['received']) + 1);
});

test('a message that moves to another ticket is counted once', async () => {
  const figures = async () => {
    await stage.desk.app.get(ReportCounter).run();
    const { items } = await call('GET', 'reports/figures?from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z&every=whole');
    return items[0];
  };
  const into = await stage.says('One', 'mover');
  const from = await stage.says('Two', 'other');
  const before = await figures();
  await call('POST', `tickets/${from}/merge`, { intoId: into, acrossContacts: true });
  expect((await call('GET', `tickets/${into}/messages`)).items).toHaveLength(2);
  expect(await figures()).toMatchObject({ received: before?.['received'] });
  await call('POST', `tickets/${from}/unmerge`, {});
  expect(await figures()).toMatchObject({ received: before?.['received'], opened: before?.['opened'] });
});

test('what overflows into another team comes under the promises for it', async () => {
  const last = await stage.make('teams', { name: 'Helpers', strategy: 'least-loaded' });
  await stage.make('sla-policies', {
    name: 'Of the helpers',
    condition: { field: 'teamId', operator: 'is', value: last },
    targets: { resolution: { normal: 600 } },
  });
  await stage.team({ strategy: 'least-loaded', overflowTeamId: last, overflowAfterMinutes: 10 });
  const id = await stage.says('Anybody?');
  expect(await stage.ticket(id)).toMatchObject({ dueAt: null });
  await stage.later(10);
  expect(await stage.ticket(id)).toMatchObject({ teamId: last, dueAt: expect.any(String) });
});

const again = () => said({ who: 'spammer', text: 'Buy again', conversation: null });
const all = async () =>
  (await stage.desk.pool.query<{ id: string; is_spam: boolean; assignee_id: string | null }>('select id, is_spam, assignee_id from ticket'))
    .rows;
