import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { CANARY_HOST } from './bait.js';

/** What a page tells of its policy; in frames without scripts the console tells instead. */
const TELL_VIOLATIONS = `addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) =>
  __violated([effectiveDirective, blockedURI, sourceFile, sample].join(' ')))`;

/** Writes down everything that a hostile item could bring about in a browser. */
export class Watch {
  /** Names of items whose script ran. */
  readonly ran = new Set<string>();
  /** Requests to anybody but the desk. */
  readonly strayed: string[] = [];
  readonly dialogs: string[] = [];
  readonly popups: string[] = [];
  readonly violations: string[] = [];
  /** Places the main frame went to. */
  readonly visited: string[] = [];

  constructor(private readonly origin: string) {}

  /** Before it goes anywhere. */
  async over(page: Page): Promise<void> {
    const context = page.context();
    await context.exposeBinding('__ran', (_source, name: string) => void this.ran.add(name));
    await context.exposeBinding('__violated', (_source, what: string) => void this.violations.push(what));
    await context.addInitScript(TELL_VIOLATIONS);
    context.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${this.origin}/`) && !/^(data|blob|about):/.test(url)) this.strayed.push(url);
    });
    context.on('dialog', (dialog) => {
      this.dialogs.push(dialog.message());
      dialog.dismiss().catch(() => undefined);
    });
    page.on('popup', (popup) => void this.popups.push(popup.url()));
    page.on('framenavigated', (frame) => frame === page.mainFrame() && this.visited.push(frame.url()));
  }

  /** Everything that should not have been; empty when the desk held. */
  findings(): readonly string[] {
    const { ran, strayed, dialogs, popups, violations, visited } = this;
    return [
      ...[...ran].map((name) => `ran: ${name}`),
      ...strayed.map((url) => `asked: ${url}`),
      ...dialogs.map((text) => `dialog: ${text}`),
      ...popups.map((url) => `popup: ${url}`),
      ...violations.map((what) => `violation: ${what}`),
      ...visited.filter((url) => url !== 'about:blank' && !url.startsWith(`${this.origin}/`)).map((url) => `went to: ${url}`),
    ];
  }

  forget(): void {
    this.ran.clear();
    for (const list of [this.strayed, this.dialogs, this.popups, this.violations, this.visited]) list.length = 0;
  }
}

/** Names that the browser looked up, by its own log: also what no page ever hears of, as a name resolved ahead of a click. */
export function lookedUp(netLog: string): readonly string[] {
  const hosts = readFileSync(netLog, 'utf8').matchAll(/"host":"(?:https?:\/\/)?([^":/]*)/g);
  return [...new Set([...hosts].map(([, host = '']) => host))].filter((host) => host.endsWith('.example') || host === CANARY_HOST);
}
