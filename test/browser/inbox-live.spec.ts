import type { Page } from 'playwright-core';
import { PNG } from '../integration/channels/chat-rig.js';
import { barriersOf } from '../kit/axe.js';
import { inChromium } from '../kit/chromium.js';
import { until } from '../kit/until.js';
import { LiveRig, openFromList } from './live-rig.js';
import { WidgetPage } from './widget-rig.js';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
/** What a browser says when a server is away; one play ends it on purpose. */
const AWAY = /ERR_CONNECTION|WebSocket connection|ERR_EMPTY_RESPONSE|ERR_SOCKET|ERR_INTERNET_DISCONNECTED/;
/** Of the people whom the sandbox plays by hand: nothing is read before the test says so. */
const RINA = '6281290000000';

/** On a machine that does other things as well. */
const LONG_MS = 300_000;

inChromium('the inbox, live', () => {
  let rig: LiveRig;
  let mira: Page;

  beforeAll(async () => {
    rig = await LiveRig.start();
    mira = await rig.agent('Mira');
  }, LONG_MS);
  afterAll(() => rig.stop());

  const conversation = () => mira.getByRole('log', { name: 'Conversation' });
  const said = (text: string) => conversation().getByRole('article').filter({ hasText: text });
  const reply = () => mira.getByRole('combobox', { name: 'Reply' });
  const send = () => mira.getByRole('button', { name: 'Send', exact: true });
  /** How far it got, as the agent sees it. */
  const got = (text: string, state: string) => said(text).getByRole('img', { name: state, exact: true }).waitFor();

  test(
    'a customer chats from a phone, an agent answers, and each sees what the other does',
    async () => {
      const ayu = new WidgetPage(await rig.chromium.page(PHONE));
      await ayu.page.goto(`${rig.desk.url}/shop?lang=en`);
      await ayu.open();
      await ayu.say('Where is my coffee?');
      await openFromList(mira, 'Where is my coffee?');
      await ayu.input.pressSequentially('It was ordered');
      const typing = mira.getByRole('status').filter({ hasText: /is typing …/ });
      await typing.waitFor();
      expect(await barriersOf(mira)).toEqual([]);
      await ayu.page.getByRole('button', { name: 'Send', exact: true }).click();
      await said('It was ordered').waitFor();
      await typing.waitFor({ state: 'detached' });
      await until(async () => (await ayu.tick()) === 'Seen');

      await read(mira, 2);
      await reply().pressSequentially('It is on its way');
      await ayu.page.getByText('is typing').waitFor({ state: 'attached' });
      await send().click();
      await until(async () => (await ayu.texts()).includes('It is on its way'));
      await ayu.page.getByText('is typing').waitFor({ state: 'detached' });
      await got('It is on its way', 'Read');
      expect(rig.chromium.problems).toEqual([]);
      await ayu.page.context().close();
    },
    LONG_MS,
  );

  test(
    'a WhatsApp conversation: text and picture, an answer with its ticks, and the window that closes',
    async () => {
      const rina = rig.customer('Rina', RINA);
      await rina.say('Saldo saya belum masuk').deliver();
      await openFromList(mira, 'Saldo saya belum masuk');
      await rina.say('Ini buktinya', { files: [{ filename: 'bukti.png', contentType: 'image/png', content: PNG }] }).deliver();
      const picture = said('Ini buktinya').getByRole('button', { name: /^Enlarge/ });
      await until(() => picture.locator('img').evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth > 0));

      await read(mira, 2);
      await reply().pressSequentially('Kami periksa dulu.');
      await send().click();
      await said('Kami periksa dulu.')
        .getByText(/Leaves in/)
        .waitFor();
      const entry = await rig.vendor.ledger?.waitFor(({ text }) => text === 'Kami periksa dulu.', 30_000);
      if (entry === undefined) throw new Error('nothing left');
      await got('Kami periksa dulu.', 'Delivered');
      await rina.acknowledge?.(entry, 'read').deliver();
      await got('Kami periksa dulu.', 'Read');

      await rig.age(ticketIn(mira), 25);
      await mira.reload();
      await mira.getByText(/WhatsApp takes answers for 24 h .* that ended/).waitFor();
      await reply().fill('Masih di sana?');
      expect(await send().isDisabled()).toBe(true);
      expect(await barriersOf(mira)).toEqual([]);
      await rina.say('Sudah masuk?').deliver();
      await said('Sudah masuk?').waitFor();
      await until(() => send().isEnabled());
      expect(await mira.getByText(/that ended/).count()).toBe(0);
      await reply().fill('');
      expect(rig.chromium.problems).toEqual([]);
    },
    LONG_MS,
  );

  test(
    'the desk restarts: nothing written is lost, what came meanwhile appears, without a reload',
    async () => {
      const wei = rig.customer('Wei', '6281290000001');
      await wei.say('Top-up 88 is missing').deliver();
      await openFromList(mira, 'Top-up 88 is missing');
      const ticketId = ticketIn(mira);
      await mira.evaluate('window.isSamePage = true');
      await reply().pressSequentially('We look');
      await mira.getByText('Draft saved').waitFor();

      await rig.desk.end();
      await reply().pressSequentially(' into it');
      await mira.getByTestId('offline').waitFor();
      await mira.keyboard.press('Control+Enter');
      await mira.getByRole('alert').filter({ hasText: 'The desk cannot be reached.' }).waitFor();
      expect(await reply().inputValue()).toBe('We look into it');
      // So that it is the first to be back, and the agent learns of it afterwards.
      await mira.context().setOffline(true);
      await rig.desk.begin();
      await wei.say('It has arrived!').deliver();
      await until(async () => (await rig.desk.messages(ticketId)).length === 2);
      await mira.context().setOffline(false);

      await said('It has arrived!').waitFor();
      await mira.getByTestId('offline').waitFor({ state: 'detached' });
      expect(await reply().inputValue()).toBe('We look into it');
      // Kept by the desk as well, although nothing was typed since.
      await mira.getByText('Draft saved').waitFor();
      await reply().pressSequentially('.');
      await send().click();
      const stop = mira.getByRole('button', { name: 'Send anyway' });
      await until(async () => {
        // What came in may not count as read yet.
        if (await stop.isVisible()) await stop.click();
        return rig.vendor.replies().some(({ text }) => text === 'We look into it.');
      }, 30_000);
      expect(await mira.evaluate('window.isSamePage')).toBe(true);
      expect(rig.chromium.problems.filter((problem) => !AWAY.test(problem))).toEqual([]);
    },
    LONG_MS,
  );
});

function ticketIn(page: Page): string {
  return /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
}

/** What was on the screen for a moment only was not read, and stops a reply. */
async function read(page: Page, seq: number): Promise<void> {
  const known = `JSON.parse(localStorage.getItem('parley.read') ?? '{}')[${JSON.stringify(ticketIn(page))}] ?? 0`;
  await until(async () => (await page.evaluate<number>(known)) >= seq);
}
