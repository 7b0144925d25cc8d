import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Debian, Chrome on Linux, on a Mac. The shell first: without windows it starts in a third of the time and leaves more to the desk. */
const PATHS = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** undefined: there is none on this machine. */
export const EXECUTABLE = PATHS.find((path) => path !== undefined && existsSync(path));

/** It looks up no host and asks for no update: a machine without a way out must not slow it down. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Chromium {
  /** A page of somebody of their own: other cookies, other storage. */
  page(options?: BrowserContextOptions): Promise<Page>;
  /** What the pages complained of: exceptions, errors of the console, what their content security policy stopped. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** @param args more of Chromium's switches */
export async function launchChromium(args: readonly string[] = []): Promise<Chromium> {
  const browser: Browser = await chromium.launch({
    ...(EXECUTABLE === undefined ? {} : { executablePath: EXECUTABLE }),
    args: [...ARGS, ...args],
  });
  const problems: string[] = [];
  return {
    problems,
    page: async (options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'en',
        timezoneId: 'Asia/Jakarta',
        reducedMotion: 'reduce',
        ...options,
      });
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
      page.on('console', (message) => {
        // The status of an answer that the page expects (a wrong password, a conflict) is no fault of the page.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) problems.push(message.text());
      });
      return page;
    },
    close: () => browser.close(),
  };
}
