export type { Attempt } from './caller.js';
export { OFFERED_EVENTS, SUBJECT_OF } from './domain/offered-events.js';
export { WebhookRepository } from './store/webhook.repository.js';
export {
  type DeliveryLogRow,
  type Try,
  WebhookDeliveryRepository,
  type WebhookDeliveryState,
} from './store/webhook-delivery.repository.js';
export { TestCall } from './test-call.js';
export type { WebhookRecord } from './webhook-record.js';
export { Webhooks } from './webhooks.js';
export { WebhooksModule } from './webhooks.module.js';
