import { Body, Controller, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { type CalendarId, newId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { CalendarRepository, compileCalendar, SlaBook } from '../../sla/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { CalendarAnswer, CalendarChange, CalendarInput } from './calendars.dto.js';
import { calendarAnswer, settingsFrom } from './calendars.mapper.js';

const CALENDARS_MAX = 500;

@ApiTags('calendars')
@Controller('api/v1/calendars')
export class CalendarsController {
  constructor(
    private readonly calendars: CalendarRepository,
    private readonly book: SlaBook,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('sla:read')
  @ApiPage(CalendarAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<CalendarAnswer>> {
    const [after] = cursor === undefined ? [null] : decodeCursor('calendars', cursor, 1);
    const rows = await this.calendars.page(after === null ? null : String(after), limit + 1);
    return pageOf(rows, { limit, sort: 'calendars', keysOf: (r) => [r.name], map: calendarAnswer });
  }

  @Get(':id')
  @Allow('sla:read')
  @ApiOkResponse({ type: CalendarAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<CalendarAnswer> {
    const row = await this.calendars.find(id as CalendarId);
    if (row === null) throw notFound('calendar');
    return calendarAnswer(row);
  }

  @Post()
  @Allow('sla:write')
  @ApiCreatedResponse({ type: CalendarAnswer })
  async create(@Me() me: Actor, @Body() input: CalendarInput, @Req() request: KnownRequest): Promise<CalendarAnswer> {
    const { id } = await this.writes.run(request, me, async (tx) => {
      if ((await this.calendars.count(tx)) >= CALENDARS_MAX)
        throw new DomainError('unprocessable', 'calendar.too-many', `There are ${CALENDARS_MAX} calendars already.`);
      const settings = settingsFrom(input, null);
      const calendar = { id: newId<CalendarId>(), name: input.name, settings, hours: await compileCalendar(settings, tx.now) };
      if (!(await this.calendars.insert(tx, calendar))) throw nameTaken();
      return { id: calendar.id };
    });
    this.book.forget();
    return this.get(id);
  }

  /** Running clocks take up the new hours; what they spent under the old ones stays as it was counted. */
  @Patch(':id')
  @Allow('sla:write')
  @ApiOkResponse({ type: CalendarAnswer })
  async change(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() change: CalendarChange,
    @Req() request: KnownRequest,
  ): Promise<CalendarAnswer> {
    await this.writes.run(request, me, async (tx) => {
      const before = await this.calendars.lock(tx, id as CalendarId);
      if (before === null) throw notFound('calendar');
      if (change.version !== undefined && change.version !== before.version) {
        throw new DomainError('conflict', 'calendar.version-conflict', 'Somebody else changed this calendar; load it again.', {
          version: before.version,
        });
      }
      const settings = settingsFrom(change, before.settings);
      const hours = await compileCalendar(settings, tx.now);
      if (!(await this.calendars.update(tx, { id: before.id, name: change.name ?? before.name, settings, hours }))) throw nameTaken();
      tx.emit({ name: 'sla.changed', data: { what: 'calendar', id: before.id } });
      return null;
    });
    this.book.forget();
    return this.get(id);
  }
}

function nameTaken(): DomainError {
  return new DomainError('conflict', 'calendar.name-taken', 'A calendar with this name exists already.');
}
