import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { Bearers, Passwords, PERMISSIONS } from '../../src/access/index.js';
import { AgentRepository } from '../../src/agents/index.js';
import type { AppOptions } from '../../src/app.module.js';
import { chatWidget } from '../../src/channels/chat/index.js';
import { loadConfig } from '../../src/config/index.js';
import { createApp } from '../../src/create-app.js';
import { closeDesk, openDesk } from '../../src/desk-process.js';
import { systemActor } from '../../src/kernel/actor.js';
import { freePort } from '../../src/platform/database/embedded/ports.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Log } from '../../src/platform/logging/log.js';
import { SECRET } from '../integration/channels/chat-rig.js';
import { testDatabase } from '../kit/database.js';
import { type Chromium, launchChromium } from '../kit/launch-chromium.js';
import { PASSWORD } from '../kit/test-desk.js';
import { until } from '../kit/until.js';

export type Json = Record<string, unknown> & { readonly items: readonly Record<string, unknown>[] };

export type WholeDeskOptions = Pick<AppOptions, 'channels' | 'privateOrigins'>;

/** A whole desk as it is started, jobs and all, that can be ended and started again on the same data and address. */
export class WholeDesk {
  token = '';
  private app: NestFastifyApplication | null = null;
  private readonly folder = mkdtempSync(join(tmpdir(), 'parley-whole-'));

  private constructor(
    private readonly database: Awaited<ReturnType<typeof testDatabase>>,
    private readonly port: number,
    private readonly options: WholeDeskOptions,
  ) {}

  /** @param options by default chat is its only channel */
  static async start(options: WholeDeskOptions = { channels: (deps) => [chatWidget(deps)] }): Promise<WholeDesk> {
    const desk = new WholeDesk(await testDatabase(), await freePort(), options);
    await desk.begin();
    desk.token = await desk.admin();
    return desk;
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async begin(): Promise<void> {
    const config = loadConfig({
      DATA_DIR: this.folder,
      PORT: String(this.port),
      DATABASE_URL: this.database.url,
      SECRET_KEY: 'test-secret-key-of-more-than-32-characters',
      LOG_LEVEL: process.env['PARLEY_TEST_LOG'] ?? 'silent',
    });
    const log = new Log(config.logLevel);
    this.app = await createApp({ config, databaseUrl: this.database.url, log, ...this.options });
    await openDesk(this.app, config);
  }

  async end(): Promise<void> {
    if (this.app !== null) await closeDesk(this.app);
    this.app = null;
  }

  async drop(): Promise<void> {
    await this.end();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async request(method: string, path: string, body?: unknown): Promise<Json> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Json;
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async inbox(name: string): Promise<string> {
    const settings = { identitySecret: SECRET };
    const body = { name, channel: 'chat', provider: 'widget', language: 'en', enabled: true, settings };
    return String((await this.request('POST', '/api/v1/inboxes', body))['id']);
  }

  /** The ticket that a customer's words began. */
  async ticketOf(text: string): Promise<string> {
    return until(async () => {
      const { items } = await this.request('GET', '/api/v1/tickets?limit=50');
      return items.find((ticket) => String(ticket['subject']).includes(text))?.['id'] as string | undefined;
    });
  }

  reply(ticketId: string, text: string, attachmentIds: readonly string[] = []): Promise<Json> {
    return this.request('POST', `/api/v1/tickets/${ticketId}/messages`, { kind: 'reply', text, attachmentIds, force: true });
  }

  async messages(ticketId: string): Promise<readonly Record<string, unknown>[]> {
    return (await this.request('GET', `/api/v1/tickets/${ticketId}/messages?limit=100`)).items;
  }

  private async admin(): Promise<string> {
    const app = this.app as NestFastifyApplication;
    const hash = await Passwords.hash(PASSWORD);
    return app.get(UnitOfWork).run(systemActor('test'), async (tx) => {
      const agent = { email: 'sari@example.com', name: 'Sari', role: 'admin', enabled: true, languages: ['en'] } as const;
      const agentId = await app.get(AgentRepository).insert(tx, agent);
      if (agentId === null) throw new Error('the address is taken');
      await app.get(Passwords).set(tx, agentId, hash);
      return (await app.get(Bearers).issueToken(tx, { name: 'test', scopes: PERMISSIONS, agentId, expiresAt: null })).token;
    });
  }
}

/** The widget as a person finds it. */
export class WidgetPage {
  constructor(readonly page: Page) {}

  get launcher() {
    return this.page.getByRole('button', { name: /^Open chat/ });
  }

  get input() {
    return this.page.getByRole('textbox', { name: 'Write a message' });
  }

  get bubbles() {
    return this.page.locator('.messages .bubble');
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await this.page.getByRole('dialog').waitFor();
  }

  async say(text: string): Promise<void> {
    await this.input.fill(text);
    await this.page.getByRole('button', { name: 'Send', exact: true }).click();
  }

  texts(): Promise<readonly string[]> {
    return this.bubbles.allInnerTexts();
  }

  /** The state that the last of the customer's messages is marked with. */
  tick(): Promise<string | null> {
    return this.page.locator('.own .tick').last().getAttribute('aria-label');
  }
}

/** For a suite: a whole desk with an inbox of this name, a browser, and customers of the shop; all of it goes by itself. */
export function widgetStage(inboxName: string) {
  const pages: WidgetPage[] = [];
  let [desk, chromium]: [WholeDesk | null, Chromium | null] = [null, null];
  /** Complaints of the pages before this test. */
  let before = 0;
  beforeAll(async () => {
    [desk, chromium] = await Promise.all([WholeDesk.start(), launchChromium()]);
    await desk.inbox(inboxName);
  });
  afterEach(async () => {
    for (const { page } of pages.splice(0)) await page.context().close();
    before = chromium?.problems.length ?? 0;
  });
  afterAll(async () => {
    await chromium?.close();
    await desk?.drop();
  });
  const here = <T>(made: T | null): T => {
    if (made === null) throw new Error('the stage is not open yet');
    return made;
  };
  return {
    desk: () => here(desk),
    /** What the pages of this test complained of, but for what it expects. */
    problems: (expected = /^$/) =>
      here(chromium)
        .problems.slice(before)
        .filter((problem) => !expected.test(problem)),
    /** Somebody at this address of the desk. */
    open: async (path: string, options: BrowserContextOptions): Promise<WidgetPage> => {
      const widget = new WidgetPage(await here(chromium).page(options));
      pages.push(widget);
      await widget.page.goto(`${here(desk).url}${path}`);
      return widget;
    },
  };
}
