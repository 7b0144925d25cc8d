import { Injectable } from '@nestjs/common';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Prometheus metrics of this process, served at /metrics. Labels are bounded: never an id or an address. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly httpSeconds = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly receipts = new Counter({
    name: 'parley_receipts_total',
    help: 'Inputs by what became of them',
    labelNames: ['channel', 'provider', 'outcome'],
    registers: [this.registry],
  });
  readonly intakeSeconds = new Histogram({
    name: 'parley_intake_seconds',
    help: 'From a receipt to its messages',
    labelNames: ['channel'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly deliveries = new Counter({
    name: 'parley_deliveries_total',
    help: 'Send attempts by outcome',
    labelNames: ['channel', 'provider', 'outcome'],
    registers: [this.registry],
  });
  readonly jobs = new Counter({
    name: 'parley_jobs_total',
    help: 'Jobs by task and outcome',
    labelNames: ['task', 'outcome'],
    registers: [this.registry],
  });
  readonly webhookCalls = new Counter({
    name: 'parley_webhook_calls_total',
    help: 'Attempts to tell a webhook of an event, by outcome',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  readonly agentSockets = new Gauge({
    name: 'parley_agent_sockets',
    help: 'Agents’ sockets open in this process',
    registers: [this.registry],
  });
  readonly sources = new Gauge({
    name: 'parley_source_connected',
    help: '1 while a mailbox is being watched',
    labelNames: ['inbox'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
