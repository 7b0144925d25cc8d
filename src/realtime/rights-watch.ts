import { Injectable } from '@nestjs/common';
import { Bearers, may } from '../access/index.js';
import { agentIdOf } from '../kernel/actor.js';
import type { AgentId } from '../kernel/id.js';
import { Log } from '../platform/logging/log.js';
import { LiveTicketsView, NO_TEAMS, type TeamsOfAgent } from '../views/live-tickets.js';
import type { AgentSocket } from './agent-socket.js';
import { Audience } from './audience.js';
import { TicketFeed } from './ticket-feed.js';
import type { Beholder } from './ticket-sight.js';

/** Asks every second, in two statements for all sockets of this process, who their holders are now and what they may see. */
@Injectable()
export class RightsWatch {
  private checking = false;

  constructor(
    private readonly audience: Audience,
    private readonly bearers: Bearers,
    private readonly view: LiveTicketsView,
    private readonly feed: TicketFeed,
    private readonly log: Log,
  ) {}

  async check(): Promise<void> {
    const sockets = this.audience.all();
    if (this.checking || sockets.length === 0) return;
    this.checking = true;
    try {
      const actors = await this.bearers.recheck(sockets.map(({ credential }) => credential));
      const teams = await this.view.teamsOf([...new Set(sockets.map(({ who }) => who.agentId))]);
      await Promise.all(sockets.map((socket, index) => this.apply(socket, beholderOf(actors[index] ?? null, teams))));
    } catch (error) {
      // Until it succeeds again nothing is sent: rights of two seconds ago count as none.
      this.log.warn({ event: 'realtime.rights-unknown', error });
    } finally {
      this.checking = false;
    }
  }

  private async apply(socket: AgentSocket, now: Beholder | null): Promise<void> {
    if (now === null) return socket.revoke();
    const changed = JSON.stringify(now) !== JSON.stringify(socket.who);
    const missed = socket.confirm(now);
    if (changed) await this.feed.narrow(socket);
    if (missed) this.feed.resync(socket);
  }
}

function beholderOf(actor: Parameters<typeof agentIdOf>[0] | null, teams: ReadonlyMap<AgentId, TeamsOfAgent>): Beholder | null {
  const agentId = actor === null ? null : agentIdOf(actor);
  if (actor === null || agentId === null || !may(actor, 'ticket:read')) return null;
  return { actor, agentId, ...(teams.get(agentId) ?? NO_TEAMS) };
}
