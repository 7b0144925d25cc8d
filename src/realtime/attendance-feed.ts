import { Injectable } from '@nestjs/common';
import { stopwatchMs } from '../kernel/clock.js';
import type { TicketId } from '../kernel/id.js';
import { attendTopic } from '../kernel/topic.js';
import { PostgresHints } from '../platform/hints/postgres-hints.js';
import type { AgentSocket } from './agent-socket.js';
import { Attendance, type Attending } from './attendance.js';
import { Audience } from './audience.js';
import type { Attention, CustomerTyping, TicketAttended } from './frames.js';
import { TicketFeed } from './ticket-feed.js';

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
    this.hints.publish([attendTopic({ ticketId, agentId: socket.who.agentId, connectionId: socket.connectionId, attention })]);
  }

  leave(socket: AgentSocket): void {
    for (const ticketId of this.said.get(socket) ?? []) this.say(socket, ticketId, null);
    this.said.delete(socket);
  }

  hear(attending: Attending): void {
    if (this.attendance.note(attending, stopwatchMs())) this.tell(attending.ticketId);
  }

  /** The customer of a ticket writes: for those who have it open. */
  hearCustomer({ ticketId, isTyping }: CustomerTyping): void {
    for (const socket of this.audience.watching(ticketId as TicketId))
      if (this.feed.maySee(socket, ticketId as TicketId)) socket.send('customer.typing', { ticketId, isTyping });
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
