import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../kernel/tx.js';
import { type FieldChanges, HistoryRepository, isDone, MessageRepository, TicketRepository, type TicketState } from '../tickets/index.js';
import type { ChangeTicketCommand } from './change-ticket-command.js';
import { CheckWish } from './check-wish.js';
import { Consequences } from './consequences.js';
import { HandPlacement } from './hand-placement.js';
import { workable } from './workable.js';

const FIELDS = [
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

/** An agent changes what a ticket is, where it is and how it stands. */
@Injectable()
export class ChangeTicket {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly messages: MessageRepository,
    private readonly history: HistoryRepository,
    private readonly wishes: CheckWish,
    private readonly placement: HandPlacement,
    private readonly consequences: Consequences,
  ) {}

  /**
   * @throws DomainError `ticket.not-found`, `ticket.merged`, `ticket.version-conflict`, `ticket.changed-since`, `ticket.stale`, and what
   * {@link CheckWish} and {@link HandPlacement.check} refuse
   */
  async execute(tx: Tx, wish: ChangeTicketCommand): Promise<FieldChanges> {
    const [locked] = await this.tickets.lock(tx, [wish.ticketId]);
    const before = workable(locked);
    mustBeAsSeen(before, wish);
    const after = await this.placement.check(tx, { before, after: await this.wishes.execute(tx, before, wish) });
    const changes = differences(before, after);
    if (Object.keys(changes).length === 0) return changes;
    if (wish.readUpTo !== undefined && endsAttention(before, after)) await this.mustBeRead(tx, before, wish.readUpTo);
    await this.tickets.change(tx, before.id, after);
    await this.history.write(tx, before.id, 'ticket.changed', changes);
    tx.emit({ name: 'ticket.changed', data: { ticketId: before.id, changes } });
    if ('snoozedUntil' in changes) tellSnooze(tx, after);
    await this.placement.tell(tx, before.id, { before, after });
    await this.consequences.of(tx, { before, after, message: null });
    return changes;
  }

  private async mustBeRead(tx: Tx, { id, lastSeq, version }: TicketState, upTo: number | Date): Promise<void> {
    const isByTime = upTo instanceof Date;
    const seqs = isByTime || lastSeq <= upTo ? [] : await this.messages.saidSince(tx, id, upTo);
    if (seqs.length === 0 && !(isByTime && (await this.messages.isHeardSince(tx, id, upTo)))) return;
    throw new DomainError('conflict', 'ticket.stale', 'The customer wrote since; read it first.', { seqs, lastSeq, version });
  }
}

/** Nobody would look at the ticket for now: it is done with, or put off. */
function endsAttention(before: TicketState, after: TicketState): boolean {
  const isResolved = isDone(after.statusCategory) && !isDone(before.statusCategory);
  return isResolved || (after.snoozedUntil !== null && after.snoozedUntil.getTime() !== before.snoozedUntil?.getTime());
}

function mustBeAsSeen(before: TicketState, { version, onlyIf = {} }: ChangeTicketCommand): void {
  if (version !== null && version !== before.version) {
    throw new DomainError('conflict', 'ticket.version-conflict', 'Somebody else changed this ticket; load it again.', {
      version: before.version,
    });
  }
  const now = before as unknown as Readonly<Record<string, unknown>>;
  const isStill = Object.entries(onlyIf).every(([field, { to }]) => JSON.stringify(now[field]) === JSON.stringify(to));
  if (!isStill)
    throw new DomainError('conflict', 'ticket.changed-since', 'Somebody changed this ticket since.', { version: before.version });
}

function tellSnooze(tx: Tx, { id, snoozedUntil }: TicketState): void {
  if (snoozedUntil === null) tx.emit({ name: 'ticket.woken', data: { ticketId: id, why: 'agent' } });
  else tx.emit({ name: 'ticket.snoozed', data: { ticketId: id, until: snoozedUntil.toISOString() } });
}

/** What a change comes to. */
export function differences(before: TicketState, after: TicketState): FieldChanges {
  const changed = FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}
