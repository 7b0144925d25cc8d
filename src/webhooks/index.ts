export { Pump } from './pump.js';
export { WebhooksModule } from './webhooks.module.js';
