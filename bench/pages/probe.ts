import type { Page } from 'playwright-core';

const PATIENCE_MS = 60_000;

/** @throws when the page has not shown it after a minute */
export function ask<T>(page: Page, expression: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error(`not seen: ${expression}`)), PATIENCE_MS);
    page
      .evaluate<T>(expression)
      .then(resolve, reject)
      .finally(() => clearTimeout(patience));
  });
}

/**
 * What runs in the page beside it, put there before its own scripts: `bench.shown(holds)` is the instant of the first
 * frame that was painted while `holds()`, in ms of the computer's clock, which the bench shares.
 */
export const PROBE = `(() => {
  performance.setResourceTimingBufferSize(100000);
  const afterPaint = (done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(Date.now());
    port2.postMessage(null);
  });
  const shown = (holds) => new Promise((done) => {
    const look = () => {
      if (!holds()) return void requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(Date.now());
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
  const inView = (element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };
  const epoch = (instant) => performance.timeOrigin + instant;

  /** The opened ticket whose words contain this, at its end; with when the last answer it needs had come. */
  const opened = async (words) => {
    const painted = await shown(() => {
      const last = [...document.querySelectorAll('article[data-seq]')].at(-1);
      return last !== undefined && last.textContent.includes(words) && inView(last);
    });
    const id = location.pathname.split('/').at(-1);
    const isAnswer = ({ name }) => name.includes('/api/v1/tickets/' + id) && (name.endsWith(id) || name.includes('/messages?'));
    const answers = () => performance.getEntriesByType('resource').filter(isAnswer);
    while (answers().length < 2) await new Promise(afterPaint);
    return { painted, answered: epoch(Math.max(...answers().map(({ responseEnd }) => responseEnd))) };
  };

  /** When all of these stand in the opened ticket, in whatever order. */
  const said = (all) => shown(() => {
    const articles = [...document.querySelectorAll('article[data-seq]')].slice(-40).map((article) => article.textContent);
    return all.every((words) => articles.some((article) => article.includes(words)));
  });

  /** When these words stand in the opened ticket, and in the row of the list. */
  const arrived = async (words) => {
    const last = (selector) => [...document.querySelectorAll(selector)].at(-1);
    const [pane, list] = await Promise.all([
      shown(() => last('article[data-seq]')?.textContent.includes(words) === true),
      shown(() => [...document.querySelectorAll('[role=option]')].some((row) => row.textContent.includes(words))),
    ]);
    return { pane, list };
  };

  /** Row places of the list that stand empty while it is scrolled: seen when it has moved, until a frame has filled them. */
  const watchScrolling = () => {
    const box = document.querySelector('[role=listbox]');
    const seen = { frames: 0, frameMaxMs: 0, gapsMs: [], rowsMax: 0, isAtEnd: false, last: 0 };
    const started = performance.now();
    let frameAt = started;
    let emptySince = null;
    const isFilled = () => {
      const { left, width, top, height } = box.getBoundingClientRect();
      return [0.02, 0.25, 0.5, 0.75, 0.98].every((share) => {
        const element = document.elementFromPoint(left + width / 2, top + height * share);
        return element !== null && element.closest('[role=option]') !== null;
      });
    };
    // Before React hears of it: what the browser may have shown already.
    addEventListener('scroll', () => { if (emptySince === null && !isFilled()) emptySince = frameAt; }, true);
    const frame = (now) => {
      seen.frames += 1;
      seen.frameMaxMs = Math.max(seen.frameMaxMs, now - frameAt);
      frameAt = now;
      const rows = box.querySelectorAll('[role=option]');
      seen.rowsMax = Math.max(seen.rowsMax, rows.length);
      seen.last = Number(rows[rows.length - 1]?.getAttribute('aria-posinset'));
      seen.isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 2;
      if (!isFilled()) emptySince ??= now;
      else if (emptySince !== null) {
        seen.gapsMs.push(now - emptySince);
        emptySince = null;
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return seen;
  };
  globalThis.bench = { shown, opened, said, arrived, watchScrolling };
})()`;
