import { Injectable } from '@nestjs/common';
import type { Plan } from '../automation/index.js';
import type { AgentId, TeamId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { PRIORITIES } from '../tickets/index.js';
import { AddNote } from './add-note.js';
import { ChangeTicket } from './change-ticket.js';
import type { ChangeTicketCommand } from './change-ticket-command.js';

export interface Performed {
  readonly type: 'changed' | 'noted';
  readonly [more: string]: unknown;
}

/** Carries out what was planned for a ticket, its reply aside: one change of the ticket, then the notes. */
@Injectable()
export class PerformPlan {
  constructor(
    private readonly change: ChangeTicket,
    private readonly note: AddNote,
  ) {}

  /** @throws what ChangeTicket refuses */
  async execute(
    tx: Tx,
    ticketId: TicketId,
    { plan, version, readUpTo }: { readonly plan: Plan; readonly version: number | null; readonly readUpTo?: number },
  ): Promise<Performed[]> {
    const done: Performed[] = [];
    if (Object.keys(plan.change).length > 0) {
      await this.change.execute(tx, { ticketId, version, readUpTo, ...wishOf(plan) });
      done.push({ type: 'changed', change: plan.change });
    }
    for (const text of plan.notes) {
      const messageId = await this.note.execute(tx, { ticketId, text, attachmentIds: [] });
      done.push({ type: 'noted', messageId });
    }
    return done;
  }
}

/** What actions set, as a wish for the ticket. */
export function wishOf({ change }: Plan): Omit<ChangeTicketCommand, 'ticketId' | 'version'> {
  const { priority, teamId, assigneeId, ...rest } = change;
  const rank = PRIORITIES.find((p) => p === priority);
  return {
    ...rest,
    ...(rank === undefined ? {} : { priority: rank }),
    ...(teamId === undefined ? {} : { teamId: teamId as TeamId | null }),
    ...(assigneeId === undefined ? {} : { assigneeId: assigneeId as AgentId | null }),
  };
}
