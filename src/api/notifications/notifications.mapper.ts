import type { NotificationSettings, PreferenceRow } from '../../notifications/index.js';
import type { NotificationRow } from '../../views/notification-list.js';
import type { NotificationAnswer, NotificationPreferenceAnswer, NotificationSettingsAnswer } from './notifications.dto.js';

export function notificationAnswer(row: NotificationRow): NotificationAnswer {
  return {
    id: row.id,
    kind: row.kind,
    ticket: { id: row.ticketId, number: Number(row.ticketNumber), subject: row.ticketSubject },
    actorName: row.actorName,
    details: { ...row.details },
    times: row.times,
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  };
}

export function preferenceAnswer(row: PreferenceRow): NotificationPreferenceAnswer {
  const { muted, digest, digestHour, zone, nextDigestAt } = row;
  return { muted: [...muted], digest, digestHour, zone, nextDigestAt: nextDigestAt?.toISOString() ?? null };
}

export function settingsAnswer({ digestInboxId, lastFailure }: NotificationSettings): NotificationSettingsAnswer {
  return { digestInboxId, lastFailure: lastFailure === null ? null : { ...lastFailure, at: lastFailure.at.toISOString() } };
}
