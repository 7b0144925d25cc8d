import type { Page } from 'playwright-core';
import { barriersOf } from '../kit/axe.js';
import { inChromium, worked } from '../kit/chromium.js';
import type { Person } from '../kit/people.js';
import { until } from '../kit/until.js';
import { openFromList } from './live-rig.js';
import { heldBack, type TicketRig, ticketRig } from './ticket-rig.js';

const LONG_MS = 120_000;

inChromium('what is done with a ticket', () => {
  let rig: TicketRig;
  let sari: Person;
  let page: Page;

  beforeAll(async () => {
    rig = await ticketRig();
    sari = await rig.agent({ role: 'supervisor' });
    page = await rig.open(sari, await rig.mail({ who: 'ayu', text: 'Where is it?', subject: 'First matter' }));
    await page.setViewportSize({ width: 1800, height: 900 }); // room for the details beside it
  }, LONG_MS);
  afterAll(() => rig.stop());
  afterEach(() => {
    if (rig.chromium.problems.length > 0) throw new Error(rig.chromium.problems.join('\n'));
  });

  const conversation = (of = page) => of.getByRole('log', { name: 'Conversation' });
  const details = () => page.getByRole('complementary', { name: 'Details' });
  const property = (name: string, of = page) => of.getByRole('button', { name, exact: true });
  /** What was done can be taken back where it is told. */
  const undo = (told: string | RegExp) => page.getByRole('status').filter({ hasText: told }).getByRole('button', { name: 'Undo' }).click();
  const more = async (act: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: act }).click();
  };
  const ticketOf = async (id: string) => (await rig.desk.request('GET', `/api/v1/tickets/${id}`)).body;

  test(
    'it is followed and not, related to another and not',
    async () => {
      const id = await rig.newestOf('ayu');
      await rig.mail({ who: 'ayu', text: 'And the other one?', subject: 'Second matter' });
      await more('Follow');
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Stop following' }).waitFor();
      expect(await ticketOf(id)).toMatchObject({ followers: [sari.id] });
      await page.getByRole('menuitem', { name: 'Stop following' }).click();
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Follow', exact: true }).waitFor();
      expect(await ticketOf(id)).toMatchObject({ followers: [] });
      await page.keyboard.press('Escape');

      await more('Relate a ticket …');
      const dialog = page.getByRole('dialog', { name: 'Relate a ticket' });
      await dialog.getByRole('radio', { name: /Second matter/ }).click();
      await dialog.getByRole('combobox', { name: 'To this ticket, the other one is' }).click();
      await page.getByRole('option', { name: 'a duplicate' }).click();
      expect(await barriersOf(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Relate', exact: true }).click();
      await details().getByRole('button', { name: 'Related' }).click();
      await details()
        .getByRole('button', { name: /Second matter.*a duplicate/ })
        .waitFor();
      await details()
        .getByRole('button', { name: /Take the relation to/ })
        .click();
      await details()
        .getByRole('button', { name: /a duplicate/ })
        .waitFor({ state: 'detached' });
      expect(await ticketOf(id)).toMatchObject({ related: [] });
    },
    LONG_MS,
  );

  test(
    'messages of another matter are split off, and put back',
    async () => {
      await rig.goesOn({ who: 'budi', text: 'My refund is late', subject: 'Refund' });
      await rig.goesOn({ who: 'budi', text: 'And the app closes by itself' });
      await openFromList(page, 'Refund');
      await page.keyboard.press('Shift+m');
      await conversation()
        .getByRole('article')
        .filter({ hasText: 'the app closes' })
        .getByRole('checkbox', { name: 'Choose the message of budi' })
        .click();
      await page.getByText('1 message chosen').waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await page.getByLabel('Subject of the new ticket').fill('App closes');
      await page.getByRole('button', { name: 'Split off', exact: true }).click();
      await page.getByRole('region', { name: /App closes/ }).waitFor();
      await conversation().getByText('And the app closes by itself').waitFor();
      expect(await conversation().getByText('My refund is late').count()).toBe(0);
      await undo('Split off to');
      await page.getByRole('region', { name: /Refund/ }).waitFor();
      await conversation().getByText('And the app closes by itself').waitFor();
      await conversation().getByText('My refund is late').waitFor();
    },
    LONG_MS,
  );

  test(
    'it is spam and is not, deleted and restored',
    async () => {
      await rig.mail({ who: 'citra', text: 'Buy now', subject: 'An offer' });
      await openFromList(page, 'An offer');
      await more('Mark as spam');
      await page.getByText('Marked as spam: no clock runs').waitFor();
      await undo('Marked as spam.');
      await page.getByText('Marked as spam: no clock runs').waitFor({ state: 'detached' });
      await more('Mark as spam');
      await page.getByText('Marked as spam: no clock runs').waitFor();
      await more('Not spam');
      await page.getByText('Marked as spam: no clock runs').waitFor({ state: 'detached' });

      await more('Delete');
      await page.getByText('This ticket is deleted.').waitFor();
      expect(await barriersOf(page)).toEqual([]);
      expect(await page.getByRole('textbox', { name: 'Reply' }).count()).toBe(0);
      await page.getByRole('button', { name: 'Restore', exact: true }).click();
      await page.getByRole('textbox', { name: 'Reply' }).waitFor();
      await page.getByText('This ticket is deleted.').waitFor({ state: 'detached' });
    },
    LONG_MS,
  );

  test(
    'it waits for a third party, with a reason, and that is taken back',
    async () => {
      const id = await rig.mail({ who: 'dewa', text: 'Has the bank paid?', subject: 'Bank' });
      await rig.desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { status: 'open' } });
      await openFromList(page, 'Bank');
      await page.keyboard.press('h');
      const dialog = page.getByRole('dialog', { name: 'Put on hold' });
      expect(await dialog.getByRole('button', { name: 'Put on hold' }).isDisabled()).toBe(true);
      await dialog.getByLabel('For whom or what does it wait?').fill('the bank');
      await page.keyboard.press('Enter');
      await page.getByText('Waits for the bank').waitFor();
      await property('Status: On hold').waitFor();
      await undo('Status is now On hold.');
      await property('Status: Open').waitFor();
      expect(await ticketOf(id)).toMatchObject({ status: 'open', holdReason: null });
    },
    LONG_MS,
  );

  test(
    'two agents change the same property: the second is shown what the first did, and decides',
    async () => {
      const bea = await rig.agent();
      const id = await rig.mail({ who: 'eka', text: 'Is it urgent?', subject: 'Priority' });
      await openFromList(page, 'Priority');
      const hers = await rig.open(bea, id);
      // Her screen has not heard yet of what the other changed.
      const release = await heldBack(hers, new RegExp(`/api/v1/tickets/${id}$`));
      const choose = async (of: Page, from: string, to: string) => {
        await property(`Priority: ${from}`, of).click();
        await of.getByRole('option', { name: to }).click();
      };
      await choose(page, 'Normal', 'High');
      await property('Priority: High').waitFor();
      const refused = hers.waitForResponse((response) => response.status() === 409);
      await choose(hers, 'Normal', 'Low');
      await refused;
      release();
      const told = hers.getByRole('alert').filter({ hasText: 'Somebody changed this meanwhile.' });
      await told.getByText(/Priority is now High/).waitFor();
      await property('Priority: High', hers).waitFor();
      expect(await barriersOf(hers)).toEqual([]);
      expect(await ticketOf(id)).toMatchObject({ priority: 'high' });
      await told.getByRole('button', { name: 'Apply mine again' }).click();
      await told.waitFor({ state: 'detached' });
      await property('Priority: Low').waitFor();
      await hers.context().close();
    },
    LONG_MS,
  );

  test(
    'it is not resolved over what the customer wrote meanwhile, before that was read',
    async () => {
      const id = await rig.mail({ who: 'fajar', text: 'Where is it?', subject: 'Overtaken', conversation: 'fajar-1' });
      const hers = await rig.open(await rig.agent(), id);
      // What came in has not reached this screen yet.
      const release = await heldBack(hers, /messages\?.*after=/);
      await rig.goesOn({ who: 'fajar', text: 'It was stolen!', conversation: 'fajar-1' });
      await hers.getByRole('button', { name: 'Resolve' }).click();
      await hers.getByRole('alert').filter({ hasText: 'The customer wrote since.' }).waitFor();
      expect(await ticketOf(id)).toMatchObject({ statusCategory: 'new' });
      release();
      await hers.getByRole('log').getByText('It was stolen!').waitFor();
      // Looked at for a moment, it was read.
      await until(async () => {
        await hers.getByRole('button', { name: 'Resolve' }).click();
        return (await ticketOf(id))['statusCategory'] === 'resolved';
      });
      await hers.context().close();
    },
    LONG_MS,
  );

  test(
    'several are put on hold at once, with one reason, and that is taken back',
    async () => {
      const ids = [];
      for (const who of ['fajar', 'gita']) ids.push(await rig.mail({ who, text: 'Has it arrived?', subject: `Parcel of ${who}` }));
      for (const id of ids) await rig.desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { status: 'open' } });
      await page.mouse.move(0, 0);
      for (const who of ['fajar', 'gita'])
        await page.getByRole('option', { name: new RegExp(`Parcel of ${who}`) }).click({ modifiers: ['ControlOrMeta'] });
      await page.getByText('2 selected').waitFor();
      await page.getByRole('button', { name: 'Set status' }).click();
      await page.getByRole('option', { name: 'On hold', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Put on hold' });
      await dialog.getByLabel('For whom or what does it wait?').fill('the courier');
      expect(await barriersOf(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Put on hold' }).click();
      const progress = page.getByRole('status', { name: 'Progress of the change' });
      await worked(rig.desk, progress.getByText('2 of 2 changed'));
      for (const id of ids) expect(await ticketOf(id)).toMatchObject({ statusCategory: 'on_hold', holdReason: 'the courier' });
      await progress.getByRole('button', { name: 'Undo' }).click();
      await worked(rig.desk, progress.getByText('2 taken back'));
      for (const id of ids) expect(await ticketOf(id)).toMatchObject({ status: 'open', holdReason: null });
    },
    LONG_MS,
  );

  test(
    'why an automation ran on it is told beside it',
    async () => {
      const body = {
        name: 'Look at it',
        enabled: true,
        events: ['message.received'],
        condition: {
          all: [
            { field: 'priority', operator: 'at-least', value: 'normal' },
            { field: 'message.text', operator: 'contains', value: 'run' },
          ],
        },
        actions: [{ type: 'add-tags', tags: ['looked-at'] }],
      };
      await rig.desk.request('POST', '/api/v1/automations', { body });
      await rig.mail({ who: 'hadi', text: 'Has it run?', subject: 'The rule' });
      await openFromList(page, 'The rule');
      await details().getByRole('button', { name: 'Automations' }).click();
      await details().getByText('Done · A customer writes').waitFor();
      await details().getByRole('button', { name: 'Why it ran' }).click();
      await details().getByText('Priority is at least Normal it was Normal').waitFor();
      await details().getByText('Message text contains run', { exact: true }).waitFor(); // what it was is not in the log
      expect(await barriersOf(page)).toEqual([]);
    },
    LONG_MS,
  );
});
