import type { Page } from 'playwright-core';
import { inChromium, logInTo } from '../kit/chromium.js';
import type { Person } from '../kit/people.js';
import { until } from '../kit/until.js';
import { heldBack, silence, type TicketRig, ticketRig } from './ticket-rig.js';

/** As the browser hears it: the whole recording, to its end. */
const LISTEN = `(async () => {
  const audio = document.querySelector('audio');
  await audio.play();
  await new Promise((resolve) => audio.addEventListener('ended', resolve, { once: true }));
  return audio.duration;
})()`;

/** The scroll event of the browser is late: meanwhile most rows were let go, and others have come. */
const OVERTAKEN = `(() => {
  const box = document.querySelector('[role=log]');
  for (const row of [...box.querySelectorAll('article')].slice(0, -15)) row.style.display = 'none';
  box.firstElementChild.append(Object.assign(document.createElement('div'), { style: 'height: 400px' }));
  box.dispatchEvent(new Event('scroll'));
})()`;
const TO_END_PX = `(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(document.querySelector('[role=log]'))`;

inChromium('an opened ticket', () => {
  let rig: TicketRig;
  let sari: Person;
  beforeAll(async () => {
    rig = await ticketRig();
    sari = await rig.agent({ role: 'supervisor' });
    const body = {
      name: 'Refund: ask for the order',
      visibility: 'shared',
      actions: [
        { type: 'set-priority', priority: 'high' },
        { type: 'add-tags', tags: ['refund'] },
        { type: 'add-note', text: 'Asked for the order number.' },
      ],
    };
    await rig.desk.request('POST', '/api/v1/macros', { body });
    const texts = { en: { text: 'Hello {{contact.name}}, we looked into it.' } };
    await rig.desk.request('POST', '/api/v1/canned-texts', { body: { shortcut: 'greeting', visibility: 'shared', texts } });
  }, 120_000);
  afterEach(() => {
    if (rig.chromium.problems.length > 0) throw new Error(rig.chromium.problems.join('\n'));
  });
  afterAll(() => rig.stop());

  test('a mail is answered with form, taken back, sent again, and accepted', async () => {
    const id = await rig.mail({ who: 'budi', text: 'Where is my refund?', subject: 'Refund' });
    const page = await rig.open(sari, id);
    await page.keyboard.press('r');
    const field = page.getByRole('textbox', { name: 'Reply' });
    await field.pressSequentially('/gree');
    await page.getByRole('option', { name: /greeting/ }).waitFor();
    await page.keyboard.press('Enter');
    await until(async () => (await field.innerText()).includes('Hello budi, we looked into it.'));
    await page.getByRole('button', { name: 'Bold' }).click();
    await page.keyboard.type(' On Monday.');
    rig.catchUp();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Undo send' }).waitFor();
    await page.keyboard.type('And thank you.');
    await page.getByRole('button', { name: 'Undo send' }).click();
    await until(async () => /On Monday\.[^]*And thank you\./.test(await field.innerText()));
    expect(rig.channel.sent).toHaveLength(0);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText(/Leaves in/).waitFor();
    await rig.hurry();
    await page.getByRole('img', { name: 'Accepted by the provider' }).waitFor();
    expect(rig.channel.sent.at(-1)).toMatchObject({ html: expect.stringContaining('<strong> On Monday.</strong>') });
    const drafts = await rig.desk.request('GET', '/api/v1/drafts', { token: sari.token });
    expect(drafts.body.items).toEqual([]);
    await page.context().close();
  }, 90_000);

  test('what is typed while the editor of mails still loads is text, and no shortcut', async () => {
    const id = await rig.mail({ who: 'ratna', text: 'Is my card on its way?', subject: 'Card' });
    const page = await rig.chromium.page();
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(/\/rich-field-/, async (route) => {
      await held;
      await route.continue();
    });
    await logInTo(page, rig.desk.url, sari.email);
    await page.goto(`${rig.desk.url}/inbox/all/${id}`);
    await page.getByRole('log', { name: 'Conversation' }).getByRole('article').first().waitFor();
    await page.keyboard.press('r');
    await page.keyboard.type('yes, here e and');
    const plain = page.getByRole('combobox', { name: 'Reply' });
    expect(await plain.inputValue()).toBe('yes, here e and');
    letGo();
    const field = page.getByRole('textbox', { name: 'Reply' }).and(page.locator('[contenteditable]'));
    await until(async () => (await field.count()) === 1 && (await field.innerText()) === 'yes, here e and');
    await page.keyboard.type(' there');
    expect(await field.innerText()).toBe('yes, here e and there');
    const { body } = await rig.desk.request('GET', `/api/v1/tickets/${id}`);
    expect(body).toMatchObject({ statusCategory: 'new', assigneeId: null });
    await page.context().close();
  }, 90_000);

  test('what is typed before the first ticket is there is for its composer, and no shortcut', async () => {
    const id = await rig.mail({ who: 'ines', text: 'Is it open?', subject: 'Cold start' });
    const page = await rig.chromium.page();
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(/\/ticket-pane-/, async (route) => {
      await held;
      await route.continue();
    });
    await logInTo(page, rig.desk.url, sari.email);
    await page.goto(`${rig.desk.url}/inbox/all`);
    await page.getByRole('option').filter({ hasText: 'Cold start' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(id));
    await page.keyboard.press('r');
    await page.keyboard.type('e hold snoozeee');
    await page.keyboard.press('Backspace');
    letGo();
    const field = page.getByRole('textbox', { name: 'Reply' }).and(page.locator('[contenteditable]'));
    await until(async () => (await field.count()) === 1 && (await field.innerText()) === 'e hold snoozee');
    await page.keyboard.type(' mat');
    expect(await field.innerText()).toBe('e hold snoozee mat');
    const { body } = await rig.desk.request('GET', `/api/v1/tickets/${id}`);
    expect(body).toMatchObject({ statusCategory: 'new', assigneeId: null });

    // Escape leaves the composer, then the ticket.
    await page.keyboard.press('Escape');
    await until(() => page.evaluate<boolean>(`document.activeElement.closest('[data-composer]') === null`));
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/inbox\/all$/);
    await page.context().close();
  }, 90_000);

  test('two tabs show one draft; an agent is led to no page of the supervisors', async () => {
    const id = await rig.mail({ who: 'joko', text: 'Twice?', subject: 'Two tabs' });
    const bea = await rig.agent();
    const first = await rig.open(bea, id);
    const second = await first.context().newPage();
    await second.goto(first.url());
    const fieldOf = (page: Page) => page.getByRole('textbox', { name: 'Reply' }).and(page.locator('[contenteditable]'));
    await fieldOf(second).waitFor();
    await fieldOf(first).pressSequentially('One.');
    await until(async () => (await fieldOf(second).innerText()) === 'One.');
    await fieldOf(second).press('End');
    await fieldOf(second).pressSequentially(' Two.');
    await until(async () => (await fieldOf(first).innerText()) === 'One. Two.');
    await second.getByText('Draft saved').waitFor();
    await first.reload();
    await until(async () => (await fieldOf(first).innerText()) === 'One. Two.');
    await second.goto(`${rig.desk.url}/supervisor`);
    expect(await second.getByRole('heading').first().innerText()).toBe('There is no such page');
    await first.context().close();
  }, 90_000);

  test('who reads the end stays there whatever comes and goes; who scrolls up leaves it', async () => {
    const id = await rig.mail({ who: 'gita', text: 'Hello', conversation: 'gita-1' });
    for (let n = 1; n <= 30; n++) await rig.goesOn({ who: 'gita', text: `More ${n}`, conversation: 'gita-1' });
    const page = await rig.open(sari, id);
    const log = page.getByRole('log');
    await until(async () => (await log.getByRole('article').count()) === 31);
    const toEnd = page.getByRole('button', { name: 'To the end' });
    await page.evaluate(OVERTAKEN);
    await until(async () => (await page.evaluate<number>(TO_END_PX)) < 1);
    expect(await toEnd.count()).toBe(0);
    await log.hover();
    await page.mouse.wheel(0, -300);
    await toEnd.waitFor();
    await page.context().close();
  }, 90_000);

  test('a note mentions a colleague, a macro shows what it does and does it, a draft survives a reload', async () => {
    const wei = await rig.agent();
    await rig.desk.pool.query("update agent set name = 'Wei' where id = $1", [wei.id]);
    const id = await rig.mail({ who: 'citra', text: 'It is broken' });
    const page = await rig.open(sari, id);
    await page.keyboard.press('n');
    const note = page.getByRole('combobox', { name: 'Note' });
    await note.pressSequentially('Please look @We');
    await page.getByRole('option', { name: /Wei/ }).click();
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('article', { name: /^Note by/ })
      .getByText('Please look @Wei')
      .waitFor();
    await rig.desk.drainJobs();
    const told = await rig.desk.request('GET', '/api/v1/notifications', { token: wei.token });
    expect(told.body.items).toContainEqual(expect.objectContaining({ kind: 'mentioned' }));
    await note.pressSequentially('/refund');
    await page.getByRole('option', { name: /Refund: ask for the order/ }).waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Priority: High').waitFor();
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'Priority: High' }).waitFor();
    await page.getByText('Asked for the order number.').waitFor();
    const reply = page.getByRole('textbox', { name: 'Reply' });
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await reply.fill('Half an answer');
    await page.getByText('Draft saved').waitFor();
    await page.reload();
    await until(async () => (await reply.innerText()) === 'Half an answer');
    await page.context().close();
  }, 90_000);

  test('it is snoozed and woken, merged and unmerged, by clicks', async () => {
    const first = await rig.mail({ who: 'dewa', text: 'first matter', subject: 'First' });
    const second = await rig.mail({ who: 'dewa', text: 'second matter', subject: 'Second' });
    const page = await rig.open(sari, first);
    await page.keyboard.press('s');
    await page.getByRole('menuitem', { name: /Tomorrow morning/ }).click();
    await page.getByRole('button', { name: 'Wake it now' }).waitFor();
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Wake it now' }).waitFor({ state: 'detached' });
    await page.keyboard.press('m');
    await page.getByRole('radio', { name: /Second/ }).click();
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.waitForURL(new RegExp(second));
    await page.getByRole('log').getByText('first matter').waitFor();
    await page.getByRole('status').filter({ hasText: 'Merged into' }).getByRole('button', { name: 'Undo' }).click();
    await page.waitForURL(new RegExp(first));
    await page.getByRole('log').getByText('first matter').waitFor();
    expect((await rig.desk.request('GET', `/api/v1/tickets/${first}`)).body).toMatchObject({ mergedIntoId: null, snoozedUntil: null });
    await page.context().close();
  }, 90_000);

  test('two agents see each other, and a reply stops when the customer wrote meanwhile', async () => {
    const bea = await rig.agent();
    await rig.desk.pool.query("update agent set name = 'Bea' where id = $1", [bea.id]);
    const id = await rig.mail({ who: 'eka', text: 'Is anybody there?', conversation: 'eka' });
    const mine = await rig.open(sari, id);
    const hers = await rig.open(bea, id);
    await hers.getByRole('textbox', { name: 'Reply' }).pressSequentially('I am on it');
    await mine.getByText('Bea is replying …').first().waitFor();
    await mine.getByRole('textbox', { name: 'Reply' }).fill('An answer to the first question');
    // What came in has not reached this screen yet when the answer is sent.
    const release = await heldBack(mine, /messages\?.*after=/);
    await rig.goesOn({ who: 'eka', text: 'Forget it, it has arrived!' });
    await mine.keyboard.press('Control+Enter');
    const stop = mine.getByRole('alertdialog', { name: /wrote while you were writing/ });
    await stop.waitFor();
    release();
    await stop.getByText('Forget it, it has arrived!').waitFor();
    expect(await mine.getByRole('textbox', { name: 'Reply' }).innerText()).toContain('An answer to the first question');
    rig.catchUp();
    await stop.getByRole('button', { name: 'Send anyway' }).click();
    await mine.getByText(/Leaves in/).waitFor();
    await mine.context().close();
    await hers.context().close();
  }, 90_000);

  test('a voicemail is listened to and kept as a note', async () => {
    rig.channel.media.set('rec-1', { content: silence(), filename: 'voicemail.wav', contentType: 'audio/wav' });
    const attachment = { filename: 'voicemail.wav', contentType: 'audio/wav', media: { id: 'rec-1' } };
    await rig.post([
      {
        type: 'call',
        key: 'call-1',
        at: rig.clock.now,
        externalId: 'call-1',
        conversation: 'fajar',
        from: { kind: 'fake', scope: '', value: 'fajar', displayName: 'Fajar', verified: true },
        rank: 9,
        status: 'completed',
        durationSeconds: 12,
        voicemail: { recordingId: 'rec-1', durationSeconds: 1, attachment },
      },
    ]);
    const page = await rig.open(sari, await rig.newestOf('fajar'));
    const audio = page.locator('audio');
    await audio.waitFor();
    const heard = await page.evaluate(LISTEN);
    expect(heard).toBeCloseTo(1, 1);
    await page.getByRole('button', { name: 'Write a note' }).click();
    const note = page.getByRole('combobox', { name: 'Note' });
    await until(async () => (await note.inputValue()).includes('Voicemail of Fajar'));
    await note.pressSequentially('asks to be called back.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await page
      .getByRole('article', { name: /^Note by/ })
      .getByText(/asks to be called back/)
      .waitFor();
    await page.context().close();
  }, 90_000);
});
