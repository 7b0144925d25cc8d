import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../kernel/tx.js';
import { HistoryRepository, TicketRepository, type TicketState } from '../tickets/index.js';
import type { ChangeTicketCommand } from './change-ticket-command.js';
import { CheckWish } from './check-wish.js';
import { workable } from './workable.js';

type Changes = Record<string, { readonly from: unknown; readonly to: unknown }>;

/** An agent changes what a ticket is, where it is and how it stands. */
@Injectable()
export class ChangeTicket {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly history: HistoryRepository,
    private readonly wishes: CheckWish,
  ) {}

  /** @throws DomainError `ticket.not-found`, `ticket.merged`, `ticket.version-conflict`, and what {@link CheckWish} refuses */
  async execute(tx: Tx, wish: ChangeTicketCommand): Promise<void> {
    const [locked] = await this.tickets.lock(tx, [wish.ticketId]);
    const before = workable(locked);
    if (wish.version !== null && wish.version !== before.version) {
      throw new DomainError('conflict', 'ticket.version-conflict', 'Somebody else changed this ticket; load it again.', {
        version: before.version,
      });
    }
    const after = await this.wishes.execute(tx, before, wish);
    const changes = differences(before, after);
    if (Object.keys(changes).length === 0) return;
    await this.tickets.change(tx, before.id, after);
    await this.history.write(tx, before.id, 'ticket.changed', changes);
    tx.emit({ name: 'ticket.changed', data: { ticketId: before.id, changes } });
    if ('snoozedUntil' in changes) tellSnooze(tx, after);
  }
}

function tellSnooze(tx: Tx, { id, snoozedUntil }: TicketState): void {
  if (snoozedUntil === null) tx.emit({ name: 'ticket.woken', data: { ticketId: id, why: 'agent' } });
  else tx.emit({ name: 'ticket.snoozed', data: { ticketId: id, until: snoozedUntil.toISOString() } });
}

function differences(before: TicketState, after: TicketState): Changes {
  const fields = [
    'subject',
    'status',
    'priority',
    'category',
    'teamId',
    'assigneeId',
    'tags',
    'customFields',
    'holdReason',
    'snoozedUntil',
  ] as const;
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}
