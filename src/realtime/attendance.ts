import type { AgentId, TicketId } from '../kernel/id.js';
import type { Attention, TicketAttended } from './frames.js';

/** What was not repeated for so long is over. */
export const HOLDS_MS = 10_000;

export interface Attending {
  readonly ticketId: TicketId;
  readonly agentId: AgentId;
  readonly connectionId: string;
  readonly attention: Attention | null;
}

const WEIGHT: Readonly<Record<Attention, number>> = { viewing: 1, noting: 2, replying: 3 };

/** Who is at which ticket, as far as this process was told. Plain memory: it says nothing that is still true in ten seconds. */
export class Attendance {
  private readonly byTicket = new Map<TicketId, Map<string, { readonly agentId: AgentId; readonly attention: Attention; until: number }>>();

  /** @returns whether anybody else would see a difference */
  note({ ticketId, agentId, connectionId, attention }: Attending, nowMs: number): boolean {
    const before = JSON.stringify(this.at(ticketId));
    const there = this.byTicket.get(ticketId) ?? new Map();
    if (attention === null) there.delete(connectionId);
    else there.set(connectionId, { agentId, attention, until: nowMs + HOLDS_MS });
    if (there.size === 0) this.byTicket.delete(ticketId);
    else this.byTicket.set(ticketId, there);
    return JSON.stringify(this.at(ticketId)) !== before;
  }

  /** Forgets what is over. @returns the tickets at which somebody is no longer */
  expire(nowMs: number): readonly TicketId[] {
    const left: TicketId[] = [];
    for (const [ticketId, there] of this.byTicket) {
      const over = [...there].filter(([, { until }]) => until <= nowMs).map(([connectionId]) => connectionId);
      for (const connectionId of over) there.delete(connectionId);
      if (over.length > 0) left.push(ticketId);
      if (there.size === 0) this.byTicket.delete(ticketId);
    }
    return left;
  }

  /** Each agent once, with what is closest to an answer. */
  at(ticketId: TicketId): TicketAttended['agents'] {
    const agents = new Map<AgentId, Attention>();
    for (const { agentId, attention } of this.byTicket.get(ticketId)?.values() ?? []) {
      const known = agents.get(agentId);
      if (known === undefined || WEIGHT[attention] > WEIGHT[known]) agents.set(agentId, attention);
    }
    return [...agents].map(([agentId, attention]) => ({ agentId, attention })).toSorted((a, b) => (a.agentId < b.agentId ? -1 : 1));
  }
}
