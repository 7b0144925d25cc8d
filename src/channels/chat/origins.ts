import type { Inbox } from '../contract/index.js';
import type { WidgetSettings } from './widget-settings.js';

/** May a page from there show this chat? With no list every page may. */
export function isAllowedOrigin(origin: string | undefined, inbox: Inbox<WidgetSettings>): boolean {
  const allowed = inbox.settings.allowedOrigins
    .split(',')
    .map((o) => o.trim())
    .filter((o) => o !== '');
  return allowed.length === 0 || (origin !== undefined && allowed.includes(origin));
}
