import { Injectable } from '@nestjs/common';
import { TeamRepository } from '../../agents/settings.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { CalendarId, TeamId } from '../../kernel/id.js';
import { CalendarRepository } from '../../sla/settings.js';
import { ConditionValues } from '../shared/condition-values.js';
import type { SlaPolicyChange } from './sla-policies.dto.js';

type Named = Pick<SlaPolicyChange, 'calendarId' | 'escalations' | 'condition'>;

/** What a policy names must be there. */
@Injectable()
export class PolicyReferences {
  constructor(
    private readonly calendars: CalendarRepository,
    private readonly teams: TeamRepository,
    private readonly values: ConditionValues,
  ) {}

  /** Asked before the transaction begins: nothing that a policy may name is ever deleted. @throws DomainError `sla-policy.unknown-calendar`, `sla-policy.unknown-team`, `condition.unknown-value` */
  async check({ calendarId = null, escalations = [], condition }: Named): Promise<void> {
    await this.values.check(condition);
    if (calendarId !== null && (await this.calendars.find(calendarId as CalendarId)) === null)
      throw new DomainError('unprocessable', 'sla-policy.unknown-calendar', 'There is no such calendar.', {
        field: 'calendarId',
        calendarId,
      });
    const teamIds = escalations.flatMap(({ actions }) => actions.flatMap(({ teamId }) => teamId ?? []));
    for (const teamId of new Set(teamIds))
      if ((await this.teams.find(teamId as TeamId)) === null)
        throw new DomainError('unprocessable', 'sla-policy.unknown-team', 'There is no such team.', { field: 'escalations', teamId });
  }
}
