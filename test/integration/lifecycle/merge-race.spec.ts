import { noThreadHints } from '../../../src/channels/contract/index.js';
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
