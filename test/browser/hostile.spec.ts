import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { SearchIndexing } from '../../src/search/index.js';
import { agentFile, PNG } from '../integration/channels/chat-rig.js';
import { type Chromium, inChromium, launchChromium } from '../kit/chromium.js';
import { until } from '../kit/until.js';
import { CORPUS, MAILS } from './hostile/corpus.js';
import { CONTENTS, FILENAMES } from './hostile/files.js';
import { HostileDesk, lineAt } from './hostile/hostile-desk.js';
import { bitten, pasted, TOUCH_FRAMES } from './hostile/in-page.js';
import { Look } from './hostile/look.js';
import { lookedUp, Watch } from './hostile/watch.js';
import { bundles, LINES, TEXTS } from './hostile/words.js';
import { choose, say, sight } from './sandbox-rig.js';
import { WidgetPage } from './widget-rig.js';

const LONG_MS = 120_000;
/** What the policy says when a handler is read, even where it could never be called. */
const HANDLERS = /script-src-attr|inline event handler/;

inChromium('what strangers send runs nothing, loads nothing and leads nowhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-net-'));
  const netLog = join(folder, 'net.json');
  let here: HostileDesk;
  let chromium: Chromium;
  let look: Look;
  let page: Page;

  beforeAll(async () => {
    [here, chromium] = await Promise.all([HostileDesk.start(), launchChromium([`--log-net-log=${netLog}`])]);
    await here.handIn();
    look = await Look.begin(here, chromium);
    page = look.page;
  }, LONG_MS);
  afterEach(() => look.forget());
  afterAll(async () => {
    await chromium?.close();
    await here?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('there are hundreds of items, each once', () => {
    expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
    expect(new Set(CORPUS.map(({ value }) => value)).size).toBe(CORPUS.length);
    expect(CORPUS.length).toBeGreaterThanOrEqual(250);
  });

  test('no host in a link is looked up before somebody clicks', async () => {
    for (const path of ['/inbox', '/sandbox', '/shop'])
      expect((await here.desk.request('GET', path, { token: null })).headers.get('x-dns-prefetch-control')).toBe('off');
  });

  test.each(['as the desk keeps them', 'as if the desk had cleaned nothing'])(
    'mails in their ticket, %s',
    async (how) => {
      const isRaw = how.startsWith('as if');
      if (isRaw) await here.uncleanMails();
      await look.wholeTicket(here.mailTicket, MAILS.length + 1);
      expect(await page.evaluate<number>(TOUCH_FRAMES)).toBeGreaterThan(60);
      await page.locator('iframe[srcdoc*=">press<"]').first().contentFrame().getByText('press').first().click();
      expect(await look.wrongs(isRaw ? HANDLERS : undefined)).toEqual([]);
    },
    LONG_MS,
  );

  test(
    'the list, what is found in it, and what is told of it',
    async () => {
      await here.desk.pool.query("update ticket set due_at = now() + number % 90 * interval '1 minute', assignee_id = $1", [here.me.id]);
      const { items: tickets } = (await here.desk.request('GET', '/api/v1/tickets?limit=100')).body;
      await look.tall(async () => {
        await look.go('/inbox/all');
        await until(async () => (await page.getByRole('option').count()) >= tickets.length);
        const shown = await look.textOf('[role=option]');
        for (const { subject, contact } of tickets)
          for (const words of [subject, (contact as { readonly name: string }).name]) expect(shown).toContain(words);
        for (const { value } of LINES.slice(0, 10)) expect(shown).toContain(value);
        expect(await look.wrongs()).toEqual([]);
      });

      await here.desk.app.get(SearchIndexing).run();
      await look.go('/inbox/search?q=script');
      await page.getByRole('list', { name: 'Results' }).getByRole('link').nth(5).waitFor();
      expect(await look.wrongs()).toEqual([]);
      await page.getByLabel('Search all tickets').fill(lineAt(2));
      await until(async () => (await look.textOf('main')).includes(lineAt(2)) || (await page.getByText(/operator/).count()) > 0);
      expect(await look.wrongs()).toEqual([]);

      await page.getByRole('button', { name: 'Notifications' }).click();
      await page.getByText(lineAt(1)).first().waitFor();
      expect(await look.wrongs()).toEqual([]);
    },
    LONG_MS,
  );

  test(
    'the ticket of direct messages with all that is beside it, its dialogs and its composer',
    async () => {
      const field = { key: 'story', kind: 'text', labels: { en: lineAt(1) } };
      await here.send('POST', '/api/v1/custom-fields', field);
      await here.send('POST', '/api/v1/custom-fields', {
        key: 'choice',
        kind: 'list',
        labels: { en: 'Choice' },
        options: LINES.slice(0, 9).map(({ value }) => value),
      });
      const tags = LINES.map(({ value }) => value)
        .filter((value) => value.length <= 40)
        .slice(0, 15);
      await here.send('PATCH', `/api/v1/tickets/${here.directTicket}`, {
        tags,
        customFields: { story: lineAt(2), choice: lineAt(3) },
        subject: lineAt(4),
      });
      await here.send('POST', '/api/v1/canned-texts', {
        shortcut: 'hello',
        visibility: 'shared',
        texts: { en: { text: 'Hello {{contact.name}}!' } },
      });
      await page.evaluate(
        `localStorage.setItem('parley.side.sections', '${JSON.stringify(['contact', 'clocks', 'fields', 'tickets', 'related', 'routing', 'automations', 'history'])}')`,
      );
      await look.wholeTicket(here.directTicket, TEXTS.length + LINES.length + FILENAMES.length);
      const shown = await look.textOf('[role=log]');
      const missing = [...TEXTS, ...LINES].filter(({ value }) => !/[\r\t]/.test(value) && !shown.includes(value.trim()));
      expect(missing).toEqual([]);
      expect(await look.wrongs()).toEqual([]);

      const reply = page.getByRole('textbox', { name: 'Reply' });
      await page.getByRole('button', { name: 'Reply', exact: true }).click();
      await reply.pressSequentially('/hello');
      await page.getByRole('option', { name: /hello/ }).click();
      await until(async () => (await reply.innerText()).includes(`Hello ${lineAt(1)}!`));
      // Of what never ends a piece is enough.
      await page.evaluate(pasted(MAILS.filter(({ value }) => value.length < 2_000)));
      await until(async () => (await reply.innerText()).includes('end of the paste'), 30_000);
      expect(await look.wrongs(HANDLERS)).toEqual([]);
      look.forget();
      await reply.fill('');

      await page.getByRole('log', { name: 'Conversation' }).focus();
      await page.keyboard.press('m');
      await page.getByRole('dialog').getByRole('textbox').fill('script');
      await page.getByRole('radio').nth(1).waitFor();
      expect(await look.wrongs()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    LONG_MS,
  );

  test.each([
    ['/supervisor', 'section[aria-labelledby=due] li', /onerror=|script/],
    ['/supervisor/reports', 'main button', /./],
    ['/admin/quarantine', 'main table td', /<img src=x: onerror=/],
    ['/admin/audit', 'main table td a', /./],
    ['/admin/custom-fields', 'main table td a', /<img src=x: onerror=/],
  ])(
    'the page %s',
    async (path, row, words) => {
      await look.go(path);
      await page.locator(row).first().waitFor();
      expect(await look.textOf('main')).toMatch(words);
      if (row.endsWith(' a')) await page.locator(row).first().click();
      if (row.endsWith(' a')) await page.getByRole('dialog').waitFor();
      expect(await look.wrongs()).toEqual([]);
    },
    LONG_MS,
  );

  test(
    'files are saved under harmless names, never shown, and never run as a script of a page',
    async () => {
      await look.go('/me');
      const { rows } = await here.desk.pool.query<{ id: string; filename: string }>(
        "select id, filename from attachment where state = 'stored'",
      );
      expect(rows.length).toBeGreaterThanOrEqual(2 * FILENAMES.length);
      for (const { id, filename } of rows) {
        expect(filename).not.toMatch(/[/\\\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]|^\./u);
        const answer = await page.request.get(`${here.desk.url}/api/v1/attachments/${id}/content`);
        expect(answer.headers()).toMatchObject({
          'content-disposition': expect.stringMatching(/^attachment; /),
          'content-security-policy': "default-src 'none'; sandbox",
          'x-content-type-options': 'nosniff',
          'content-type': expect.not.stringMatching(/html|xml|svg|script|css/i),
        });
        expect(answer.headers()['x-injected']).toBeUndefined();
      }
      for (const { id } of rows.slice(0, CONTENTS.length)) {
        const url = `/api/v1/attachments/${id}/content`;
        const saved = page.waitForEvent('download');
        await page.goto(`${here.desk.url}${url}`).catch(() => null); // it is saved, not gone to
        expect((await saved).suggestedFilename()).not.toMatch(/[/\\]/);
        expect(
          await page.addScriptTag({ url }).then(
            () => 'ran',
            () => 'refused',
          ),
        ).toBe('refused');
      }
      expect(await look.wrongs(/MIME type/)).toEqual([]);
    },
    LONG_MS,
  );

  test(
    'the widget, in whose conversation both sides are hostile',
    async () => {
      const shop = await chromium.page();
      await look.watch.over(shop);
      await shop.goto(`${here.desk.url}/shop?lang=en`);
      const widget = new WidgetPage(shop);
      await widget.open();
      await widget.say('<b>First</b>');
      const ticketId = await here.ticketOf('<b>First</b>');
      for (const some of bundles([...LINES, ...TEXTS])) await widget.say(some);
      const fileId = await agentFile(here.desk, PNG, `${FILENAMES[0]?.value}`, 'image/png');
      const reply = async (text: string, attachmentIds: readonly string[] = []) => {
        const body = { kind: 'reply', text, attachmentIds, force: true };
        expect((await here.desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body })).status).toBe(201);
      };
      for (const some of bundles([...TEXTS, ...LINES])) await reply(some);
      await reply(lineAt(0), [fileId]);
      await until(async () => (await widget.texts()).at(-1) === lineAt(0), 30_000);
      expect((await widget.texts()).filter((text) => text.includes(lineAt(1)))).toHaveLength(2);
      const links = await widget.bubbles.locator('a').evaluateAll((all) => all.map((a) => (a as unknown as { href: string }).href));
      expect(links).toContain('https://canary.example/text/bracketed-addresses/(a)b)');
      expect(await widget.bubbles.locator(':is(script, img, svg, iframe, b)').count()).toBe(0);
      expect(await look.wrongs(undefined, shop)).toEqual([]);
      await shop.context().close();
    },
    LONG_MS,
  );

  test(
    'the sandbox, on the device and beside it',
    async () => {
      await page.goto(`${here.desk.url}/sandbox`);
      await choose(page, 'Rina Hartono', 'WhatsApp');
      const [first = '', second = ''] = bundles(LINES, 900);
      await say(page, first);
      await sight(page)
        .getByTestId('desk-message')
        .filter({ hasText: lineAt(1) })
        .waitFor();
      const ticketId = await here.ticketOf(lineAt(0), 'whatsapp');
      await here.send('POST', `/api/v1/tickets/${ticketId}/messages`, { kind: 'reply', text: second });
      await page.getByTestId('bubble-desk').first().waitFor();
      expect(await look.wrongs()).toEqual([]);
      await sight(page)
        .getByRole('tab', { name: /Raw exchanges/ })
        .click();
      await sight(page).getByTestId('exchange').last().getByRole('button').click();
      expect(await look.wrongs()).toEqual([]);
      await choose(page, 'Marcus Fletcher', 'Email');
      await page.getByRole('button', { name: 'New mail' }).click();
      await page.getByLabel('Subject').fill(lineAt(1));
      await page.getByLabel('Text').fill(first);
      await page.getByRole('main').getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByRole('button', { name: lineAt(1) }).click();
      expect(await look.wrongs()).toEqual([]);
    },
    LONG_MS,
  );

  test(
    'and all of it bites where nothing holds it, which the watch and the browser notice',
    async () => {
      const bare = new Watch('none:');
      const open = await chromium.page();
      await bare.over(open);
      await open.setContent('<img src="https://control.example/">', { waitUntil: 'commit' });
      await until(() => bare.strayed.length > 0);
      await open.route('**/*', (route) => route.abort());
      await open.setContent(bitten(MAILS), { waitUntil: 'commit' });
      const asked = () => MAILS.filter(({ name }) => bare.strayed.some((url) => url.includes(`/${name}`)));
      await until(() => bare.ran.size >= 50 && asked().length >= 30, 60_000).catch(() => undefined);
      await open.context().close();
      expect(bare.ran.size).toBeGreaterThanOrEqual(50);
      expect(asked().length).toBeGreaterThanOrEqual(30);
      await chromium.close();
      expect(lookedUp(netLog)).toEqual(['control.example']);
    },
    LONG_MS,
  );
});
