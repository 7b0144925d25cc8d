import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { stringify } from 'csv-stringify/sync';
import type { Actor } from '../../kernel/actor.js';
import { instantFromText, plusMinutes, systemClock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import { DatabaseClock } from '../../platform/database/database-clock.js';
import { ReportDays } from '../../reporting/report-days.js';
import { LiveQueuesView } from '../../views/live-queues.js';
import { type FiguresQuery, ReportFiguresView } from '../../views/report-figures.js';
import { Allow, Me } from '../guard/allow.js';
import { BacklogAnswer, type FiguresAnswer, FiguresPageAnswer, FiguresQueryDto, QueuesAnswer } from './reports.dto.js';
import { figuresAnswer, figuresLine, queueAnswer } from './reports.mapper.js';

const SPAN_MAX_MINUTES = 400 * 24 * 60;
const HOURLY_MAX_MINUTES = 8 * 24 * 60;
const ROWS_MAX = 5_000;

/** The figures, each defined once in docs/reports.md. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly view: ReportFiguresView,
    private readonly queues: LiveQueuesView,
    private readonly clock: DatabaseClock,
    private readonly days: ReportDays,
  ) {}

  @Get('figures')
  @Allow('report:read')
  @ApiOkResponse({ type: FiguresPageAnswer })
  figures(@Me() me: Actor, @Query() query: FiguresQueryDto): Promise<FiguresPageAnswer> {
    return this.ask(me, query);
  }

  /** The same as a table. A text that a spreadsheet would take for a formula is made harmless. */
  @Get('figures.csv')
  @Allow('report:read')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="figures.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async table(@Me() me: Actor, @Query() query: FiguresQueryDto): Promise<string> {
    const { items } = await this.ask(me, query);
    return stringify(items.map(figuresLine), { header: true, escape_formulas: true });
  }

  /** Open tickets at the end of a span: what is open now, less what came after. */
  @Get('backlog')
  @Allow('report:read')
  @ApiOkResponse({ type: BacklogAnswer })
  async backlog(@Query() query: FiguresQueryDto): Promise<BacklogAnswer> {
    const { to, teamIds } = queryOf(query, this.now());
    const [queues, net] = await Promise.all([this.queues.all(), this.view.netAfter(to, teamIds)]);
    const open = queues
      .filter((q) => teamIds === null || (q.teamId !== null && teamIds.includes(q.teamId)))
      .reduce((sum, q) => sum + q.open, 0);
    return { at: to.toISOString(), open: Math.max(0, open - net) };
  }

  /** For a wallboard: at most two seconds old, however many ask. */
  @Get('queues')
  @Allow('report:read')
  @ApiOkResponse({ type: QueuesAnswer })
  async live(): Promise<QueuesAnswer> {
    return { items: (await this.queues.all()).map(queueAnswer) };
  }

  private async ask(me: Actor, query: FiguresQueryDto): Promise<{ items: FiguresAnswer[]; isCut: boolean }> {
    const asked = queryOf(query, this.now());
    if (asked.step !== 'hour') await this.days.asked(me, asked.zone);
    const rows = await this.view.figures(asked);
    return { items: rows.slice(0, ROWS_MAX).map(figuresAnswer), isCut: rows.length > ROWS_MAX };
  }

  private now(): Date {
    return this.clock.deskTime(systemClock.now());
  }
}

/** @throws DomainError `report.bad-span`, `report.unknown-zone` */
function queryOf(query: FiguresQueryDto, now: Date): FiguresQuery {
  const from = instantFromText(query.from) ?? now;
  const to = instantFromText(query.to) ?? now;
  const minutes = (to.getTime() - from.getTime()) / 60_000;
  const max = query.every === 'hour' ? HOURLY_MAX_MINUTES : SPAN_MAX_MINUTES;
  if (minutes <= 0 || minutes > max) {
    const longest = plusMinutes(from, max).toISOString();
    throw new DomainError(
      'unprocessable',
      'report.bad-span',
      `"to" must be after "from", and not after ${longest} in steps of ${query.every}.`,
    );
  }
  const zone = zoneOf(query.zone);
  if (zone === null) throw new DomainError('unprocessable', 'report.unknown-zone', `There is no time zone "${query.zone}".`);
  const teamIds = query.teamId === undefined ? null : [query.teamId];
  return { from, to, zone, cut: query.by, step: query.every, teamIds, limit: ROWS_MAX + 1 };
}

/** By its own name, however it was spelt. */
function zoneOf(zone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
