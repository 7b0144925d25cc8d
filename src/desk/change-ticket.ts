import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { AgentId, TeamId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import {
  type FieldChanges,
  HistoryRepository,
  mayBecome,
  type Priority,
  rankOf,
  TicketRepository,
  type TicketState,
} from '../tickets/index.js';
import { Consequences } from './consequences.js';
import { HandPlacement } from './hand-placement.js';

export interface ChangeTicketCommand {
  readonly ticketId: TicketId;
  /** The version the change was decided on; null: whatever it is now. */
  readonly version: number | null;
  readonly status?: string;
  readonly priority?: Priority;
  readonly category?: string;
  readonly teamId?: TeamId | null;
  readonly assigneeId?: AgentId | null;
  readonly tags?: readonly string[];
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly subject?: string;
  /** Only when these fields still are what they were changed to: for taking a change back. */
  readonly onlyIf?: FieldChanges;
  /** Merged into what is there; null empties a field. */
  readonly customFields?: Readonly<Record<string, unknown>>;
}

/** An agent changes what a ticket is, where it is and how it stands. */
@Injectable()
export class ChangeTicket {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly history: HistoryRepository,
    private readonly placement: HandPlacement,
    private readonly consequences: Consequences,
  ) {}

  /**
   * @throws DomainError `ticket.not-found`, `ticket.version-conflict`, `ticket.changed-since`, `ticket.unknown-status`,
   * `ticket.unknown-category`, `ticket.transition-not-allowed`, and those of {@link HandPlacement.check}
   */
  async execute(tx: Tx, wish: ChangeTicketCommand): Promise<FieldChanges> {
    const [before] = await this.tickets.lock(tx, [wish.ticketId]);
    if (before === undefined) throw notFound('ticket');
    if (wish.version !== null && wish.version !== before.version) {
      throw new DomainError('conflict', 'ticket.version-conflict', 'Somebody else changed this ticket; load it again.', {
        version: before.version,
      });
    }
    if (!stillIs(before, wish.onlyIf ?? {})) {
      throw new DomainError('conflict', 'ticket.changed-since', 'Somebody changed this ticket since.', { version: before.version });
    }
    const after = await this.placement.check(tx, { before, after: await this.changed(tx, before, wish) });
    const changes = differences(before, after);
    if (Object.keys(changes).length === 0) return changes;
    await this.tickets.change(tx, before.id, after);
    await this.history.write(tx, before.id, 'ticket.changed', changes);
    tx.emit({ name: 'ticket.changed', data: { ticketId: before.id, changes } });
    await this.placement.tell(tx, before.id, { before, after });
    await this.consequences.of(tx, { before, after, message: null });
    return changes;
  }

  private async changed(tx: Tx, before: TicketState, wish: ChangeTicketCommand): Promise<TicketState> {
    const status = await this.status(tx, before, wish);
    if (wish.category !== undefined && !(await this.tickets.hasCategory(tx, wish.category))) {
      throw new DomainError('unprocessable', 'ticket.unknown-category', `There is no category "${wish.category}".`);
    }
    return {
      ...before,
      ...status,
      subject: wish.subject ?? before.subject,
      priority: wish.priority === undefined ? before.priority : rankOf(wish.priority),
      category: wish.category ?? before.category,
      teamId: wish.teamId === undefined ? before.teamId : wish.teamId,
      assigneeId: wish.assigneeId === undefined ? before.assigneeId : wish.assigneeId,
      tags: tagsAfter(before.tags, wish),
      customFields: merged(before.customFields, wish.customFields),
    };
  }

  private async status(
    tx: Tx,
    before: TicketState,
    { status: name, onlyIf }: ChangeTicketCommand,
  ): Promise<Pick<TicketState, 'status' | 'statusCategory' | 'resolvedAt'>> {
    if (name === undefined || name === before.status) return before;
    const status = await this.tickets.statusNamed(tx, name);
    if (status === null) throw new DomainError('unprocessable', 'ticket.unknown-status', `There is no status "${name}".`);
    // Taking a change back may lead where no change leads: to new, or out of closed.
    if (onlyIf === undefined && !mayBecome(before.statusCategory, status.category)) {
      throw new DomainError(
        'conflict',
        'ticket.transition-not-allowed',
        `A ticket that is ${before.statusCategory} cannot become ${status.category}.`,
      );
    }
    const done = status.category === 'resolved' || status.category === 'closed';
    return { status: status.name, statusCategory: status.category, resolvedAt: done ? (before.resolvedAt ?? tx.now) : null };
  }
}

function stillIs(before: TicketState, changes: FieldChanges): boolean {
  const now = before as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(changes).every(([field, { to }]) => JSON.stringify(now[field]) === JSON.stringify(to));
}

function tagsAfter(before: readonly string[], { tags = before, addTags = [], removeTags = [] }: ChangeTicketCommand): readonly string[] {
  const wanted = new Set([...tags, ...addTags].filter((tag) => !removeTags.includes(tag)));
  return wanted.size === before.length && before.every((tag) => wanted.has(tag)) ? before : [...wanted].toSorted();
}

function differences(before: TicketState, after: TicketState): FieldChanges {
  const fields = ['subject', 'status', 'priority', 'category', 'teamId', 'assigneeId', 'tags', 'customFields'] as const;
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}

function merged(before: TicketState['customFields'], wish: ChangeTicketCommand['customFields']): TicketState['customFields'] {
  if (wish === undefined) return before;
  return Object.fromEntries(Object.entries({ ...before, ...wish }).filter(([, value]) => value !== null));
}
