import { get } from 'node:http';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Chromium, EXECUTABLE, launchChromium } from '../../test/kit/launch-chromium.js';
import { ADMIN_EMAIL, ADMIN_PASSWORD, asAdmin } from '../desk-process.js';
import type { BenchRig } from '../rig.js';
import { PROBE } from './probe.js';

export interface PagesRig extends BenchRig {
  readonly chromium: Chromium;
  /** A browser that was never here, with nothing in its cache, logged in by its cookie. */
  agentsPage(options?: BrowserContextOptions): Promise<Page>;
  /** The same of a customer. */
  customersPage(): Promise<Page>;
  /** Bytes of the body as it is sent compressed by gzip. */
  gzipped(path: string): Promise<number>;
  /** Ends the browser; the desk goes on. */
  close(): Promise<void>;
}

/** @throws when there is no Chromium on this machine */
export async function pagesRig(rig: BenchRig): Promise<PagesRig> {
  if (EXECUTABLE === undefined) throw new Error('no Chromium on this machine: install one, or set CHROMIUM to its path');
  const admin = await asAdmin(rig.url);
  const settings = { identitySecret: 'bench-identity-secret-0123456789abcdef' };
  await admin.post('/inboxes', { channel: 'chat', provider: 'widget', name: 'Chat', language: 'en', enabled: true, settings });
  const chromium = await launchChromium();
  const newPage = async (options: BrowserContextOptions = {}) => {
    const page = await chromium.page(options);
    await page.addInitScript(PROBE);
    return page;
  };
  return {
    ...rig,
    chromium,
    customersPage: () => newPage(),
    agentsPage: async (options) => {
      const page = await newPage(options);
      const answer = await page
        .context()
        .request.post(`${rig.url}/api/v1/auth/login`, { data: { email: ADMIN_EMAIL, password: ADMIN_PASSWORD } });
      if (!answer.ok()) throw new Error(`the login answered ${answer.status()}`);
      return page;
    },
    gzipped: (path) => gzipped(`${rig.url}${path}`),
    close: () => chromium.close(),
  };
}

function gzipped(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}
