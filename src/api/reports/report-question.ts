import { Injectable } from '@nestjs/common';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { instantFromText, plusMinutes, systemClock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import { DatabaseClock } from '../../platform/database/database-clock.js';
import type { FiguresQuery } from '../../views/report-figures.js';
import { ReportNamesView } from '../../views/report-names.js';
import { TeamSight } from '../../views/team-sight.js';
import type { FiguresQueryDto } from './reports.dto.js';
import { wholeQuarters } from './whole-quarters.js';

const SPAN_MAX_MINUTES = 400 * 24 * 60;
const HOURLY_MAX_MINUTES = 8 * 24 * 60;
export const ROWS_MAX = 5_000;

/** What somebody asks of the figures, as it can be answered to them. */
@Injectable()
export class ReportQuestion {
  constructor(
    private readonly clock: DatabaseClock,
    private readonly names: ReportNamesView,
    private readonly sight: TeamSight,
  ) {}

  /** Of the whole quarters of an hour that the span touches. @throws DomainError `report.bad-span`, `report.unknown-zone`, `team.closed-to-you` */
  async of(me: Actor, query: FiguresQueryDto): Promise<FiguresQuery> {
    const now = this.clock.deskTime(systemClock.now());
    const from = instantFromText(query.from) ?? now;
    const to = instantFromText(query.to) ?? now;
    mustBeSpan(from, to, query.every);
    const zone = zoneNamed(query.zone ?? (await this.zoneOf(me)));
    await this.sight.mustSee(me, query.teamId);
    const closedIds = await this.sight.closedTo(me);
    const teamIds = query.teamId === undefined ? null : [query.teamId];
    return { ...wholeQuarters(from, to), zone, cut: query.by, step: query.every, teamIds, closedIds, limit: ROWS_MAX + 1 };
  }

  private async zoneOf(me: Actor): Promise<string> {
    const agentId = agentIdOf(me);
    return (agentId === null ? null : await this.names.zoneOf(agentId)) ?? 'UTC';
  }
}

function mustBeSpan(from: Date, to: Date, every: FiguresQueryDto['every']): void {
  const minutes = (to.getTime() - from.getTime()) / 60_000;
  const max = every === 'hour' ? HOURLY_MAX_MINUTES : SPAN_MAX_MINUTES;
  if (minutes > 0 && minutes <= max) return;
  const longest = plusMinutes(from, max).toISOString();
  const title = `"to" must be after "from", and not after ${longest} in steps of ${every}.`;
  throw new DomainError('unprocessable', 'report.bad-span', title, { field: 'to' });
}

/** By its own name, however it was spelt. */
function zoneNamed(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new DomainError('unprocessable', 'report.unknown-zone', `There is no time zone "${zone}".`, { field: 'zone' });
  }
}
