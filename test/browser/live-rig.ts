import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Page } from 'playwright-core';
import type { Customer, InboxTarget } from '../../sandbox/provider.js';
import { type RunningSandbox, runSandbox } from '../../sandbox/sandbox.js';
import { SandboxState } from '../../sandbox/state.js';
import { type Chromium, launchChromium, logInTo } from '../kit/chromium.js';
import { PASSWORD } from '../kit/test-desk.js';
import { WholeDesk } from './widget-rig.js';

/** A whole desk that can be restarted, with a chat and a WhatsApp inbox at the vendor's fake, and an agent in the inbox. */
export class LiveRig {
  private constructor(
    readonly desk: WholeDesk,
    readonly sandbox: RunningSandbox,
    readonly chromium: Chromium,
    private readonly folder: string,
    private readonly whatsapp: InboxTarget,
  ) {}

  static async start(): Promise<LiveRig> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-live-'));
    const sandbox = await runSandbox(new SandboxState(join(folder, 'state.json')));
    const [desk, chromium] = await Promise.all([WholeDesk.start({ privateOrigins: () => [sandbox.httpUrl] }), launchChromium()]);
    await desk.inbox('Kopi & Co');
    const { inbox, channel, provider } = vendorOf(sandbox);
    const made = await desk.request('POST', '/api/v1/inboxes', { ...inbox, channel, provider, enabled: true });
    const webhookUrls = made['webhookUrls'] as Record<string, string>;
    const target = { deskUrl: desk.url, inboxId: String(made['id']), webhookUrls, settings: inbox.settings };
    return new LiveRig(desk, sandbox, chromium, folder, target);
  }

  async stop(): Promise<void> {
    await this.chromium.close();
    await this.desk.drop();
    await this.sandbox.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get vendor() {
    return vendorOf(this.sandbox);
  }

  /** Somebody with WhatsApp; what they do with the answers is said by the test. */
  customer(name: string, address: string): Customer {
    return this.vendor.customer(this.whatsapp, 0, { name, address });
  }

  /** In the inbox, in a browser of their own. */
  async agent(name: string): Promise<Page> {
    const email = `${name.toLowerCase()}@example.com`;
    await this.desk.request('POST', '/api/v1/agents', { email, name, role: 'supervisor', password: PASSWORD });
    const page = await this.chromium.page();
    await logInTo(page, this.desk.url, email);
    return page;
  }

  /** So much time passes for what was said in a ticket. */
  async age(ticketId: string, hours: number): Promise<void> {
    const client = new Client({ connectionString: this.desk.databaseUrl });
    await client.connect();
    await client.query("update message set created_at = created_at - $2 * interval '1 hour' where ticket_id = $1", [ticketId, hours]);
    await client.end();
  }
}

function vendorOf(sandbox: RunningSandbox) {
  const vendor = sandbox.providers.get('social/whatsapp');
  if (vendor === undefined) throw new Error('there is no such fake');
  return vendor;
}

/** Opens a ticket from the list, by what its row shows. */
export async function openFromList(page: Page, text: string | RegExp): Promise<void> {
  await page.mouse.move(0, 0); // under the hand nothing comes in between
  const row = page.getByRole('option').filter({ hasText: text });
  await row.click();
  await row.and(page.locator('[aria-current=true]')).waitFor();
  await page.getByRole('log', { name: 'Conversation' }).getByRole('article').first().waitFor();
}
