import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ChannelRegistry, type OpenedInbox } from '../channels/index.js';
import { InboxDirectory, type InboxRecord } from '../inboxes/index.js';
import { Leadership } from '../platform/database/leadership.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { SourceBatch } from './source-batch.js';

/** How often new, changed and disabled inboxes are noticed. */
const LOOK_MS = 2_000;
const BACKOFF_MS = [1_000, 2_000, 5_000, 10_000, 30_000];

interface Watch {
  readonly version: number;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** Keeps every enabled mailbox watched by exactly one process, reconnecting with back-off for ever. */
@Injectable()
export class SourceRunner {
  private readonly watches = new Map<string, Watch>();
  private readonly stopping = new AbortController();
  private loop: Promise<void> | null = null;

  constructor(
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
    private readonly batches: SourceBatch,
    private readonly leadership: Leadership,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  start(): void {
    this.loop = this.look();
  }

  /** Disconnects after the batch in hand is committed. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const watch of this.watches.values()) watch.stop.abort();
    await Promise.allSettled([this.loop, ...[...this.watches.values()].map((w) => w.ended)]);
  }

  private async look(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        this.align(await this.inboxes.enabled());
      } catch (error) {
        this.log.warn({ event: 'sources.look-failed', error });
      }
      await pause(LOOK_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined); // aborted: the loop ends
    }
  }

  private align(enabled: readonly InboxRecord[]): void {
    const wanted = new Map(
      enabled.filter((i) => this.channels.find(i.channel, i.provider)?.pull !== undefined).map((i) => [i.id as string, i]),
    );
    for (const [id, watch] of this.watches) if (wanted.get(id)?.version !== watch.version) watch.stop.abort();
    for (const inbox of wanted.values()) if (!this.watches.has(inbox.id)) this.begin(inbox);
  }

  private begin(inbox: InboxRecord): void {
    const stop = new AbortController();
    const ended = this.keep(inbox, stop.signal).finally(() => this.watches.delete(inbox.id));
    this.watches.set(inbox.id, { version: inbox.version, stop, ended });
  }

  private async keep(inbox: InboxRecord, stop: AbortSignal): Promise<void> {
    const opened = this.channels.open(inbox);
    for (let failures = 0; !stop.aborted; ) {
      try {
        const led = await this.leadership.lead(`source:${inbox.id}`, (lost) =>
          this.watch({ inbox, opened, onConnected: () => (failures = 0) }, AbortSignal.any([stop, lost])),
        );
        if (led) failures = 0;
      } catch (error) {
        failures += 1;
        this.log.warn({ event: 'source.disconnected', inboxId: inbox.id, failures, error });
      }
      this.metrics.sources.set({ inbox: inbox.id }, 0);
      const wait = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? LOOK_MS;
      await pause(wait * (0.75 + Math.random() / 2), undefined, { signal: stop }).catch(() => undefined); // aborted: the loop ends
    }
  }

  private async watch(
    { inbox, opened, onConnected }: { readonly inbox: InboxRecord; readonly opened: OpenedInbox; readonly onConnected: () => void },
    stop: AbortSignal,
  ): Promise<void> {
    const { pull, keptHeaders } = opened.definition;
    if (pull === undefined) return;
    const cursor = await this.batches.cursor(inbox.id);
    const sink = {
      deliver: (batch: Parameters<SourceBatch['accept']>[1]) => this.batches.accept({ inbox, opened, keptHeaders }, batch),
      room: (bytes: number) => this.batches.room(bytes),
      idle: () => {
        onConnected();
        this.metrics.sources.set({ inbox: inbox.id }, 1);
      },
    };
    await pull.watch(opened.inbox, cursor, sink, stop);
  }
}
