import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { stringify } from 'csv-stringify/sync';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import { ReportDays } from '../../reporting/report-days.js';
import { LiveQueuesView } from '../../views/live-queues.js';
import { type FiguresQuery, ReportFiguresView } from '../../views/report-figures.js';
import { ReportNamesView } from '../../views/report-names.js';
import { TeamSight } from '../../views/team-sight.js';
import { Allow, Me } from '../guard/allow.js';
import { ReportQuestion, ROWS_MAX } from './report-question.js';
import { BacklogAnswer, FiguresPageAnswer, FiguresQueryDto, QueuesAnswer } from './reports.dto.js';
import { figuresAnswer, figuresLine, queueAnswer } from './reports.mapper.js';

/** The figures, each defined once in docs/reports.md. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly view: ReportFiguresView,
    private readonly queues: LiveQueuesView,
    private readonly question: ReportQuestion,
    private readonly names: ReportNamesView,
    private readonly sight: TeamSight,
    private readonly days: ReportDays,
  ) {}

  @Get('figures')
  @Allow('report:read')
  @ApiOkResponse({ type: FiguresPageAnswer })
  figures(@Me() me: Actor, @Query() query: FiguresQueryDto): Promise<FiguresPageAnswer> {
    return this.ask(me, query);
  }

  /**
   * The same as a table, or 422 `report.too-many-rows`: nobody sees of a file that it is cut. A text that a spreadsheet would
   * take for a formula is made harmless.
   */
  @Get('figures.csv')
  @Allow('report:read')
  @Header('content-type', 'text/csv; charset=utf-8')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async table(@Me() me: Actor, @Query() query: FiguresQueryDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { items, isCut, from, to } = await this.ask(me, query);
    if (isCut) throw tooManyRows();
    void reply.header('content-disposition', `attachment; filename="${tableName(from, to)}"`);
    return stringify(items.map(figuresLine), { header: true, escape_formulas: true });
  }

  /** Open tickets at the end of a span, in all and by what it is broken down by, most first. */
  @Get('backlog')
  @Allow('report:read')
  @ApiOkResponse({ type: BacklogAnswer })
  async backlog(@Me() me: Actor, @Query() query: FiguresQueryDto): Promise<BacklogAnswer> {
    const asked = await this.question.of(me, query);
    const rows = await this.view.backlog(asked);
    const names = await this.namesOf(asked, rows);
    const items = rows.slice(0, ROWS_MAX).map(({ key, open }) => ({ key, name: key === null ? null : (names.get(key) ?? null), open }));
    return { at: asked.to.toISOString(), open: rows.reduce((sum, { open }) => sum + open, 0), items };
  }

  /** For a wallboard: at most two seconds old, however many ask. */
  @Get('queues')
  @Allow('report:read')
  @ApiOkResponse({ type: QueuesAnswer })
  async live(@Me() me: Actor): Promise<QueuesAnswer> {
    const [all, closed] = await Promise.all([this.queues.all(), this.sight.closedTo(me)]);
    const queues = all.filter(({ teamId }) => teamId === null || !closed.includes(teamId));
    const names = await this.names.of(queues.flatMap(({ teamId }) => teamId ?? []));
    return { items: queues.map((queue) => queueAnswer(queue, names)) };
  }

  private async ask(me: Actor, query: FiguresQueryDto): Promise<FiguresPageAnswer> {
    const asked = await this.question.of(me, query);
    if (asked.step !== 'hour') await this.days.asked(me, asked.zone);
    const rows = await this.view.figures(asked);
    const shown = rows.slice(0, ROWS_MAX);
    const names = await this.namesOf(asked, shown);
    const span = { from: asked.from.toISOString(), to: asked.to.toISOString() };
    return { ...span, items: shown.map((row) => figuresAnswer(row, names)), isCut: rows.length > ROWS_MAX };
  }

  /** Of teams and agents; what else there is has a name of its own. */
  private async namesOf(
    { cut }: Pick<FiguresQuery, 'cut'>,
    rows: readonly { readonly key: string | null }[],
  ): Promise<ReadonlyMap<string, string>> {
    return this.names.of(cut === 'team' || cut === 'agent' ? [...new Set(rows.flatMap(({ key }) => key ?? []))] : []);
  }
}

/** A table has no place but its name to say which span was counted. */
function tableName(from: string, to: string): string {
  const [first, last] = [from, to].map((at) => `${at.slice(0, 16).replaceAll(/[-:]/g, '')}Z`);
  return `figures_${first}_${last}.csv`;
}

function tooManyRows(): DomainError {
  const title = `There are more than ${ROWS_MAX} rows: ask for a shorter span or longer steps.`;
  return new DomainError('unprocessable', 'report.too-many-rows', title, { limit: ROWS_MAX });
}
