import { Injectable } from '@nestjs/common';
import type { AgentId, TicketId } from '../kernel/id.js';
import type { AgentSocket } from './agent-socket.js';
import type { SeenTicket } from './ticket-sight.js';

/** The sockets of this process, and whom a change concerns. Nobody is found here by a name of their own making. */
@Injectable()
export class Audience {
  private readonly sockets = new Set<AgentSocket>();
  private readonly byTicket = new Map<TicketId, Set<AgentSocket>>();

  get size(): number {
    return this.sockets.size;
  }

  all(): readonly AgentSocket[] {
    return [...this.sockets];
  }

  /** Every ticket on a screen. */
  tickets(): readonly TicketId[] {
    return [...this.byTicket.keys()];
  }

  add(socket: AgentSocket): void {
    this.sockets.add(socket);
  }

  remove(socket: AgentSocket): void {
    this.sockets.delete(socket);
    for (const ticketId of [...socket.shown, ...socket.watched]) this.unlink(socket, ticketId);
    socket.shown.clear();
    socket.watched.clear();
  }

  show(socket: AgentSocket, ticketIds: readonly TicketId[]): void {
    for (const ticketId of socket.shown) if (!socket.watched.has(ticketId)) this.unlink(socket, ticketId);
    socket.shown.clear();
    for (const ticketId of ticketIds) {
      socket.shown.add(ticketId);
      this.link(socket, ticketId);
    }
  }

  watch(socket: AgentSocket, ticketId: TicketId): void {
    socket.watched.add(ticketId);
    this.link(socket, ticketId);
  }

  unwatch(socket: AgentSocket, ticketId: TicketId): void {
    socket.watched.delete(ticketId);
    if (!socket.shown.has(ticketId)) this.unlink(socket, ticketId);
  }

  /** It is on the socket's screen no more. */
  drop(socket: AgentSocket, ticketId: TicketId): void {
    socket.shown.delete(ticketId);
    socket.watched.delete(ticketId);
    this.unlink(socket, ticketId);
  }

  showing(ticketId: TicketId): readonly AgentSocket[] {
    return [...(this.byTicket.get(ticketId) ?? [])];
  }

  watching(ticketId: TicketId): readonly AgentSocket[] {
    return this.showing(ticketId).filter((socket) => socket.watched.has(ticketId));
  }

  of(agentId: AgentId): readonly AgentSocket[] {
    return this.all().filter((socket) => socket.who.agentId === agentId);
  }

  /** Those with whom the ticket lies, and those who have it on their screen. */
  concernedBy({ id, teamId, assigneeId }: SeenTicket): readonly AgentSocket[] {
    const lies = this.all().filter(({ who }) => who.agentId === assigneeId || (teamId !== null && who.teamIds.includes(teamId)));
    return [...new Set([...this.showing(id), ...lies])];
  }

  private link(socket: AgentSocket, ticketId: TicketId): void {
    const set = this.byTicket.get(ticketId) ?? new Set();
    set.add(socket);
    this.byTicket.set(ticketId, set);
  }

  private unlink(socket: AgentSocket, ticketId: TicketId): void {
    const set = this.byTicket.get(ticketId);
    set?.delete(socket);
    if (set?.size === 0) this.byTicket.delete(ticketId);
  }
}
