import type { Page } from 'playwright-core';
import { barriersOf } from '../kit/axe.js';
import { type Chromium, inChromium, launchChromium } from '../kit/chromium.js';
import { until } from '../kit/until.js';
import { choose, makeTrouble, SandboxRig, say, sight } from './sandbox-rig.js';

/** Every channel once, by hand: the customer speaks, the desk sees it, its answer comes back to the customer's device. */
inChromium('the sandbox', () => {
  let rig: SandboxRig;
  let chromium: Chromium;
  let page: Page;

  beforeAll(async () => {
    rig = await SandboxRig.start();
    chromium = await launchChromium();
    page = await chromium.page();
    await rig.open(page);
  });
  afterAll(async () => {
    await chromium.close();
    await rig.stop();
  });

  test.each([
    ['Rina Hartono', 'WhatsApp', 'Saldo saya belum masuk'],
    ['王小雨', 'Messenger', '退款到哪里了？'],
    ['Olivia Bennett', 'Telegram', 'The app closes when I scan'],
    ['Agus Wijaya', 'SMS', 'HP saya hilang'],
  ])('%s writes by %s and is answered', async (customer, device, words) => {
    await choose(page, customer, device);
    await say(page, words);
    await sight(page).getByTestId('desk-message').filter({ hasText: words }).waitFor();
    const ticketId = await rig.ticketOf(words);
    expect(await sight(page).getByRole('link', { name: 'Open in the inbox' }).getAttribute('href')).toBe(`/inbox/all/${ticketId}`);

    await rig.reply(ticketId, `An answer by ${device}`);
    await page
      .getByTestId('bubble-desk')
      .filter({ hasText: `An answer by ${device}` })
      .waitFor();
    await sight(page)
      .getByTestId('desk-message')
      .filter({ hasText: `An answer by ${device}` })
      .waitFor();
    // Whoever looks at the device has read it, where the vendor tells.
    if (device === 'WhatsApp' || device === 'Messenger')
      await until(async () => (await rig.deliveryOf(ticketId, `An answer by ${device}`)) === 'read', 20_000);
  });

  test('a mail, its answer in the same thread, and the answer to that', async () => {
    await choose(page, 'Marcus Fletcher', 'Email');
    await page.getByRole('button', { name: 'New mail' }).click();
    await page.getByLabel('Subject').fill('Top-up 7731');
    await page.getByLabel('Text').fill('My top-up has not arrived.');
    await page.getByRole('main').getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('button', { name: /Top-up 7731/ }).click();
    const ticketId = await rig.ticketOf('My top-up has not arrived.');
    await rig.reply(ticketId, 'It was credited just now.');
    await page.getByTestId('mail-desk').filter({ hasText: 'It was credited just now.' }).waitFor();

    await page.getByLabel('Your answer').fill('Thank you!');
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await page.getByTestId('mail-customer').filter({ hasText: 'Thank you!' }).waitFor();
    expect(await rig.ticketOf('Thank you!')).toBe(ticketId);
  });

  test('a call: keys are heard, a message is left after the tone, and the desk has it', async () => {
    await choose(page, 'Olivia Bennett', 'Phone');
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByText('Thank you for calling.').waitFor();
    await page.getByLabel('What you say').fill('Please ring me back about my stolen phone');
    await page.getByRole('group', { name: 'Keypad' }).getByRole('button', { name: '5' }).click();
    await page.getByText('You: 5').waitFor();
    await page.getByRole('button', { name: 'Leave message' }).click();
    await page.getByText('Call ended').waitFor();
    await page.getByText('Goodbye.').waitFor();
    const row = sight(page)
      .getByTestId('desk-message')
      .filter({ hasText: /Voicemail.*stored/s });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/2\d KB/); // eight words, a byte for each of 8000 samples a second
  });

  test('delivered twice it is one message, with a wrong signature none', async () => {
    await choose(page, 'Rina Hartono', 'WhatsApp');
    await makeTrouble(page, 'is delivered twice');
    await say(page, 'Said once, delivered twice');
    await page.getByRole('img', { name: /delivered 2 times/ }).waitFor();
    const ticketId = await rig.ticketOf('Said once, delivered twice');
    await makeTrouble(page, 'has a wrong signature');
    await say(page, 'Nobody signed this');
    await page.getByRole('img', { name: 'The desk has refused it' }).waitFor();
    await say(page, 'And this came after');
    await rig.ticketOf('And this came after');
    const texts = (await rig.messagesOf(ticketId)).map((message) => message.text);
    expect(texts.filter((text) => text === 'Said once, delivered twice')).toHaveLength(1);
    expect(texts).not.toContain('Nobody signed this');

    await sight(page)
      .getByRole('tab', { name: /Raw exchanges/ })
      .click();
    const refused = sight(page).getByTestId('exchange').filter({ hasText: '401' });
    await refused.getByRole('button').click();
    expect(await refused.innerText()).toMatch(/x-hub-signature-256: •••/);
    await sight(page)
      .getByRole('tab', { name: /Tickets/ })
      .click();
  });

  test('a vendor that refuses once: the answer arrives all the same, once', async () => {
    await choose(page, '李嘉怡', 'Telegram');
    await say(page, '应用闪退');
    const ticketId = await rig.ticketOf('应用闪退');
    await makeTrouble(page, '429: too many requests');
    await page.getByRole('button', { name: 'Armed: 429' }).waitFor();
    await rig.reply(ticketId, 'We look into it');
    await page.getByTestId('bubble-desk').filter({ hasText: 'We look into it' }).waitFor({ timeout: 30_000 });
    expect(await page.getByTestId('bubble-desk').filter({ hasText: 'We look into it' }).count()).toBe(1);
  });

  test('a new customer, in every language and on a phone, without barriers', async () => {
    await page.getByRole('button', { name: 'New customer' }).click();
    await page.getByRole('navigation').getByRole('button', { name: 'Dewi Kusuma' }).waitFor();
    const barriers: string[] = [];
    const look = async (where: string) => barriers.push(...(await barriersOf(page)).map((barrier) => `${where}: ${barrier}`));
    for (const device of ['Phone', 'SMS', 'WhatsApp', 'Messenger', 'Telegram', 'Email']) {
      await page.getByRole('tab', { name: device, exact: true }).click();
      await look(device);
    }
    await choose(page, 'Rina Hartono', 'WhatsApp');
    await look('WhatsApp with words');
    await page.getByRole('button', { name: 'Dark colours' }).click();
    await look('dark');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText('Desk', { exact: true }).click();
    await sight(page).waitFor();
    await look('on a phone');
    for (const [language, title] of [
      ['中文', '新客户'],
      ['Bahasa Indonesia', 'Pelanggan baru'],
    ] as const) {
      await page.getByRole('button', { name: /Language|语言|Bahasa/ }).click();
      await page.getByRole('menuitem', { name: language }).click();
      await page.getByRole('button', { name: title }).waitFor();
    }
    expect(barriers).toEqual([]);
    expect(chromium.problems).toEqual([]);
  });
});
