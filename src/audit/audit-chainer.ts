import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { stopwatchMs } from '../kernel/clock.js';
import { Leadership } from '../platform/database/leadership.js';
import { Log } from '../platform/logging/log.js';
import { type Link, linkAfter } from './chain.js';
import { Checkpoints } from './checkpoints.js';
import { AuditRepository, type NewLink } from './store/audit.repository.js';

const BATCH = 1_000;
const LOOK_MS = 1_000;
/** How soon another process takes over from one that died. */
const RETRY_MS = 5_000;
/** A checkpoint is due after so many rows, or so long after the one before when there are any. */
const CHECKPOINT_ROWS = 1_000;
const CHECKPOINT_MS = 10_000;

/**
 * Gives committed rows their place in the hash chain, about a second after the commit, so that writers never wait for
 * one another (docs/adr/0010). One process does it at a time; a killed one leaves nothing half done, for each batch is one
 * statement, and two that believe to lead cannot both succeed.
 */
@Injectable()
export class AuditChainer {
  private readonly stopping = new AbortController();
  private loop: Promise<void> | null = null;
  private last: { readonly seq: number; readonly at: number } | null = null;

  constructor(
    private readonly repository: AuditRepository,
    private readonly checkpoints: Checkpoints,
    private readonly leadership: Leadership,
    private readonly log: Log,
  ) {}

  start(): void {
    this.loop = this.keep();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  /** Chains what is committed now. @returns how many rows */
  async chain(): Promise<number> {
    for (let total = 0; ; ) {
      const rows = await this.repository.unchained(BATCH);
      const [first] = rows;
      if (first === undefined) return total;
      const links: NewLink[] = [];
      let previous: Link | null = first.headHash === null ? null : { seq: Number(first.headSeq), hash: first.headHash };
      for (const row of rows) {
        previous = linkAfter(previous, row);
        links.push({ id: row.id, ...previous });
      }
      await this.repository.link(links);
      total += links.length;
      if (links.length < BATCH) return total;
    }
  }

  /** Writes down outside the database where the chain stands, when that is news. */
  async checkpoint(): Promise<void> {
    const head = await this.repository.head();
    if (head === null || Number(head.seq) <= (await this.lastSeq())) return;
    const { seq, hash } = await this.checkpoints.append({ seq: Number(head.seq), hash: head.hash });
    this.last = { seq, at: stopwatchMs() };
    this.log.info({ event: 'audit.checkpointed', seq, hash });
  }

  private async keep(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.leadership.lead('audit-chain', (lost) => this.lead(AbortSignal.any([signal, lost])));
      } catch (error) {
        this.log.warn({ event: 'audit.chaining-failed', error });
      }
      await pause(RETRY_MS, undefined, { signal }).catch(() => undefined); // aborted: the loop ends
    }
  }

  private async lead(stop: AbortSignal): Promise<void> {
    this.last = null; // another process may have led meanwhile
    const { seq = 0 } = (await this.repository.head()) ?? {};
    if (Number(seq) < (await this.lastSeq())) this.log.error({ event: 'audit.shorter-than-checkpoint', seq: Number(seq) });
    while (!stop.aborted) {
      await this.chain();
      await this.checkpointWhenDue();
      await pause(LOOK_MS, undefined, { signal: stop }).catch(() => undefined); // aborted: what follows is the last round
    }
    if (this.stopping.signal.aborted) {
      await this.chain();
      await this.checkpoint();
    }
  }

  private async checkpointWhenDue(): Promise<void> {
    const head = await this.repository.head();
    const rows = Number(head?.seq ?? 0) - (await this.lastSeq());
    const age = this.last === null ? Number.POSITIVE_INFINITY : stopwatchMs() - this.last.at;
    if (rows >= CHECKPOINT_ROWS || (rows > 0 && age >= CHECKPOINT_MS)) await this.checkpoint();
  }

  private async lastSeq(): Promise<number> {
    if (this.last === null) {
      const { checkpoints } = await this.checkpoints.all();
      this.last = { seq: checkpoints.at(-1)?.seq ?? 0, at: Number.NEGATIVE_INFINITY };
    }
    return this.last.seq;
  }
}
