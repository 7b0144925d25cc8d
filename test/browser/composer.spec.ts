import type { Page } from 'playwright-core';
import { PNG } from '../integration/channels/chat-rig.js';
import { barriersOf } from '../kit/axe.js';
import { inChromium } from '../kit/chromium.js';
import { until } from '../kit/until.js';
import { openFromList } from './live-rig.js';
import { type TicketRig, ticketRig } from './ticket-rig.js';

const LONG_MS = 120_000;

inChromium('the composer', () => {
  let rig: TicketRig;
  let page: Page;

  beforeAll(async () => {
    rig = await ticketRig();
    page = await rig.open(
      await rig.agent({ role: 'supervisor' }),
      await rig.mail({ who: 'ayu', text: 'Where is it?', subject: 'Order 7' }),
    );
  }, LONG_MS);
  afterAll(() => rig.stop());
  afterEach(() => {
    if (rig.chromium.problems.length > 0) throw new Error(rig.chromium.problems.join('\n'));
  });

  const field = () => page.getByRole('textbox', { name: 'Reply' });
  const files = () => page.getByRole('list', { name: 'Attached files' });
  const said = (text: string) => page.getByRole('log').getByRole('article').filter({ hasText: text });
  const send = async () => {
    rig.catchUp();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
  };
  const sendOtherwise = async (how: string | RegExp) => {
    rig.catchUp();
    await page.getByRole('button', { name: 'More ways to send' }).click();
    await page.getByRole('menuitem', { name: how }).click();
  };
  const arrived = (text: string) => rig.channel.sent.find((message) => message.text.includes(text));

  test(
    'a copy goes to somebody else; what is no address is not taken',
    async () => {
      await field().fill('It left today.');
      await page.getByRole('button', { name: 'Cc', exact: true }).click();
      const cc = page.getByRole('combobox', { name: 'Copies to' });
      await cc.fill('nobody');
      await page.keyboard.press('Enter');
      await cc.fill('boss@example.com');
      await page.keyboard.press('Enter');
      await page.getByText('boss@example.com', { exact: true }).waitFor();
      expect(await page.getByText('nobody', { exact: true }).count()).toBe(0);
      expect(await barriersOf(page)).toEqual([]);
      await send();
      await said('It left today.').getByText('Copy to boss@example.com').waitFor();
      await rig.hurry();
      expect(arrived('It left today.')).toMatchObject({ cc: ['boss@example.com'] });
    },
    LONG_MS,
  );

  test(
    'it is planned for tomorrow, taken back whole, and sent now instead',
    async () => {
      await field().fill('Did it arrive?');
      await sendOtherwise(/Tomorrow morning/);
      await said('Did it arrive?')
        .getByText(/Will be sent/)
        .waitFor();
      expect((await field().innerText()).trim()).toBe('');
      await rig.hurry();
      expect(arrived('Did it arrive?')).toBeUndefined();
      await said('Did it arrive?').getByRole('button', { name: 'Cancel' }).click();
      await said('Did it arrive?').waitFor({ state: 'detached' });
      await until(async () => (await field().innerText()).includes('Did it arrive?'));
      await send();
      await said('Did it arrive?')
        .getByText(/Leaves in/)
        .waitFor();
      await rig.hurry();
      await said('Did it arrive?').getByRole('img', { name: 'Accepted by the provider' }).waitFor();
    },
    LONG_MS,
  );

  test(
    'what was planned and overtaken by the customer does not leave; its words go back into the composer',
    async () => {
      await rig.goesOn({ who: 'eka', text: 'I will send it', subject: 'Proof' });
      const id = await rig.newestOf('eka');
      await openFromList(page, 'Proof');
      await field().fill('We still wait for it.');
      await sendOtherwise(/Tomorrow morning/);
      await said('We still wait for it.')
        .getByText(/Will be sent/)
        .waitFor();
      await rig.goesOn({ who: 'eka', text: 'Here it is', subject: 'Proof' });
      await said('Here it is').waitFor();
      await rig.desk.pool.query("update held_reply set send_at = now() - interval '1 hour' where ticket_id = $1", [id]);
      await rig.hurry();
      await said('We still wait for it.')
        .getByText(/The customer wrote since/)
        .waitFor();
      await said('We still wait for it.').getByRole('button', { name: 'Edit again' }).click();
      await until(async () => (await field().innerText()).includes('We still wait for it.'));
      expect(arrived('We still wait for it.')).toBeUndefined();
      await field().fill('');
      await openFromList(page, 'Order 7');
    },
    LONG_MS,
  );

  test(
    'files come by drop and by paste, are seen on their way, and one that is too large is refused with the reason',
    async () => {
      await field().fill('Here they are.');
      let release: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route('**/api/v1/attachments', async (route) => {
        await gate;
        await route.continue();
      });
      await give(page, 'drop', { name: 'receipt.png', type: 'image/png', base64: PNG.toString('base64') });
      await files().getByRole('progressbar', { name: 'Uploading receipt.png' }).waitFor({ state: 'attached' });
      // Not without what was meant to go with it.
      expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
      release();
      await files().getByRole('button', { name: 'Remove receipt.png' }).waitFor();
      await give(page, 'paste', { name: 'screen.png', type: 'image/png', base64: PNG.toString('base64') });
      await files().getByRole('button', { name: 'Remove screen.png' }).waitFor();
      await give(page, 'drop', { name: 'film.mp4', type: 'video/mp4', base64: Buffer.alloc(1024 * 1024 + 1).toString('base64') });
      const refused = files().getByRole('listitem').filter({ hasText: 'film.mp4' });
      await refused
        .getByRole('alert')
        .getByText(/Larger than 1/)
        .waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await refused.getByRole('button', { name: 'Dismiss' }).click();
      await files().getByRole('button', { name: 'Remove screen.png' }).click();
      await send();
      await said('Here they are.').getByRole('button', { name: 'Enlarge receipt.png' }).waitFor();
      await rig.hurry();
      expect(arrived('Here they are.')?.attachments).toMatchObject([{ filename: 'receipt.png' }]);
    },
    LONG_MS,
  );

  test(
    'it is sent and resolved in one; taken back, the ticket stands as it did',
    async () => {
      const id = await rig.mail({ who: 'budi', text: 'Thanks, it works', subject: 'Works again' });
      await rig.desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { status: 'open' } });
      await openFromList(page, 'Works again');
      await field().fill('Good to hear.');
      await sendOtherwise(/Send and resolve/);
      await page.getByRole('button', { name: 'Status: Resolved' }).waitFor();
      await said('Good to hear.').getByRole('button', { name: 'Undo send' }).click();
      await page.getByRole('button', { name: 'Status: Open' }).waitFor();
      await until(async () => (await field().innerText()).includes('Good to hear.'));
      rig.catchUp();
      await field().focus();
      await page.keyboard.press('Control+Shift+Enter');
      await page.getByRole('button', { name: 'Status: Resolved' }).waitFor();
      await rig.hurry();
      await said('Good to hear.').getByRole('img', { name: 'Accepted by the provider' }).waitFor();
      expect(rig.channel.sent.filter(({ text }) => text.includes('Good to hear.'))).toHaveLength(1); // the one taken back never left
      expect((await rig.desk.request('GET', `/api/v1/tickets/${id}`)).body).toMatchObject({ status: 'resolved' });
    },
    LONG_MS,
  );
});

interface Given {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

/** As a browser gives a file that was dropped or pasted: no test can take one from another window. */
async function give(page: Page, how: 'drop' | 'paste', file: Given): Promise<void> {
  await page.evaluate(`(() => {
    const { name, type, base64 } = ${JSON.stringify(file)};
    const carried = new DataTransfer();
    carried.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type }));
    const field = document.querySelector('[data-composer] [role=textbox]');
    const common = { bubbles: true, cancelable: true };
    field.dispatchEvent(${how === 'drop' ? "new DragEvent('drop', { ...common, dataTransfer: carried })" : "new ClipboardEvent('paste', { ...common, clipboardData: carried })"});
  })()`);
}
