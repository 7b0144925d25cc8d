import { Injectable } from '@nestjs/common';
import { stopwatchMs } from '../kernel/clock.js';
import type { AgentId, TicketId } from '../kernel/id.js';
import { PostgresHints } from '../platform/hints/postgres-hints.js';
import type { AgentSocket } from './agent-socket.js';
import { Attendance, type Attending } from './attendance.js';
import { Audience } from './audience.js';
import type { Attention, TicketAttended } from './frames.js';
import { TicketFeed } from './ticket-feed.js';

const ATTENTIONS: readonly (Attention | null)[] = ['viewing', 'replying', 'noting', null];

/**
 * Who looks at a ticket and who types, over all processes. It travels in the topic of a hint and is kept in memory: a row
 * written every five seconds by everybody who has a ticket open would be the busiest table of the desk, for something
 * that repeats itself and is forgotten after ten seconds.
 */
@Injectable()
export class AttendanceFeed {
  private readonly attendance = new Attendance();
  /** Where the sockets of this process said they are. */
  private readonly said = new Map<AgentSocket, Set<TicketId>>();

  constructor(
    private readonly audience: Audience,
    private readonly feed: TicketFeed,
    private readonly hints: PostgresHints,
  ) {}

  say(socket: AgentSocket, ticketId: TicketId, attention: Attention | null): void {
    const tickets = this.said.get(socket) ?? new Set();
    if (attention === null && !tickets.has(ticketId)) return;
    if (attention === null) tickets.delete(ticketId);
    else tickets.add(ticketId);
    this.said.set(socket, tickets);
    this.hints.publish([topicOf({ ticketId, agentId: socket.who.agentId, connectionId: socket.connectionId, attention })]);
  }

  leave(socket: AgentSocket): void {
    for (const ticketId of this.said.get(socket) ?? []) this.say(socket, ticketId, null);
    this.said.delete(socket);
  }

  hear(topic: string): void {
    const attending = attendingOf(topic);
    if (attending !== null && this.attendance.note(attending, stopwatchMs())) this.tell(attending.ticketId);
  }

  expire(): void {
    for (const ticketId of this.attendance.expire(stopwatchMs())) this.tell(ticketId);
  }

  at(ticketId: TicketId): TicketAttended['agents'] {
    return this.attendance.at(ticketId);
  }

  private tell(ticketId: TicketId): void {
    const frame = { ticketId, agents: this.at(ticketId) };
    for (const socket of this.audience.watching(ticketId)) if (this.feed.maySee(socket, ticketId)) socket.send('ticket.attended', frame);
  }
}

function topicOf({ ticketId, agentId, connectionId, attention }: Attending): string {
  return `attend:${ticketId}:${agentId}:${connectionId}:${attention ?? ''}`;
}

function attendingOf(topic: string): Attending | null {
  const [kind, ticketId, agentId, connectionId, said] = topic.split(':');
  const attention = ATTENTIONS.find((one) => (one ?? '') === said);
  if (kind !== 'attend' || !ticketId || !agentId || !connectionId || attention === undefined) return null;
  return { ticketId: ticketId as TicketId, agentId: agentId as AgentId, connectionId, attention };
}
