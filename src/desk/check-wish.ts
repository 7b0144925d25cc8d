import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../kernel/tx.js';
import {
  holdReasonAfter,
  isDone,
  MERGED_STATUS,
  mayBecome,
  missingOnResolve,
  rankOf,
  snoozeAfter,
  TagRepository,
  TicketFields,
  TicketRepository,
  type TicketState,
  withCustomValues,
} from '../tickets/index.js';
import type { ChangeTicketCommand } from './change-ticket-command.js';

/** Can a ticket become what somebody wishes? Asks the words, tags and fields of this desk, and the pure rules. */
@Injectable()
export class CheckWish {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly tags: TagRepository,
    private readonly fields: TicketFields,
  ) {}

  /**
   * @returns the ticket as it will be
   * @throws DomainError `ticket.unknown-status`, `ticket.unknown-category`, `ticket.transition-not-allowed`, `ticket.hold-reason-required`,
   *   `ticket.not-on-hold`, `ticket.snooze-past`, `ticket.not-snoozable`, `ticket.custom-field-invalid`, `ticket.custom-field-required`, `tag.unknown`
   */
  async execute(tx: Tx, before: TicketState, wish: ChangeTicketCommand): Promise<TicketState> {
    const status = await this.status(tx, before, wish);
    if (wish.category !== undefined && !(await this.tickets.hasCategory(tx, wish.category)))
      throw new DomainError('unprocessable', 'ticket.unknown-category', `There is no category "${wish.category}".`, { field: 'category' });
    const customFields = await this.customFields(tx, { before, wish, becomesDone: isDone(status.statusCategory) });
    return {
      ...before,
      ...status,
      customFields,
      subject: wish.subject ?? before.subject,
      priority: wish.priority === undefined ? before.priority : rankOf(wish.priority),
      category: wish.category ?? before.category,
      teamId: wish.teamId === undefined ? before.teamId : wish.teamId,
      assigneeId: wish.assigneeId === undefined ? before.assigneeId : wish.assigneeId,
      tags: await this.tagged(tx, before, wish),
      holdReason: this.holdReason(before, status, wish),
      snoozedUntil: snoozeAfter(before.snoozedUntil, wish.snoozedUntil, { category: status.statusCategory, now: tx.now }),
    };
  }

  private async status(
    tx: Tx,
    before: TicketState,
    { status: name, onlyIf }: ChangeTicketCommand,
  ): Promise<Pick<TicketState, 'status' | 'statusCategory' | 'resolvedAt'>> {
    if (name === undefined || name === before.status) return before;
    const status = name === MERGED_STATUS ? null : await this.tickets.statusNamed(tx, name);
    if (status === null)
      throw new DomainError('unprocessable', 'ticket.unknown-status', `There is no status "${name}".`, { field: 'status' });
    // Taking a change back may lead where no change leads: to new, or out of closed.
    if (onlyIf === undefined && !mayBecome(before.statusCategory, status.category)) {
      throw new DomainError(
        'conflict',
        'ticket.transition-not-allowed',
        `A ticket that is ${before.statusCategory} cannot become ${status.category}.`,
      );
    }
    return {
      status: status.name,
      statusCategory: status.category,
      resolvedAt: isDone(status.category) ? (before.resolvedAt ?? tx.now) : null,
    };
  }

  /** Asked for when it is put on hold; what was on hold without one, before reasons were asked for, may stay so. */
  private holdReason(
    before: TicketState,
    { status, statusCategory }: Pick<TicketState, 'status' | 'statusCategory'>,
    wish: ChangeTicketCommand,
  ) {
    if (status === before.status && wish.holdReason === undefined) return before.holdReason;
    return holdReasonAfter(before.holdReason, statusCategory, wish.holdReason);
  }

  private async customFields(
    tx: Tx,
    { before, wish, becomesDone }: { readonly before: TicketState; readonly wish: ChangeTicketCommand; readonly becomesDone: boolean },
  ): Promise<TicketState['customFields']> {
    const resolves = becomesDone && !isDone(before.statusCategory);
    if (wish.customFields === undefined && !resolves) return before.customFields;
    const fields = await this.fields.custom(tx);
    const after = withCustomValues(before.customFields, wish.customFields ?? {}, fields);
    const missing = resolves ? missingOnResolve(after, fields) : [];
    if (missing.length === 0) return after;
    throw new DomainError('unprocessable', 'ticket.custom-field-required', `Needed before it is done: ${missing.join(', ')}.`, {
      fields: missing,
    });
  }

  /** Tags that it has already may stay, whatever became of them. */
  private async tagged(tx: Tx, before: TicketState, wish: ChangeTicketCommand): Promise<readonly string[]> {
    const { tags: wished = before.tags, addTags = [], removeTags = [] } = wish;
    const tags = [...new Set([...wished, ...addTags])].filter((tag) => !removeTags.includes(tag)).toSorted();
    if (tags.length === before.tags.length && tags.every((tag) => before.tags.includes(tag))) return before.tags;
    const added = tags.filter((t) => !before.tags.includes(t));
    if (added.length > 0 && (await this.tags.areRestrictedIn(tx))) {
      const unknown = await this.tags.unknown(tx, added);
      if (unknown.length > 0)
        throw new DomainError('unprocessable', 'tag.unknown', `There is no tag "${unknown[0] ?? ''}".`, { tags: unknown });
    }
    return tags;
  }
}
