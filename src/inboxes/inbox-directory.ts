import { Injectable } from '@nestjs/common';
import { stopwatchMs } from '../kernel/clock.js';
import type { InboxId } from '../kernel/id.js';
import type { InboxRecord } from './inbox-record.js';
import { InboxRepository } from './store/inbox.repository.js';

/** A changed or disabled inbox takes effect within this span on every process. */
const FRESH_MS = 1_000;
const CACHE_MAX = 1_000;

/** Inboxes by id, for the edges that need one with every input. */
@Injectable()
export class InboxDirectory {
  private readonly cache = new Map<InboxId, { readonly at: number; readonly inbox: InboxRecord | null }>();

  constructor(private readonly repository: InboxRepository) {}

  /** At most a second old. */
  async find(id: InboxId): Promise<InboxRecord | null> {
    const cached = this.cache.get(id);
    if (cached !== undefined && stopwatchMs() - cached.at < FRESH_MS) return cached.inbox;
    const inbox = await this.repository.find(id);
    if (this.cache.size >= CACHE_MAX) this.cache.clear();
    this.cache.set(id, { at: stopwatchMs(), inbox });
    return inbox;
  }

  /** All that take part, straight from the database. */
  enabled(): Promise<readonly InboxRecord[]> {
    return this.repository.enabled();
  }

  forget(id: InboxId): void {
    this.cache.delete(id);
  }
}
