import type { Attempt, DeliveryLogRow, WebhookRecord } from '../../webhooks/settings.js';
import type { WebhookAnswer, WebhookDeliveryAnswer, WebhookTestAnswer } from './webhooks.dto.js';

export function webhookAnswer(w: WebhookRecord): WebhookAnswer {
  return {
    id: w.id,
    name: w.name,
    url: w.url,
    events: [...w.events],
    condition: w.condition,
    includeNotes: w.includeNotes,
    enabled: w.enabled,
    disabledReason: w.disabledReason,
    failures: w.failures,
    failingSince: w.failingSince?.toISOString() ?? null,
    pausedUntil: w.pausedUntil?.toISOString() ?? null,
    oldSecretUntil: w.secrets[1]?.until ?? null,
    createdBy: w.createdBy,
    createdAt: w.createdAt.toISOString(),
    updatedAt: w.updatedAt.toISOString(),
    version: w.version,
  };
}

export function deliveryAnswer(d: DeliveryLogRow): WebhookDeliveryAnswer {
  return {
    id: d.id,
    eventId: d.eventId,
    event: d.eventName,
    ticketId: d.ticketId,
    state: d.state,
    attempts: d.attempts,
    status: d.status,
    fault: d.fault,
    durationMs: d.durationMs,
    nextAttemptAt: d.state === 'waiting' ? d.dueAt.toISOString() : null,
    tries: d.tries.map(({ at, status, fault, durationMs, answer }) => ({ at, status, fault, durationMs, answer })),
    createdAt: d.createdAt.toISOString(),
    settledAt: d.settledAt?.toISOString() ?? null,
  };
}

export function testAnswer(attempt: Attempt): WebhookTestAnswer {
  const { at, status, fault, durationMs, answer } = attempt.try;
  return { ok: attempt.verdict === 'accepted', at, status, fault, durationMs, answer };
}
