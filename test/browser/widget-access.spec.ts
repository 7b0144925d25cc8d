import { barriersOf } from '../kit/axe.js';
import { inChromium } from '../kit/chromium.js';
import { until } from '../kit/until.js';
import { widgetStage } from './widget-rig.js';

inChromium('the chat widget can be used by everybody', () => {
  const { problems, open } = widgetStage('<b>Kopi</b>');

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
