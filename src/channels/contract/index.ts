export * from './adapter.js';
export * from './capabilities.js';
export * from './channel-error.js';
export * from './definition.js';
export * from './inbound-event.js';
export * from './outbound-message.js';
export * from './request.js';
export * from './setting.js';
