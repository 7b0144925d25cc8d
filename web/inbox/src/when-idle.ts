/** Safari has no idle callbacks. */
export function whenIdle(act: () => void, timeout: number): void {
  if (window.requestIdleCallback === undefined) window.setTimeout(act, 0);
  else window.requestIdleCallback(act, { timeout });
}
