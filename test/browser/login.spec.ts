import { generateSync } from 'otplib';
import { barriersOf } from '../kit/axe.js';
import { type Chromium, inChromium, launchChromium, logInTo } from '../kit/chromium.js';
import { person } from '../kit/people.js';
import { PASSWORD, type TestDesk, testDesk } from '../kit/test-desk.js';

inChromium('logging in', () => {
  let desk: TestDesk;
  let chromium: Chromium;

  beforeAll(async () => {
    desk = await testDesk({ live: true });
    chromium = await launchChromium();
  });
  afterAll(async () => {
    await chromium.close();
    await desk.stop();
  });

  test('with a password, two-factor set up by clicks, and then with the code of the app', async () => {
    const { email } = await person(desk, { role: 'supervisor' });
    const page = await chromium.page();
    await page.goto(`${desk.url}/supervisor`);
    await page.waitForURL(/\/login\?next=/);
    expect(await barriersOf(page)).toEqual([]);

    await page.getByLabel('Email').fill(email);
    await page.getByLabel(/^Password/).fill('not the password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel(/^Password/).fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.waitForURL(/\/supervisor/); // where one wanted to go

    await page.goto(`${desk.url}/me`);
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Continue' }).click();
    const secret = (await page.getByTestId('totp-secret').innerText()).trim();
    await page.getByLabel('Code from the app').fill(generateSync({ secret }));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Your recovery codes').waitFor();
    const recovery = (await page.locator('[class*=codes] span').first().innerText()).trim();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();
    expect(await barriersOf(page)).toEqual([]);

    const other = await chromium.page();
    await other.goto(`${desk.url}/login`);
    await other.getByLabel('Email').fill(email);
    await other.getByLabel(/^Password/).fill(PASSWORD);
    await other.getByRole('button', { name: 'Log in' }).click();
    await other.getByLabel('Code').fill(recovery);
    await other.getByRole('button', { name: 'Log in' }).click();
    await other.waitForURL(/\/inbox/);

    // Logged out from elsewhere: the page notices by itself.
    await page.reload();
    // The document that is left goes on until the next one comes, and must not complain that nobody is there.
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await other.route(/\/login\?next=/, async (route) => {
      await held;
      await route.continue();
    });
    const leaves = other.waitForRequest(/\/login\?next=/);
    await page.getByRole('button', { name: 'Log out everywhere else' }).click();
    await leaves;
    await page.reload(); // takes longer than what is under way over there
    letGo();
    await other.waitForURL(/\/login/);
    expect(chromium.problems).toEqual([]);
  });

  test('an address to come back to leads nowhere else', async () => {
    const { email } = await person(desk);
    const page = await chromium.page();
    await page.goto(`${desk.url}/login?next=${encodeURIComponent('//evil.example/inbox')}`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel(/^Password/).fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    expect(page.url().startsWith(`${desk.url}/inbox`)).toBe(true);
  });

  test('the shell: palette, shortcuts, presence, language and theme', async () => {
    const { email } = await person(desk, { role: 'admin' });
    const page = await chromium.page();
    // The wizard's first field comes while the palette is open: it must not take the focus from it.
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(/\/api\/v1\/agents\/[^/?]+$/, async (route) => {
      await held;
      await route.continue();
    });
    await logInTo(page, desk.url, email);
    await page.keyboard.press('Control+k');
    await page.getByLabel('Search and commands').getByRole('textbox').fill('wallboard');
    letGo();
    await page.getByLabel('Your name').waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/supervisor/);
    await page.getByRole('heading', { name: 'Wallboard' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByLabel('Search and commands').getByRole('textbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Search and commands').getByRole('textbox').waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.waitForURL(/\/me/);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.keyboard.press('Escape');

    const menu = () => page.getByRole('button', { name: /^The admin/ });
    await menu().click();
    await page.getByRole('menuitemradio', { name: 'Online' }).click();
    await page.getByRole('button', { name: 'The admin, Online' }).waitFor();
    await menu().click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await menu().click();
    await page.getByRole('menuitemradio', { name: 'Online', checked: true }).waitFor();
    await page.getByRole('menuitemradio', { name: 'Dark', checked: true }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('menuitemradio', { name: '中文', checked: false }).click();
    await page.getByText('双重验证登录').waitFor();
    expect(await page.getAttribute('html', 'data-mantine-color-scheme')).toBe('dark');
    expect(await page.getAttribute('html', 'lang')).toBe('zh');
    expect(await barriersOf(page)).toEqual([]);
    expect(chromium.problems).toEqual([]);
  });
});
