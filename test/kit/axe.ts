import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const RULES = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly html: string }[];
}

/** What keeps people out who use a keyboard or a screen reader: rules of WCAG 2.2 AA and of good practice broken seriously or worse, with where. */
export async function barriersOf(page: Page): Promise<readonly string[]> {
  // By the debugger, which the page's content security policy does not bind.
  if (await page.evaluate<boolean>("typeof axe === 'undefined'")) await page.evaluate(SOURCE);
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run(document, { runOnly: ${RULES}, resultTypes: ['violations'] }).then((found) => found.violations)`,
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 300)}`)
          .slice(0, 3)
          .join(' | ')}`,
    );
}
