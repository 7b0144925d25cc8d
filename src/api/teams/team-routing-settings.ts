import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { TeamId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { BY_HAND, RuleBook, type TeamRouting, TeamRoutingRepository } from '../../routing/settings.js';
import type { TeamRoutingInput } from './teams.dto.js';

/** How teams hand out their tickets, as an administrator sets it. */
@Injectable()
export class TeamRoutingSettings {
  constructor(
    private readonly routing: TeamRoutingRepository,
    private readonly book: RuleBook,
  ) {}

  of(teamIds: readonly TeamId[]): Promise<ReadonlyMap<TeamId, TeamRouting>> {
    return this.routing.of(teamIds);
  }

  /** @throws DomainError `team.unknown-overflow-team`, `team.overflows-into-itself`, `team.overflow-incomplete` */
  async save(tx: Tx, teamId: TeamId, input: TeamRoutingInput): Promise<void> {
    const given = givenBy(input);
    if (Object.keys(given).length === 0) return;
    const before = (await this.routing.find(tx, teamId)) ?? BY_HAND;
    const after: TeamRouting = { ...before, ...given };
    const { overflowTeamId, overflowAfterMinutes } = after;
    if (overflowTeamId === teamId) throw refused('team.overflows-into-itself', 'A team cannot overflow into itself.');
    if (overflowTeamId !== null && !(await this.routing.hasTeam(tx, overflowTeamId)))
      throw refused('team.unknown-overflow-team', `There is no team ${overflowTeamId} to overflow into.`);
    if ((overflowTeamId === null) !== (overflowAfterMinutes === null))
      throw refused('team.overflow-incomplete', 'overflowTeamId and overflowAfterMinutes belong together.');
    await this.routing.save(tx, teamId, after);
    // What waits already is handed out at once.
    if (after.strategy !== 'manual') tx.emit({ name: 'queue.changed', data: { teamId } });
  }

  /** After a change was committed. */
  forget(): void {
    this.book.forget();
  }
}

function givenBy({ fallbackStrategy, overflowTeamId, ...rest }: TeamRoutingInput): Partial<TeamRouting> {
  const { strategy, matchLanguage, overflowAfterMinutes } = rest;
  const named = {
    strategy,
    matchLanguage,
    overflowAfterMinutes,
    fallback: fallbackStrategy,
    overflowTeamId: overflowTeamId as TeamId | null | undefined,
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

function refused(code: string, message: string): DomainError {
  return new DomainError('unprocessable', code, message);
}
