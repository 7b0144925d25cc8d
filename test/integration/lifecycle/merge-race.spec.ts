import { noThreadHints } from '../../../src/channels/contract/index.js';
import { MergeTickets } from '../../../src/desk/index.js';
import { systemActor } from '../../../src/kernel/actor.js';
import type { TicketId } from '../../../src/kernel/id.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { said } from '../../kit/fake-channel.js';
import { type Mails, mailsOf } from './mails.js';
import { type LifecycleRig, lifecycleRig } from './rig.js';

let rig: LifecycleRig;
let mail: Mails['mail'];
let two: Mails['two'];
beforeAll(async () => {
  rig = await lifecycleRig();
  ({ mail, two } = mailsOf(rig));
});
afterAll(() => rig.desk.stop());

describe('what arrives while a ticket is merged', () => {
  const arriving = (who: string, n: number) =>
    rig.post([1, 2, 3].map((k) => said({ who, text: `${n}.${k}`, externalId: `${who}-${n}-${k}` })));

  test('stands in the target once, and after the undoing in the ticket again, however the two meet', async () => {
    const who = 'race-1';
    const chat = await rig.hears(who, 'chat');
    await mail(who, 'mail');
    const target = (await rig.ticketsOf(who)).find((t) => t['id'] !== chat['id']);
    const expected = ['chat'];
    for (let n = 0; n < 10; n++) {
      await arriving(who, n);
      const [, merged] = await Promise.all([rig.desk.drainJobs(), rig.act(chat['id'], 'merge', { intoId: target?.['id'] })]);
      expect(merged.status).toBe(200);
      await rig.desk.exhaustJobs();
      expected.push(`${n}.1`, `${n}.2`, `${n}.3`);
      expect([...(await rig.texts(target?.['id']))].toSorted()).toEqual([...expected, 'mail'].toSorted());
      expect(await rig.texts(chat['id'])).toEqual([]);
      await arriving(who, 1_000 + n);
      const [, undone] = await Promise.all([rig.desk.drainJobs(), rig.act(chat['id'], 'unmerge')]);
      expect(undone.status).toBe(200);
      await rig.desk.exhaustJobs();
      expected.push(`${1_000 + n}.1`, `${1_000 + n}.2`, `${1_000 + n}.3`);
      expect([...(await rig.texts(chat['id']))].toSorted()).toEqual([...expected].toSorted());
      expect(await rig.texts(target?.['id'])).toEqual(['mail']);
    }
    expect(await rig.ticketsOf(who)).toHaveLength(2);
  });

  test('also a mail that finds its ticket by reference', async () => {
    const [a, b] = await two('race-2');
    for (let n = 0; n < 10; n++) {
      const event = said({
        who: 'race-2',
        text: `m${n}`,
        externalId: `race-2-${n}`,
        conversation: null,
        thread: { ...noThreadHints, references: [a.mail] },
      });
      await rig.post([event]);
      const [, merged] = await Promise.all([rig.desk.drainJobs(), rig.act(a['id'], 'merge', { intoId: b['id'] })]);
      expect(merged.status).toBe(200);
      await rig.desk.exhaustJobs();
      expect(await rig.texts(b['id'])).toHaveLength(3 + n);
      await rig.act(a['id'], 'unmerge');
      expect(await rig.texts(a['id'])).toHaveLength(2 + n);
    }
    expect(await rig.ticketsOf('race-2')).toHaveLength(2);
  });

  test('two who merge the same ticket at once: one does', async () => {
    const [a, b] = await two('race-3');
    await mail('race-3', 'other');
    const [c] = await rig.ticketsOf('race-3');
    const answers = await Promise.all([b, c].map((into) => rig.act(a['id'], 'merge', { intoId: into?.['id'] })));
    expect(answers.map((r) => r.status).toSorted()).toEqual([200, 409]);
    const crossed = await two('race-4');
    const both = await Promise.all([
      rig.act(crossed[0]['id'], 'merge', { intoId: crossed[1]['id'] }),
      rig.act(crossed[1]['id'], 'merge', { intoId: crossed[0]['id'] }),
    ]);
    expect(both.map((r) => r.status).toSorted()).toEqual([200, 409]);
  });
});

/** Until so many sessions wait for a lock. */
async function waiting(sessions: number): Promise<void> {
  for (;;) {
    const { rows } = await rig.desk.pool.query('select count(distinct pid)::int as count from pg_locks where not granted');
    if (rows[0].count >= sessions) return;
  }
}

function latch() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe('step by step', () => {
  test('a message that finds a merge half done waits for it and stands in the target', async () => {
    const chat = await rig.hears('step-1', 'chat');
    await mail('step-1', 'mail');
    const target = (await rig.ticketsOf('step-1')).find((t) => t['id'] !== chat['id']);
    const command = { ticketId: chat['id'] as TicketId, intoId: target?.['id'] as TicketId, acrossContacts: false };
    await rig.post([said({ who: 'step-1', text: 'meanwhile' })]);
    const [halfDone, goOn] = [latch(), latch()];
    const merging = rig.desk.app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
      await rig.desk.app.get(MergeTickets).execute(tx, command);
      halfDone.open();
      await goOn.opened;
    });
    await halfDone.opened;
    const draining = rig.desk.drainJobs();
    await waiting(1);
    goOn.open();
    await merging;
    await draining;
    expect(await rig.texts(target?.['id'], '&order=time')).toEqual(['chat', 'mail', 'meanwhile']);
    expect(await rig.texts(chat['id'])).toEqual([]);
    await rig.act(chat['id'], 'unmerge');
    expect(await rig.texts(chat['id'])).toEqual(['chat', 'meanwhile']);
  });

  test('a merge that finds a message half written waits for it and takes it along', async () => {
    const chat = await rig.hears('step-2', 'chat');
    await mail('step-2', 'mail');
    const target = (await rig.ticketsOf('step-2')).find((t) => t['id'] !== chat['id']);
    await rig.post([said({ who: 'step-2', text: 'meanwhile' })]);
    const holder = await rig.desk.pool.connect();
    await holder.query('begin');
    await holder.query('select from ticket where id = $1 for update', [chat['id']]);
    // The message has its conversation and waits for the ticket; the merge waits for the conversation.
    const draining = rig.desk.drainJobs();
    await waiting(1);
    const merging = rig.act(chat['id'], 'merge', { intoId: target?.['id'] });
    await waiting(2);
    await holder.query('commit');
    holder.release();
    await draining;
    expect((await merging).status).toBe(200);
    expect(await rig.texts(target?.['id'], '&order=time')).toEqual(['chat', 'mail', 'meanwhile']);
  });
});
