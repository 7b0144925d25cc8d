import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../kernel/tx.js';
import { CandidateRepository, TeamRoutingRepository } from '../routing/index.js';
import { MERGED_STATUS, TagRepository, TicketRepository } from '../tickets/index.js';
import type { ChangeTicketCommand } from './change-ticket-command.js';

type Wish = Omit<ChangeTicketCommand, 'ticketId' | 'version'>;

/** A change of many tickets that none of them could take is refused as a whole, before any is touched. */
@Injectable()
export class CheckBulkWish {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly tags: TagRepository,
    private readonly teams: TeamRoutingRepository,
    private readonly candidates: CandidateRepository,
  ) {}

  /**
   * @throws DomainError with the `field`: `ticket.unknown-status`, `ticket.hold-reason-required`, `ticket.not-on-hold`, `ticket.unknown-category`,
   *   `ticket.unknown-team`, `ticket.unknown-assignee`, `ticket.assignee-disabled`, `ticket.assignee-not-in-team`, `tag.unknown`
   */
  async execute(tx: Tx, wish: Wish): Promise<void> {
    await this.status(tx, wish);
    if (wish.category !== undefined && !(await this.tickets.hasCategory(tx, wish.category)))
      throw refused('ticket.unknown-category', 'category', `There is no category "${wish.category}".`);
    if (wish.teamId && !(await this.teams.hasTeam(tx, wish.teamId)))
      throw refused('ticket.unknown-team', 'teamId', 'There is no such team.');
    await this.assignee(tx, wish);
    const { addTags = [] } = wish;
    const unknown = addTags.length > 0 && (await this.tags.areRestrictedIn(tx)) ? await this.tags.unknown(tx, addTags) : [];
    if (unknown.length > 0) throw refused('tag.unknown', 'addTags', `There is no tag "${unknown[0] ?? ''}".`);
  }

  private async status(tx: Tx, { status: name, holdReason }: Wish): Promise<void> {
    if (name === undefined) return;
    const status = name === MERGED_STATUS ? null : await this.tickets.statusNamed(tx, name);
    if (status === null) throw refused('ticket.unknown-status', 'status', `There is no status "${name}".`);
    const isOnHold = status.category === 'on_hold';
    if (isOnHold && (holdReason ?? '').trim() === '')
      throw refused('ticket.hold-reason-required', 'holdReason', 'Say for whom or what the tickets wait.');
    if (!isOnHold && holdReason !== undefined) throw refused('ticket.not-on-hold', 'holdReason', 'Only a ticket on hold has a reason.');
  }

  private async assignee(tx: Tx, { assigneeId, teamId }: Wish): Promise<void> {
    if (!assigneeId) return;
    const facts = await this.candidates.facts(tx, assigneeId, teamId ?? null);
    if (facts === null) throw refused('ticket.unknown-assignee', 'assigneeId', 'There is no such agent.');
    if (!facts.works) throw refused('ticket.assignee-disabled', 'assigneeId', 'This agent does not work on tickets.');
    if (!facts.member) throw refused('ticket.assignee-not-in-team', 'assigneeId', 'This agent does not belong to that team.');
  }
}

function refused(code: string, field: string, message: string): DomainError {
  return new DomainError('unprocessable', code, message, { field });
}
