import type { Page } from 'playwright-core';
import { Pump } from '../../src/webhooks/index.js';
import { barriersOf } from '../kit/axe.js';
import { type Chromium, inChromium, launchChromium, logInTo } from '../kit/chromium.js';
import { PASSWORD, type TestDesk, testDesk } from '../kit/test-desk.js';
import { until } from '../kit/until.js';
import { WebhookReceiver } from '../kit/webhook-receiver.js';

const ADMIN = 'chief@example.com';
const PAGES = [
  'inboxes',
  'channel-weights',
  'agents',
  'teams',
  'skills',
  'calendars',
  'sla-policies',
  'routing-rules',
  'automations',
  'macros',
  'canned-texts',
  'categories',
  'statuses',
  'custom-fields',
  'tags',
  'security',
  'oidc-providers',
  'audit',
  'api-tokens',
  'webhooks',
  'notifications',
  'quarantine',
  'failed-jobs',
];
const MADE_HERE = PAGES.filter(
  (name) => !['channel-weights', 'security', 'audit', 'notifications', 'quarantine', 'failed-jobs'].includes(name),
);

inChromium('the administration', () => {
  let desk: TestDesk;
  let chromium: Chromium;
  let receiver: WebhookReceiver;
  let page: Page;
  const drawer = () => page.getByRole('dialog');
  const save = (name: string) => drawer().getByRole('button', { name, exact: true }).click();
  const list = async (path: string) => (await desk.request('GET', `/api/v1/${path}`)).body.items;

  beforeAll(async () => {
    receiver = await new WebhookReceiver().start();
    desk = await testDesk({ live: true, privateOrigins: () => [receiver.origin] });
    const body = { email: ADMIN, name: 'Chief', role: 'admin', password: PASSWORD };
    const made = await desk.request('POST', '/api/v1/agents', { body });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    await desk.request('POST', '/api/v1/teams', { body: { name: 'Payments' } });
    await desk.request('POST', '/api/v1/skills', { body: { name: 'Mandarin' } });
    const ticket = {
      subject: 'Top-up missing',
      contact: { name: 'Budi', identities: [{ kind: 'email', value: 'budi@example.com' }] },
      text: 'Where is my money?',
    };
    const opened = await desk.request('POST', '/api/v1/tickets', { body: ticket });
    if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
    await desk.drainJobs();
    chromium = await launchChromium();
    page = await chromium.page({ permissions: ['clipboard-read', 'clipboard-write'] });
    page.on('dialog', (dialog) => void dialog.accept());
    await logInTo(page, desk.url, ADMIN);
    await page.goto(`${desk.url}/admin`);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  }, 120_000);

  afterAll(async () => {
    await chromium?.close();
    await desk?.stop();
    await receiver?.stop();
  });

  /** By its address, whatever an earlier test left open. */
  const go = async (name: string, title: string) => {
    await page.goto(`${desk.url}/admin/${name}`);
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
  };

  test('a calendar is drawn: hours by keyboard, by inputs and over midnight', async () => {
    await go('calendars', 'Calendars');
    await page.getByRole('button', { name: 'New calendar' }).first().click();
    await drawer().getByRole('textbox', { name: 'Name', exact: true }).fill('Jakarta');
    const monday = drawer().getByRole('button', { name: 'Monday, 09:00 – 17:00', exact: true });
    await monday.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Shift+ArrowDown');
    await drawer().getByRole('button', { name: 'Monday, 08:45 – 17:00', exact: true }).waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await drawer().getByRole('button', { name: 'Monday, 08:45 – 17:15', exact: true }).waitFor();
    // By the mouse: hours are made where one presses.
    const sunday = drawer().getByRole('group', { name: 'Sunday', exact: true });
    const box = await sunday.boundingBox();
    if (box === null) throw new Error('Sunday is not drawn');
    await page.mouse.move(box.x + box.width / 2, box.y + 26 + 384 / 2 + 2);
    await page.mouse.down();
    await page.mouse.up();
    await drawer().getByRole('button', { name: 'Sunday, 12:00 – 13:00', exact: true }).waitFor();
    // By inputs, over midnight.
    await drawer().getByLabel('Sunday: from').fill('22:00');
    await drawer().getByLabel('Sunday: to').fill('06:00');
    await drawer().getByText('next day').waitFor();
    await save('Create');
    await drawer().waitFor({ state: 'hidden' });
    expect(await list('calendars')).toMatchObject([
      {
        name: 'Jakarta',
        timeZone: 'Asia/Jakarta',
        week: { monday: [{ from: '08:45', to: '17:15' }], sunday: [{ from: '22:00', to: '06:00' }] },
      },
    ]);
  }, 90_000);

  test('an SLA policy promises, and says where a promise is missing', async () => {
    await go('sla-policies', 'SLA policies');
    await page.getByRole('button', { name: 'New policy' }).first().click();
    await drawer().getByRole('textbox', { name: 'Name', exact: true }).fill('Everybody');
    await drawer().getByRole('textbox', { name: 'First response, Urgent', exact: true }).fill('10');
    await drawer().getByRole('combobox', { name: 'Calendar' }).click();
    await page.getByRole('option', { name: 'Jakarta' }).click();
    await save('Create');
    await drawer().waitFor({ state: 'hidden' });
    const [policy] = await list('sla-policies');
    expect(policy).toMatchObject({ name: 'Everybody', targets: { 'first-response': { urgent: 10, normal: 240 } }, warnAt: [75] });
    // The same name again is refused beside the name, and what was typed stays.
    await page.getByRole('button', { name: 'New policy' }).first().click();
    await drawer().getByRole('textbox', { name: 'Name', exact: true }).fill('Everybody');
    await save('Create');
    await drawer().getByText('There is one with this name already.').waitFor();
    expect(await drawer().getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Everybody');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discard' }).click();
    await drawer().waitFor({ state: 'hidden' });
  }, 90_000);

  test('a routing rule is made with the condition editor, and tried on the past', async () => {
    await go('routing-rules', 'Routing rules');
    await page.getByRole('button', { name: 'New rule' }).first().click();
    await drawer().getByRole('textbox', { name: 'Name', exact: true }).fill('Money first');
    await drawer().getByRole('button', { name: 'Add condition' }).click();
    const condition = drawer().getByRole('group', { name: 'Condition', exact: true });
    await condition.getByRole('combobox', { name: 'Field' }).click();
    await page.getByRole('option', { name: 'Subject', exact: true }).click();
    await condition.getByRole('combobox', { name: 'Comparison' }).click();
    await page.getByRole('option', { name: 'contains', exact: true }).click();
    await condition.getByLabel('Value').fill('top-up');
    await drawer().getByRole('combobox', { name: 'Team' }).click();
    await page.getByRole('option', { name: 'Payments' }).click();
    const [ticket] = await list('tickets');
    await drawer().getByLabel('Ticket number').fill(String(ticket?.['number']));
    await drawer().getByLabel('Ticket number').press('Enter');
    const trial = drawer().getByRole('region', { name: 'Try it on a ticket' }).last();
    await trial.getByText('Money first').waitFor();
    await drawer().getByRole('button', { name: 'Try it', exact: true }).click();
    await drawer().getByText('Average wait').waitFor();
    await save('Create');
    await drawer().waitFor({ state: 'hidden' });
    const [rule] = await list('routing-rules');
    expect(rule).toMatchObject({
      name: 'Money first',
      conditions: { all: [{ field: 'subject', operator: 'contains', value: 'top-up' }] },
      enabled: true,
      actions: { teamId: expect.any(String) },
    });
  }, 90_000);

  test('an automation tells in a dry run what it would have done', async () => {
    await go('automations', 'Automations');
    await page.getByRole('button', { name: 'New automation' }).first().click();
    await drawer().getByRole('textbox', { name: 'Name', exact: true }).fill('Greet');
    await drawer().getByRole('button', { name: 'Add an action' }).click();
    await page.getByRole('menuitem', { name: 'Add a note' }).click();
    await drawer().getByRole('textbox', { name: 'Add a note' }).fill('Ticket ');
    await drawer().getByRole('button', { name: 'Insert ticket.number' }).click();
    await drawer().getByRole('button', { name: 'Dry run' }).click();
    await drawer().getByText('1 of 1 would have matched').waitFor();
    await drawer()
      .getByRole('link', { name: /Top-up missing/ })
      .waitFor();
    await save('Create');
    await drawer().waitFor({ state: 'hidden' });
    expect(await list('automations')).toMatchObject([{ name: 'Greet', actions: [{ type: 'add-note', text: 'Ticket {{ticket.number}}' }] }]);
  }, 90_000);

  test('a token is shown once, copied, and works', async () => {
    await go('api-tokens', 'API tokens');
    await page.getByRole('button', { name: 'New token' }).first().click();
    await drawer().getByRole('textbox', { name: 'Name', exact: true }).fill('Warehouse');
    await drawer().getByLabel('ticket:read').check();
    await save('Create');
    await drawer().getByText('The token is made').waitFor();
    await drawer().getByRole('button', { name: 'Copy: Token' }).click();
    await drawer().getByRole('button', { name: 'Copied: Token' }).waitFor();
    const token = String(await page.evaluate('navigator.clipboard.readText()'));
    expect((await desk.request('GET', '/api/v1/tickets', { token })).status).toBe(200);
    expect((await desk.request('GET', '/api/v1/agents', { token })).status).toBe(403);
    await drawer().getByRole('button', { name: 'I have copied it' }).click();
    await page.getByRole('button', { name: 'Revoke: Warehouse' }).click();
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('Revoked', { exact: true }).waitFor();
    await until(async () => (await desk.request('GET', '/api/v1/tickets', { token })).status === 401);
  }, 90_000);

  test('a webhook is tested, its deliveries are seen and sent again', async () => {
    await go('webhooks', 'Webhooks');
    await page.getByRole('button', { name: 'New webhook' }).first().click();
    await drawer().getByRole('textbox', { name: 'Name', exact: true }).fill('Hooks');
    await drawer().getByRole('textbox', { name: 'Address', exact: true }).fill(`${receiver.origin}/hook`);
    await save('Create');
    expect(await drawer().getByLabel('Secret', { exact: true }).inputValue()).toMatch(/^whsec_/);
    await drawer().getByRole('button', { name: 'I have copied it: test it now' }).click();
    await drawer().getByRole('button', { name: 'Send a test' }).click();
    await drawer().getByText('It arrived').waitFor();
    const before = receiver.received.length;
    await desk.request('POST', '/api/v1/tickets', {
      body: { subject: 'Second', contact: { name: 'Ani', identities: [{ kind: 'email', value: 'ani@example.com' }] }, text: 'Hello' },
    });
    await desk.drainJobs();
    await desk.app.get(Pump).drain();
    expect(receiver.received.length).toBeGreaterThan(before);
    await drawer().getByRole('button', { name: 'Refresh' }).click();
    const delivery = drawer().getByRole('listitem').filter({ hasText: 'ticket.opened' });
    await delivery.getByText('Delivered').waitFor();
    await delivery.getByRole('button', { name: 'Details of ticket.opened' }).click();
    await delivery.getByText('"ticket.opened"').waitFor();
    const sent = receiver.received.length;
    await delivery.getByRole('button', { name: 'Send again' }).click();
    await delivery.getByText('Waiting').waitFor();
    await desk.drainJobs();
    await desk.app.get(Pump).drain();
    expect(receiver.received.length).toBe(sent + 1);
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'hidden' });
  }, 90_000);

  test('the palette leads to every page, and every page is accessible', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').or(page.getByRole('textbox')).last().fill('statuses');
    await page.getByRole('option', { name: /Statuses/ }).click();
    await page.waitForURL(/\/admin\/statuses$/);
    // The status that is called as what makes one.
    await page.getByRole('link', { name: 'New', exact: true }).click();
    await page.getByRole('dialog', { name: 'New', exact: true }).waitFor();
    expect(await drawer().getByRole('textbox', { name: 'Key' }).inputValue()).toBe('new');
    const addresses = ['/admin', ...PAGES.map((name) => `/admin/${name}`), ...MADE_HERE.map((name) => `/admin/${name}/new`), '/setup'];
    const faults: string[] = [];
    for (const address of addresses) {
      // Without loading everything anew: forty times that would be most of this test.
      await page.evaluate(`history.pushState({}, '', ${JSON.stringify(address)})`);
      await page
        .getByRole(address.endsWith('/new') ? 'dialog' : 'heading', address.endsWith('/new') ? {} : { level: address === '/setup' ? 1 : 2 })
        .first()
        .waitFor();
      await until(async () => (await page.locator('.mantine-Skeleton-root').count()) === 0);
      faults.push(...(await barriersOf(page)).map((fault) => `${address}: ${fault}`));
    }
    expect(faults).toEqual([]);
    expect(chromium.problems).toEqual([]);
  }, 300_000);
});
