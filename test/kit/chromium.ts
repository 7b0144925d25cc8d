import type { Locator, Page } from 'playwright-core';
import { EXECUTABLE } from './launch-chromium.js';
import { PASSWORD, type TestDesk } from './test-desk.js';
import { until } from './until.js';

export { type Chromium, launchChromium } from './launch-chromium.js';

/** In place of `describe`: skipped, with the reason in every title, where there is no browser. */
export const inChromium: (name: string, tests: () => void) => void =
  EXECUTABLE === undefined
    ? (name, tests) => describe.skip(`${name} (no Chromium on this machine: install one or set CHROMIUM)`, tests)
    : describe;

/** By the form, as people do. Leaves the page at the inbox, or where the desk sends who must set up a second factor, or the desk. */
export async function logInTo(page: Page, url: string, email: string, password = PASSWORD): Promise<void> {
  await page.goto(`${url}/login`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL(/\/(inbox|me|setup)/);
  await page.getByRole('navigation', { name: 'Main' }).waitFor(); // from then on shortcuts are heard
}

/** Runs the desk's jobs until the page shows what came of them: what a click asks for may arrive after the jobs were run once. */
export async function worked(desk: Pick<TestDesk, 'drainJobs'>, shown: Locator): Promise<void> {
  await until(async () => {
    await desk.drainJobs();
    return shown.isVisible();
  }, 20_000);
}
