/** What an agent is told of. */
export const NOTIFICATION_KINDS = [
  'assigned',
  'mentioned',
  'customer-replied',
  'woken',
  'clock-warned',
  'clock-breached',
  'escalated',
  'reply-unsent',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];
