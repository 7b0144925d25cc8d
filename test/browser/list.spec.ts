import type { Page } from 'playwright-core';
import { SearchIndexing } from '../../src/search/index.js';
import { barriersOf } from '../kit/axe.js';
import { type Chromium, inChromium, launchChromium, logInTo, worked } from '../kit/chromium.js';
import { person, team } from '../kit/people.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';
import { until } from '../kit/until.js';

/** Journeys of many steps, on a machine that does other things as well. */
const LONG_MS = 300_000;

inChromium('the list of the inbox', () => {
  let desk: TestDesk;
  let chromium: Chromium;
  let email: string;

  beforeAll(async () => {
    desk = await testDesk({ live: true });
    chromium = await launchChromium();
    ({ email } = await person(desk, { role: 'supervisor', teamIds: [await team(desk, 'open')] }));
  });
  afterAll(async () => {
    await chromium.close();
    await desk.stop();
  });

  const open = async (subject: string, over: object = {}): Promise<string> => {
    const contact = { name: 'Ayu Lestari', identities: [{ kind: 'email', value: 'ayu@example.com' }] };
    const body = { subject, text: 'Where is my money?', contact, ...over };
    return String((await desk.request('POST', '/api/v1/tickets', { body })).body['id']);
  };
  const loggedIn = async (path: string): Promise<Page> => {
    const page = await chromium.page();
    await logInTo(page, desk.url, email);
    await page.goto(`${desk.url}${path}`);
    await page.getByRole('navigation', { name: 'Views' }).waitFor();
    return page;
  };
  const row = (page: Page, text: string | RegExp) => page.getByRole('option').filter({ hasText: text });

  test(
    'a view is made with the condition editor, and its count and rows follow what customers write',
    async () => {
      await open('First refund', { category: 'refund' });
      const page = await loggedIn('/inbox/all');
      await page.getByRole('button', { name: 'New view' }).click();
      const dialog = page.getByRole('dialog', { name: 'New view' });
      await dialog.getByLabel('Name').fill('Refunds');
      await dialog.getByRole('button', { name: 'Add condition' }).click();
      await dialog.getByRole('combobox', { name: 'Field' }).click();
      await page.getByRole('option', { name: 'Category', exact: true }).click();
      await dialog.getByRole('button', { name: 'Create view' }).click();
      // What has no value yet is told where it is, before the desk is asked.
      await dialog.getByRole('alert').filter({ hasText: 'Choose or enter a value.' }).waitFor();
      await dialog.getByRole('combobox', { name: 'Value' }).click();
      await page.getByRole('option', { name: /^refund$/i }).click();
      expect(await barriersOf(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Create view' }).click();
      await page.getByRole('link', { name: /^Refunds 1 tickets/ }).waitFor();
      await row(page, 'First refund').waitFor();

      await open('Second refund', { category: 'refund' });
      await page.getByRole('link', { name: /^Refunds 2 tickets/ }).waitFor();
      await row(page, 'Second refund').waitFor();
      const id = await open('Third refund', { category: 'refund' });
      await row(page, 'Third refund').waitFor();
      await desk.request('PATCH', `/api/v1/tickets/${id}`, { body: { priority: 'urgent' } });
      await row(page, 'Third refund').filter({ hasText: 'Urgent' }).waitFor();
      expect(await barriersOf(page)).toEqual([]);

      await page.getByRole('button', { name: 'Options of Refunds' }).click({ force: true });
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await page.waitForURL(/\/inbox\/all/);
      await page.context().close();
    },
    LONG_MS,
  );

  test(
    'with the keyboard alone: select, change in bulk, see what was refused, undo, open',
    async () => {
      for (let i = 1; i <= 4; i++) await open(`Bulk ${i}`, { category: 'technical' });
      const page = await loggedIn('/inbox/all');
      await row(page, 'Bulk 4').waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.keyboard.press('Shift+j');
      await page.keyboard.press('Shift+j');
      await page.getByText('3 selected').waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Set priority' }).press('Enter');
      await page.getByRole('option', { name: 'High', exact: true }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const progress = page.getByRole('status', { name: 'Progress of the change' });
      await worked(desk, progress.getByText('3 of 3 changed'));
      await row(page, 'Bulk 3').filter({ hasText: 'High' }).waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await progress.getByRole('button', { name: 'Undo' }).press('Enter');
      await worked(desk, progress.getByText('3 taken back'));
      await row(page, 'Bulk 3').filter({ hasNotText: 'High' }).waitFor();
      await progress.getByRole('button', { name: 'Close' }).press('Enter');

      await page.getByRole('listbox', { name: 'Tickets' }).focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/inbox\/all\/[0-9a-f-]{36}/);
      await row(page, 'Bulk 4').and(page.locator('[aria-current=true]')).waitFor();
      await page.context().close();
    },
    LONG_MS,
  );

  test(
    'search in Chinese marks what it found and opens it; a mistake is told; a ticket is made for somebody new',
    async () => {
      await open('退款进度查询', { text: '我昨天申请的退款还没有到账，请帮我查一下。' });
      await desk.app.get(SearchIndexing).run();
      const page = await loggedIn('/inbox/search');
      const box = page.getByLabel('Search all tickets');
      await box.fill('退款 没有到账');
      const hit = page.getByRole('list', { name: 'Results' }).getByRole('link');
      await hit.locator('mark', { hasText: '退款' }).first().waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await hit.click();
      await page.waitForURL(/\/inbox\/search\/[0-9a-f-]{36}\?q=/);
      await box.fill('chan');
      await page.getByRole('option', { name: /channel:/ }).click();
      await page.getByRole('option', { name: /channel:email/ }).click();
      expect(await box.inputValue()).toBe('channel:email ');
      await box.fill('colour:red');
      await page.getByText('There is no operator “colour”.').waitFor();

      await page.getByRole('button', { name: 'New ticket' }).click();
      const dialog = page.getByRole('dialog', { name: 'New ticket' });
      await dialog.getByLabel('Name', { exact: true }).fill('Budi');
      await dialog.getByLabel('Address or number').fill('budi@example.com');
      await dialog.getByLabel('Subject').fill('At the counter');
      await dialog.getByLabel('What the customer said').fill('The card is blocked.');
      expect(await barriersOf(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Create ticket' }).click();
      await page.getByRole('link', { name: 'All tickets' }).click();
      await row(page, 'At the counter').filter({ hasText: 'Budi' }).waitFor();
      await page.context().close();
    },
    LONG_MS,
  );

  test(
    '10,000 rows scroll without a gap',
    async () => {
      const id = await open('Many');
      await desk.pool.query('alter table ticket disable trigger user');
      await desk.pool.query(
        `do $$ declare names text := (select string_agg(quote_ident(column_name), ', ') from information_schema.columns
         where table_schema = current_schema() and table_name = 'ticket' and is_generated = 'NEVER');
       begin execute format('insert into ticket (%1$s) select %1$s from (select (jsonb_populate_record(t, jsonb_build_object(
         ''id'', gen_random_uuid(), ''number'', 100000 + n, ''subject'', ''Row '' || n,
         ''last_message_at'', t.last_message_at - n * interval ''1 second''))).*
         from ticket t, generate_series(1, 10000) n where t.id = %2$L) copies', names, '${id}'); end $$`,
      );
      await desk.pool.query('alter table ticket enable trigger user');
      const page = await loggedIn('/inbox/all');
      await row(page, 'Row 1').first().waitFor();
      let refused = 0;
      await page.route(/[?&]cursor=/, (route) => {
        refused += 1;
        return route.fulfill({ status: 422, contentType: 'application/problem+json', body: '{"code":"page.bad-cursor","status":422}' });
      });
      await page.reload();
      await row(page, 'Row 1').first().waitFor();
      await page.getByRole('listbox').evaluate((box) => Object.assign(box, { scrollTop: 1e6 }));
      const again = page.getByRole('button', { name: 'More could not be loaded. Try again' });
      await again.waitFor();
      // News of the list may ask once more; before, it was asked as often as it was refused.
      expect(refused).toBeLessThan(4);
      await page.unroute(/[?&]cursor=/);
      await until(async () => {
        // By itself with the next news, or now.
        if (await again.isVisible()) await again.click({ timeout: 1_000 }).catch(() => undefined);
        return page.getByRole('listbox').evaluate((box) => (box as unknown as { scrollHeight: number }).scrollHeight > 10_000);
      });
      await page.getByRole('listbox').evaluate((box) => Object.assign(box, { scrollTop: 0 }));
      const seen = await page.evaluate<{ readonly rows: number; readonly gaps: readonly number[] }>(SCROLL_THROUGH);
      expect(seen.gaps).toEqual([]);
      expect(seen.rows).toBeGreaterThanOrEqual(10_000);
      await row(page, 'Row 10000').waitFor();
      // However many there are, few stand in the page.
      expect(await page.getByRole('option').count()).toBeLessThan(80);
      await page.context().close();
    },
    LONG_MS,
  );

  test(
    'on a phone one thing at a time, with a way back; nothing was complained of',
    async () => {
      const page = await chromium.page({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
      await logInTo(page, desk.url, email);
      await page.goto(`${desk.url}/inbox/all`);
      await page.getByRole('option').first().click();
      await page.waitForURL(/\/inbox\/all\/[0-9a-f-]{36}/);
      expect(await page.getByRole('option').count()).toBe(0);
      await page.goBack();
      await page.getByRole('option').first().waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Show views' }).click();
      await page.getByRole('dialog', { name: 'Views' }).getByRole('link', { name: 'Drafts' }).click();
      await page.getByText('No drafts').waitFor();
      expect(await barriersOf(page)).toEqual([]);
      expect(chromium.problems).toEqual([]);
      await page.context().close();
    },
    LONG_MS,
  );
});

/** In the page (as text: tests know no DOM). Down to the end in great steps; where rows are missing when scrolling stops, it waits, and tells. */
const SCROLL_THROUGH = `(async () => {
  const list = document.querySelector('[role=listbox]');
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const isFilled = () => {
    const { top, bottom, left } = list.getBoundingClientRect();
    const end = top + list.scrollHeight - list.scrollTop;
    for (let y = top + 4; y < Math.min(bottom, end); y += 30)
      if (document.elementFromPoint(left + 200, y)?.closest('[role=option]') === null) return false;
    return true;
  };
  const gaps = [];
  let last = -1;
  for (let still = 0; still < 60; ) {
    list.scrollTop += 2500;
    const since = performance.now();
    do await frame();
    while (!isFilled() && performance.now() - since < 10000);
    if (!isFilled()) gaps.push(list.scrollTop);
    still = list.scrollTop === last ? still + 1 : 0;
    last = list.scrollTop;
  }
  const options = [...list.querySelectorAll('[role=option]')];
  return { rows: Math.max(...options.map((option) => Number(option.getAttribute('aria-posinset')))), gaps };
})()`;
