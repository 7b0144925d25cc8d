import { once } from 'node:events';
import { connect } from 'node:net';
import type { BrowserContextOptions } from 'playwright-core';
import { identitySignature } from '../../src/channels/chat/identity.js';
import { agentFile, PNG, SECRET } from '../integration/channels/chat-rig.js';
import { Client } from '../integration/realtime/rig.js';
import { barriersOf } from '../kit/axe.js';
import { inChromium } from '../kit/chromium.js';
import { until } from '../kit/until.js';
import { widgetStage } from './widget-rig.js';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
/** What a browser says when a server is away; this suite ends it on purpose. */
const AWAY = /ERR_CONNECTION|WebSocket connection|ERR_EMPTY_RESPONSE|ERR_SOCKET/;

inChromium('the chat widget', () => {
  const { desk, problems, open } = widgetStage('Kopi & Co');

  const customer = (options: BrowserContextOptions = PHONE) => open('/shop?lang=en', options);

  test('a customer on a phone asks, an agent answers, and both see what becomes of it', async () => {
    const ayu = await customer();
    await ayu.open();
    expect(await ayu.page.getByRole('dialog').boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    await ayu.say('Where is my coffee?');
    const ticketId = await desk().ticketOf('Where is my coffee');
    await until(async () => (await ayu.tick()) === 'Delivered');
    await desk().reply(ticketId, 'On its way: https://kopi.example.com/track?id=1. See you!');
    await until(async () => (await ayu.texts()).length === 2);
    const link = ayu.page.getByRole('link', { name: 'https://kopi.example.com/track?id=1' });
    expect([await link.getAttribute('rel'), await link.getAttribute('target')]).toEqual(['noopener noreferrer nofollow', '_blank']);
    expect(await ayu.tick()).toBe('Seen');
    await ayu.page.locator('.author', { hasText: 'Sari' }).waitFor();
    // It was before the customer's eyes, and the agent knows.
    await until(async () => (await desk().messages(ticketId)).some((m) => JSON.stringify(m['delivery']).includes('read')));
    expect(await barriersOf(ayu.page)).toEqual([]);
    expect(problems()).toEqual([]);
  });

  test('files go both ways: chosen, sent, looked at, downloaded; others are refused with a reason', async () => {
    const ayu = await customer();
    await ayu.open();
    const picker = ayu.page.locator('input[type=file]');
    await picker.setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await ayu.page.getByRole('alert').filter({ hasText: 'note.txt: Only pictures' }).waitFor();
    await picker.setInputFiles({ name: 'receipt.png', mimeType: 'image/png', buffer: PNG });
    await ayu.page.locator('.chip small').waitFor();
    await ayu.say('My receipt');
    const ticketId = await desk().ticketOf('My receipt');
    const [message] = await desk().messages(ticketId);
    expect(message?.['attachments']).toMatchObject([{ filename: 'receipt.png', contentType: 'image/png', state: 'stored' }]);
    const picture = ayu.page.getByRole('button', { name: 'Picture receipt.png, open' });
    await until(() => picture.locator('img').evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth > 0));
    await picture.click();
    await ayu.page.getByRole('dialog', { name: 'receipt.png' }).waitFor();
    await ayu.page.keyboard.press('Escape');
    const pdf = await agentFile(desk() as never, Buffer.from('%PDF-1.7 refund'), 'refund.pdf', 'application/pdf');
    await desk().reply(ticketId, 'Your refund', [pdf]);
    const [download] = await Promise.all([
      ayu.page.waitForEvent('download'),
      ayu.page.getByRole('button', { name: /refund\.pdf/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('refund.pdf');
    expect(problems()).toEqual([]);
  });

  test('a reload goes on where it was, with the draft; an answer meanwhile is counted, announced and marked', async () => {
    const ayu = await customer();
    await ayu.open();
    await ayu.say('First question');
    const ticketId = await desk().ticketOf('First question');
    await ayu.input.fill('Half a sent');
    await ayu.page.reload();
    await desk().reply(ticketId, 'First answer');
    await until(async () => (await ayu.page.title()) === '(1) Kopi & Co');
    await ayu.page.getByRole('button', { name: 'Open chat, 1 unread message' }).click();
    expect(await ayu.texts()).toEqual(['First question', 'First answer']);
    await ayu.page.getByText('New messages', { exact: true }).waitFor();
    expect(await ayu.input.inputValue()).toBe('Half a sent');
    await until(async () => (await ayu.page.title()) === 'Kopi & Co');
    expect(problems()).toEqual([]);
  });

  test('what is written while the desk restarts is kept, sent once, and in order', async () => {
    const ayu = await customer();
    await ayu.open();
    await ayu.say('Before');
    const ticketId = await desk().ticketOf('Before');
    await until(async () => (await ayu.tick()) === 'Delivered');
    // Browsers open connections ahead: one on which nothing is ever asked holds up no restart.
    const silent = connect(Number(new URL(desk().url).port), '127.0.0.1');
    await once(silent, 'connect');
    await desk().end();
    for (const text of ['While away 1', 'While away 2']) await ayu.say(text);
    await ayu.page.getByText('You are offline').waitFor();
    expect(await ayu.tick()).toBe('Waiting to be sent');
    // Even the page may go: it comes back with what it had.
    await desk().begin();
    await until(async () => (await ayu.tick()) === 'Delivered', 30_000);
    await ayu.page.reload();
    await ayu.open();
    await until(async () => (await ayu.texts()).length === 3);
    expect(await ayu.texts()).toEqual(['Before', 'While away 1', 'While away 2']);
    expect((await desk().messages(ticketId)).map((m) => m['text'])).toEqual(['Before', 'While away 1', 'While away 2']);
    expect(problems(AWAY)).toEqual([]);
  });

  test('what one person wrote offline waits for them: whoever logs in next on this device neither sees nor sends it', async () => {
    const page = await customer();
    const inboxId = String((await desk().request('GET', '/api/v1/inboxes')).items[0]?.['id']);
    const as = (userId: string) => {
      const who = { inboxId, userId, name: userId, email: '', issuedAt: Math.floor(Date.now() / 1000) };
      return page.page.evaluate(`window.Parley.identify(${JSON.stringify({ ...who, signature: identitySignature(SECRET, who) })})`);
    };
    await page.open();
    await as('ayu');
    await page.say('I am Ayu');
    await until(async () => (await page.tick()) === 'Delivered');
    await page.page.context().setOffline(true);
    await desk().end();
    await page.say('Ayu, offline');
    await until(async () => (await page.texts()).includes('Ayu, offline'));
    await as('budi');
    await until(async () => (await page.texts()).length === 0);
    await desk().begin();
    await page.page.context().setOffline(false);
    await page.say('I am Budi');
    const ticketId = await desk().ticketOf('I am Budi');
    await until(async () => (await page.tick()) === 'Delivered');
    expect(await page.texts()).toEqual(['I am Budi']);
    await as('ayu');
    await until(async () => (await page.texts()).length === 2 && (await page.tick()) === 'Delivered');
    expect(await page.texts()).toEqual(['I am Ayu', 'Ayu, offline']);
    expect((await desk().messages(ticketId)).map((m) => m['text'])).toEqual(['I am Budi']);
    await page.input.fill('half a secr');
    await page.page.evaluate('window.Parley.logout()');
    await page.open();
    expect([await page.texts(), await page.input.inputValue()]).toEqual([[], '']);
    expect(problems(AWAY)).toEqual([]);
  });

  test('typing is seen on both sides', async () => {
    const ayu = await customer();
    await ayu.open();
    await ayu.say('Is anybody there?');
    const ticketId = await desk().ticketOf('Is anybody there');
    await until(async () => (await ayu.tick()) === 'Delivered');
    const agent = await Client.connect(desk().url, { auth: { token: desk().token } });
    await agent.ask('watch', { ticketId });
    await ayu.input.pressSequentially('Hello');
    expect(await agent.next('customer.typing')).toEqual({ ticketId, isTyping: true });
    await agent.ask('attend', { ticketId, attention: 'replying' });
    await ayu.page.getByText('is typing').waitFor({ state: 'attached' });
    await until(async () => (await ayu.tick()) === 'Seen');
    await agent.ask('attend', { ticketId, attention: null });
    await ayu.page.getByText('is typing').waitFor({ state: 'detached' });
    agent.close();
    expect(problems()).toEqual([]);
  });
});
