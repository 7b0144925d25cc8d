import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client, type Pool } from 'pg';
import { DataSource } from 'typeorm';
import { newId } from '../../kernel/id.js';
import { poolOf } from '../database/pool-of.js';
import { Log } from '../logging/log.js';
import type { HintBus, TopicListener } from './hint-bus.js';
import { LocalHints } from './local-hints.js';

const CHANNEL = 'parley_hint';
/** Hints of this span travel together: a NOTIFY in every commit would cost four fifths of the commit rate. */
const COALESCE_MS = 15;
/** NOTIFY carries 8,000 bytes at most. */
const PAYLOAD_MAX = 7_000;
const RECONNECT_MS = 1_000;

/** Hints between all processes on one database, by LISTEN/NOTIFY. Lost hints are made good by the listeners' own slow poll. */
@Injectable()
export class PostgresHints implements HintBus, OnApplicationShutdown {
  private readonly local: LocalHints;
  private readonly self = newId();
  private readonly pool: Pool;
  private pending = new Set<string>();
  private listener: Client | null = null;
  private closing = false;

  constructor(
    dataSource: DataSource,
    private readonly log: Log,
  ) {
    this.pool = poolOf(dataSource);
    this.local = new LocalHints((error) => log.error({ event: 'hints.hearer-failed', error }));
  }

  publish(topics: readonly string[]): void {
    for (const topic of topics) {
      this.local.tell(topic);
      if (this.pending.size === 0) setTimeout(() => this.flush(), COALESCE_MS).unref();
      this.pending.add(topic);
    }
  }

  subscribe(topic: string, onHint: () => void): () => void {
    return this.local.subscribe(topic, onHint);
  }

  subscribeAll(listener: TopicListener): () => void {
    return this.local.subscribeAll(listener);
  }

  /** Begins to hear other processes; reconnects by itself, and after a gap tells every listener to look. */
  async listen(): Promise<void> {
    const client = new Client({ ...this.pool.options, application_name: 'parley-hints' });
    client.on('error', () => undefined); // 'end' follows and reconnects
    client.on('end', () => this.relisten());
    client.on('notification', ({ payload }) => this.hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.listener = client;
    } catch (error) {
      this.log.warn({ event: 'hints.listen-failed', error });
      await client.end().catch(() => this.relisten());
      return;
    }
    this.local.tellAll();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    await this.listener?.end();
  }

  private relisten(): void {
    this.listener = null;
    if (!this.closing) setTimeout(() => void this.listen(), RECONNECT_MS).unref();
  }

  private hear(payload: string): void {
    const [from, ...topics] = payload.split('\n');
    if (from === this.self) return;
    for (const topic of topics) this.local.tell(topic);
  }

  private flush(): void {
    const topics = [...this.pending];
    this.pending = new Set();
    let payload: string = this.self;
    const payloads: string[] = [];
    for (const topic of topics) {
      if (Buffer.byteLength(payload) + Buffer.byteLength(topic) > PAYLOAD_MAX) {
        payloads.push(payload);
        payload = this.self;
      }
      payload += `\n${topic}`;
    }
    payloads.push(payload);
    for (const text of payloads) {
      this.pool
        .query('select pg_notify($1, $2)', [CHANNEL, text])
        .catch((error: unknown) => this.log.warn({ event: 'hints.notify-failed', error }));
    }
  }
}
