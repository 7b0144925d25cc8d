import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { AgentId } from '../kernel/id.js';
import { PostgresHints } from '../platform/hints/postgres-hints.js';
import { Log } from '../platform/logging/log.js';
import type { AgentSocket } from './agent-socket.js';
import { Audience } from './audience.js';
import { AgentConnectionRepository } from './store/agent-connection.repository.js';

export const PRESENCE_TOPIC = 'presence';
/** In a storm of reconnects the list is read so often at most. */
const COALESCE_MS = 200;

/** Who is connected, on whichever process: rows with a lease in `agent_connection`, read again when a hint says so. */
@Injectable()
export class Presence {
  private connected: ReadonlySet<AgentId> = new Set();
  private looking: Promise<void> | null = null;
  private wanted = false;

  constructor(
    private readonly audience: Audience,
    private readonly connections: AgentConnectionRepository,
    private readonly hints: PostgresHints,
    private readonly log: Log,
  ) {}

  agentIds(): readonly AgentId[] {
    return [...this.connected];
  }

  /** @returns false when the agent has too many connections already */
  async open(connectionId: string, agentId: AgentId): Promise<boolean> {
    const opened = await this.connections.open(connectionId, agentId);
    if (opened) this.hints.publish([PRESENCE_TOPIC]);
    return opened;
  }

  async close(sockets: readonly Pick<AgentSocket, 'connectionId'>[]): Promise<void> {
    if (sockets.length === 0) return;
    await this.connections.close(sockets.map(({ connectionId }) => connectionId));
    this.hints.publish([PRESENCE_TOPIC]);
  }

  /** Keeps this process's connections, and clears away those of processes that died. */
  async renew(): Promise<void> {
    const held = this.audience.all().map(({ connectionId, who }) => ({ id: connectionId, agentId: who.agentId }));
    if (held.length > 0) await this.connections.renew(held);
    if ((await this.connections.sweep()) > 0) this.hints.publish([PRESENCE_TOPIC]);
  }

  look(): void {
    this.wanted = true;
    this.looking ??= this.readWhileWanted()
      .catch((error: unknown) => this.log.debug({ event: 'realtime.presence-failed', error }))
      .finally(() => {
        this.looking = null;
      });
  }

  /** One after the other: an older list must not replace a newer one. */
  private async readWhileWanted(): Promise<void> {
    while (this.wanted) {
      await pause(COALESCE_MS, undefined, { ref: false });
      this.wanted = false;
      await this.read();
    }
  }

  private async read(): Promise<void> {
    const now = new Set(await this.connections.connected());
    const joined = [...now].filter((id) => !this.connected.has(id));
    const left = [...this.connected].filter((id) => !now.has(id));
    this.connected = now;
    for (const socket of this.audience.all()) {
      if (joined.length > 0) socket.send('agents.connected', { agentIds: joined });
      if (left.length > 0) socket.send('agents.disconnected', { agentIds: left });
    }
  }
}
