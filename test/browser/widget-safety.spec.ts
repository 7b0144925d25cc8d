import { agentFile, PNG } from '../integration/channels/chat-rig.js';
import { barriersOf } from '../kit/axe.js';
import { type Chromium, inChromium, launchChromium } from '../kit/chromium.js';
import { until } from '../kit/until.js';
import { WholeDesk, WidgetPage } from './widget-rig.js';

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)',
  'https://a.example.com/"onmouseover="alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '<iframe srcdoc="<script>parent.alert(1)</script>">',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '{{constructor.constructor("alert(1)")()}}',
  '\u202e<b>txt.exe</b>',
  'https://good.example.com/(a)b). And https://evil.example.com/<script>',
];

inChromium('the chat widget is safe and can be used by everybody', () => {
  let desk: WholeDesk;
  let chromium: Chromium;
  const pages: WidgetPage[] = [];
  /** Complaints of the pages before this test. */
  let before = 0;

  beforeAll(async () => {
    [desk, chromium] = await Promise.all([WholeDesk.start(), launchChromium()]);
    await desk.inbox('<b>Kopi</b>');
  });
  afterAll(async () => {
    await chromium?.close();
    await desk?.drop();
  });
  afterEach(async () => {
    for (const { page } of pages.splice(0)) await page.context().close();
    before = chromium.problems.length;
  });

  const problems = (expected = /^$/) => chromium.problems.slice(before).filter((problem) => !expected.test(problem));

  async function open(path: string, options: object): Promise<WidgetPage> {
    const page = await chromium.page(options);
    const widget = new WidgetPage(page);
    pages.push(widget);
    await page.goto(`${desk.url}${path}`);
    return widget;
  }

  test('hostile texts and names of files are only ever text', async () => {
    const ayu = await open('/shop?lang=en', { viewport: { width: 1280, height: 800 } });
    await ayu.open();
    await ayu.say(HOSTILE.join('\n'));
    const ticketId = await desk.ticketOf('<script>');
    const fileId = await agentFile(desk as never, PNG, '<img src=x onerror=alert(2)>.png', 'image/png');
    for (const text of HOSTILE) await desk.reply(ticketId, text);
    await desk.reply(ticketId, HOSTILE.join(' '), [fileId]);
    await until(async () => (await ayu.texts()).length === HOSTILE.length + 2);
    expect(await ayu.texts()).toContain('<script>alert(1)</script>');
    const links = await ayu.page.locator('.bubble a').evaluateAll((all) => all.map((a) => (a as unknown as { href: string }).href));
    expect(links.every((href) => /^https:\/\/(a|good|evil)\.example\.com\//.test(href))).toBe(true);
    expect(links).toContain('https://good.example.com/(a)b)');
    expect(await ayu.page.locator('.bubble :is(script, img, svg, iframe, b)').count()).toBe(0);
    expect(ayu.dialogs).toEqual([]);
    expect(problems()).toEqual([]);
  });

  test.each([
    ['closed', '/shop?lang=en', false],
    ['open', '/shop?lang=id', true],
    ['dark', '/shop?lang=en&theme=dark', true],
    ['Chinese', '/shop?lang=zh', true],
  ])('axe finds nothing serious: %s', async (_name, path, isOpen) => {
    const ayu = await open(path, { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    const launcher = ayu.page.locator('.launcher');
    await launcher.waitFor();
    if (isOpen) {
      await launcher.click();
      await ayu.page.locator('textarea').fill('x'.repeat(3900));
      await ayu.page.locator('.send').click();
      await ayu.page.locator('textarea').fill('x'.repeat(4100));
    }
    expect(await barriersOf(ayu.page)).toEqual([]);
    expect(problems()).toEqual([]);
  });

  test('by keyboard alone: opened, written, sent, closed, and back where one was', async () => {
    const ayu = await open('/shop?lang=en', { viewport: { width: 1280, height: 800 } });
    await ayu.launcher.focus();
    await ayu.page.keyboard.press('Enter');
    await ayu.page.getByRole('dialog').waitFor();
    await ayu.page.keyboard.type('By hand');
    await ayu.page.keyboard.press('Shift+Enter');
    await ayu.page.keyboard.type('two lines');
    await ayu.page.keyboard.press('Enter');
    await until(async () => (await ayu.texts()).includes('By hand\ntwo lines'));
    await ayu.page.keyboard.press('Escape');
    await until(() =>
      ayu.launcher.evaluate((button) => (button.getRootNode() as unknown as { activeElement: unknown }).activeElement === button),
    );
    expect(problems()).toEqual([]);
  });

  test('on a phone Tab stays inside the full screen', async () => {
    const ayu = await open('/shop?lang=en', { viewport: { width: 390, height: 844 } });
    await ayu.open();
    for (let n = 0; n < 20; n++) {
      await ayu.page.keyboard.press('Tab');
      expect(await ayu.page.evaluate('document.activeElement && document.activeElement.id')).toBe('parley');
    }
  });
});
