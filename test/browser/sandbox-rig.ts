import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { type RunningSandbox, runSandbox } from '../../sandbox/sandbox.js';
import { SandboxState } from '../../sandbox/state.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { person } from '../kit/people.js';
import { PASSWORD, type TestDesk, testDesk } from '../kit/test-desk.js';
import { until } from '../kit/until.js';

interface MessageRow {
  readonly id: string;
  readonly text: string;
  readonly direction: string;
  readonly kind: string;
  readonly delivery: { readonly state: string };
  readonly attachments: readonly { readonly state: string; readonly bytes: number }[];
}

interface TicketRow {
  readonly id: string;
  readonly preview: string;
  readonly channel: string;
}

/** A desk with an inbox at each fake, and the fakes, as `npm start` has them; the page is opened by a supervisor. */
export class SandboxRig {
  private constructor(
    readonly desk: TestDesk,
    readonly sandbox: RunningSandbox,
    private readonly folder: string,
  ) {}

  static async start(): Promise<SandboxRig> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-sandbox-'));
    const sandbox = await runSandbox(new SandboxState(join(folder, 'state.json')));
    const desk = await testDesk({ live: true, privateOrigins: () => [sandbox.httpUrl], sandbox: () => sandbox.httpUrl });
    for (const { channel, provider, inbox } of sandbox.providers.values())
      await desk.request('POST', '/api/v1/inboxes', { body: { ...inbox, channel, provider, enabled: true } });
    await desk.app.get(JobRunner).start(4);
    return new SandboxRig(desk, sandbox, folder);
  }

  async stop(): Promise<void> {
    await this.desk.app.get(JobRunner).stop();
    await this.desk.stop();
    await this.sandbox.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async open(page: Page): Promise<void> {
    const { email } = await person(this.desk, { role: 'supervisor' });
    await page.goto(`${this.desk.url}/sandbox`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('tab', { name: 'WhatsApp' }).waitFor();
  }

  async messagesOf(ticketId: string): Promise<readonly MessageRow[]> {
    return (await this.desk.request('GET', `/api/v1/tickets/${ticketId}/messages?limit=200`)).body.items as unknown as MessageRow[];
  }

  /** The ticket in which a customer has said this. */
  async ticketOf(text: string): Promise<string> {
    return until(async () => {
      const rows = (await this.desk.request('GET', '/api/v1/tickets?limit=50')).body.items as unknown as TicketRow[];
      for (const { id } of rows) if ((await this.messagesOf(id)).some((message) => message.text === text)) return id;
      return null;
    }, 30_000);
  }

  async reply(ticketId: string, text: string): Promise<void> {
    const { status } = await this.desk.request('POST', `/api/v1/tickets/${ticketId}/messages`, { body: { kind: 'reply', text } });
    if (status !== 201) throw new Error(`the reply was refused: ${status}`);
  }

  async deliveryOf(ticketId: string, text: string): Promise<string | undefined> {
    return (await this.messagesOf(ticketId)).find((message) => message.text === text)?.delivery.state;
  }
}

export async function choose(page: Page, customer: string, device: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: customer }).click();
  await page.getByRole('tab', { name: device, exact: true }).click();
}

/** By the phone's composer. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Write a message').fill(text);
  await page.getByRole('main').getByRole('button', { name: 'Send' }).click();
}

export async function makeTrouble(page: Page, what: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Make trouble' }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

/** What the desk sees, beside the customer. */
export function sight(page: Page): Locator {
  return page.getByRole('complementary', { name: 'What the desk sees' });
}
