import { Injectable } from '@nestjs/common';
import { plusMinutes } from '../kernel/clock.js';
import type { AgentId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { IDLE_MINUTES, PresenceRepository, type PresenceStatus } from '../routing/index.js';

/** A simulation replays a month at most. */
const HISTORY_MINUTES = 40 * 1440;

/** Agents come, go, and are heard of. Whoever is online for work is looked at at once. */
@Injectable()
export class ChangePresence {
  constructor(private readonly presence: PresenceRepository) {}

  async execute(tx: Tx, { agentId, status }: { readonly agentId: AgentId; readonly status: PresenceStatus }): Promise<void> {
    const before = await this.presence.lock(tx, agentId);
    if (before.status === status && before.chosen === status) return this.presence.seen(tx, agentId);
    await this.presence.set(tx, agentId, { status, chosen: status, seen: true });
    this.tell(tx, agentId, { from: before.status, to: status });
  }

  /** The agent's screen is open. Whoever was away because nothing was heard of them is what they chose to be again. */
  async heardOf(tx: Tx, agentId: AgentId): Promise<void> {
    const before = await this.presence.lock(tx, agentId);
    if (before.status === before.chosen) return this.presence.seen(tx, agentId);
    await this.presence.set(tx, agentId, { status: before.chosen, chosen: before.chosen, seen: true });
    this.tell(tx, agentId, { from: before.status, to: before.chosen });
  }

  /** Whoever has not been heard of is away until they are. Also lets go of old history. */
  async restSilent(tx: Tx): Promise<void> {
    await this.presence.forgetBefore(tx, plusMinutes(tx.now, -HISTORY_MINUTES));
    for (const { agentId, status } of await this.presence.silentSince(tx, plusMinutes(tx.now, -IDLE_MINUTES))) {
      await this.presence.set(tx, agentId, { status: 'away', chosen: status, seen: false });
      this.tell(tx, agentId, { from: status, to: 'away' });
    }
  }

  /** More room means more work. */
  async setCapacity(tx: Tx, agentId: AgentId, capacity: number): Promise<void> {
    const before = await this.presence.lock(tx, agentId);
    await this.presence.setCapacity(tx, agentId, capacity);
    if (capacity > before.capacity) tx.emit({ name: 'agent.freed', data: { agentId } });
  }

  private tell(tx: Tx, agentId: AgentId, change: { readonly from: PresenceStatus; readonly to: PresenceStatus }): void {
    tx.emit({ name: 'presence.changed', data: { agentId, ...change } });
    if (change.to === 'online') tx.emit({ name: 'agent.freed', data: { agentId } });
  }
}
