import type { Page } from 'playwright-core';
import { type Chromium, logInTo } from '../../kit/chromium.js';
import { until } from '../../kit/until.js';
import type { HostileDesk } from './hostile-desk.js';
import { DANGERS, TO_THE_FIRST, WOUNDS } from './in-page.js';
import { Watch } from './watch.js';

const USUAL = { width: 1440, height: 900 };
/** So high that lists draw all of their rows. */
const TALL = { width: 1440, height: 7_000 };

/** An administrator at the desk, who opens everything. */
export class Look {
  /** Complaints of the pages before this test. */
  private told = 0;

  private constructor(
    private readonly here: HostileDesk,
    private readonly chromium: Chromium,
    readonly watch: Watch,
    readonly page: Page,
  ) {}

  static async begin(here: HostileDesk, chromium: Chromium): Promise<Look> {
    const page = await chromium.page({ viewport: USUAL });
    const look = new Look(here, chromium, new Watch(here.desk.url), page);
    await look.watch.over(page);
    await logInTo(page, here.desk.url, here.me.email);
    return look;
  }

  /** Each test answers for itself. */
  forget(): void {
    this.told = this.chromium.problems.length;
    this.watch.forget();
  }

  async go(path: string): Promise<void> {
    await this.page.goto(`${this.here.desk.url}${path}`);
    await this.page.getByRole('navigation', { name: 'Main' }).waitFor();
  }

  async tall(look: () => Promise<void>): Promise<void> {
    await this.page.setViewportSize(TALL);
    await look();
    await this.page.setViewportSize(USUAL);
  }

  /** A ticket back to its first message, with the frames of all its mails. */
  async wholeTicket(id: string, messages: number): Promise<void> {
    await this.go(`/inbox/all/${id}`);
    const isWhole = async () => {
      seen = await this.page.evaluate<number>(TO_THE_FIRST);
      return seen >= messages;
    };
    let seen = 0;
    await this.page.getByRole('log', { name: 'Conversation' }).waitFor();
    await until(isWhole, 30_000).catch(() => {
      throw new Error(`${seen} of ${messages} messages are shown`);
    });
    await until(async () => (await this.page.getByRole('log').locator('[aria-busy]').count()) === 0, 30_000);
  }

  textOf(selector: string): Promise<string> {
    return this.page.evaluate<string>(`[...document.querySelectorAll('${selector}')].map((one) => one.textContent).join('\\n')`);
  }

  /** What in the page could act, what has acted, and what of the page is no longer as it was. All is well: [] */
  async wrongs(tolerated = /^$/, page = this.page): Promise<readonly string[]> {
    const dangers = await page.evaluate<readonly string[]>(DANGERS);
    const wounds = await page.evaluate<readonly string[]>(WOUNDS);
    const complaints = this.chromium.problems.slice(this.told);
    const polluted = Object.keys(Object.prototype).map((key) => `every object of the desk has ${key}`);
    const all = new Set([...dangers, ...wounds, ...this.watch.findings(), ...complaints, ...polluted]);
    return [...all].filter((one) => !tolerated.test(one));
  }
}
