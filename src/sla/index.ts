export { type BegunClocks, type ClockNews, Clocks } from './clocks.js';
export type { Happening } from './domain/happening.js';
export type { Escalation, EscalationAction, PromisedTicket } from './domain/policy.js';
export { SlaModule } from './sla.module.js';
