import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { DomainError, notFound } from '../kernel/domain-error.js';
import { Statements } from '../platform/database/statements.js';
import { type SqlCondition, ticketVisibility } from './ticket-visibility.js';

/** What belongs to a ticket and can be named in an address. */
export type TicketPart = 'ticket' | 'message' | 'attachment';

// By primary keys. An attachment that is in no message yet has no ticket: only its uploader asks for it.
const SEEN: Readonly<Record<TicketPart, (condition: string) => string>> = {
  ticket: (condition) => `select 1 as one from ticket t where t.id = $1 and ${condition}`,
  // A reply that waits for its time is a message to be.
  message: (condition) => `
    select 1 as one from message m join ticket t on t.id = m.ticket_id where m.id = $1 and ${condition}
    union all select 1 from held_reply h join ticket t on t.id = h.ticket_id where h.id = $1 and ${condition}`,
  attachment: (condition) =>
    `select 1 as one from attachment a left join ticket t on t.id = a.ticket_id where a.id = $1 and (a.ticket_id is null or ${condition})`,
};
const UNSEEN = (condition: string) => `
  select 1 as one from unnest($1::uuid[]) wanted(id) where not exists (select from ticket t where t.id = wanted.id and ${condition}) limit 1`;

/** What is undone of a ticket, and touches another one. */
export type TicketUndo = 'merge' | 'split';

// Indexes: uq_ticket_move_merge, uq_ticket_move_split.
const OTHER: Readonly<Record<TicketUndo, (condition: string) => string>> = {
  merge: (condition) => `select 1 as one from ticket_move v join ticket t on t.id = v.to_id
    where v.kind = 'merge' and v.from_id = $1 and v.undone_at is null and (${condition}) is not true`,
  split: (condition) => `select 1 as one from ticket_move v join ticket t on t.id = v.from_id
    where v.kind = 'split' and v.to_id = $1 and v.undone_at is null and (${condition}) is not true`,
};

/** Whether somebody may see single tickets, by the policy of {@link ticketVisibility}. */
@Injectable()
export class TicketSight {
  constructor(private readonly statements: Statements) {}

  /** For routes with an id in their address the access guard asks this. @throws DomainError `<part>.not-found` */
  async mustSee(actor: Actor, part: TicketPart, id: string): Promise<void> {
    const seen = ticketVisibility(actor, { ticket: 't', first: 2 });
    if (seesAll(seen)) return;
    const rows = await this.statements.rows(SEEN[part](seen.text), [id, ...seen.values]);
    if (rows.length === 0) throw notFound(part);
  }

  /**
   * To do more than read and note.
   * @throws DomainError `<part>.not-found`, `ticket.let-in-only` for a follower who was let in from outside its team
   */
  async mustWork(actor: Actor, part: TicketPart, id: string): Promise<void> {
    const works = ticketVisibility(actor, { ticket: 't', first: 2 }, 'work');
    if (seesAll(works)) return;
    const rows = await this.statements.rows(SEEN[part](works.text), [id, ...works.values]);
    if (rows.length > 0) return;
    await this.mustSee(actor, part, id);
    throw letInOnly();
  }

  /** That there is nothing to undo is for the act itself to say. @throws DomainError `ticket.not-found` when the other ticket may not be worked on */
  async mustWorkOnOther(actor: Actor, undone: TicketUndo, id: string): Promise<void> {
    const seen = ticketVisibility(actor, { ticket: 't', first: 2 }, 'work');
    if (seesAll(seen)) return;
    const rows = await this.statements.rows(OTHER[undone](seen.text), [id, ...seen.values]);
    if (rows.length > 0) throw notFound('ticket');
  }

  /** For ids in a body: bulk actions. @throws DomainError `ticket.not-found` when one is not there or may not be seen, `ticket.let-in-only` */
  async mustWorkOnAll(actor: Actor, ids: readonly string[]): Promise<void> {
    for (const reach of ['read', 'work'] as const) {
      const seen = ticketVisibility(actor, { ticket: 't', first: 2 }, reach);
      const rows = await this.statements.rows(UNSEEN(seen.text), [ids, ...seen.values]);
      if (rows.length > 0) throw reach === 'read' ? notFound('ticket') : letInOnly();
    }
  }
}

function letInOnly(): DomainError {
  return new DomainError('forbidden', 'ticket.let-in-only', 'You were let in to read and note this ticket; its team does the rest.');
}

function seesAll({ text }: SqlCondition): boolean {
  return text === 'true';
}
