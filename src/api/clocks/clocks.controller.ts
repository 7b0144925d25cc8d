import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { DeskLanguage } from '../../kernel/desk-language.js';
import { notFound } from '../../kernel/domain-error.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { TicketClocksView } from '../../views/ticket-clocks.js';
import { Allow } from '../guard/allow.js';
import { IdPipe } from '../shared/id.pipe.js';
import { Language } from '../shared/language.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { ClockAnswer } from './clocks.dto.js';
import { clockAnswer } from './clocks.mapper.js';

@ApiTags('tickets')
@Controller('api/v1/tickets')
export class ClocksController {
  constructor(private readonly clocks: TicketClocksView) {}

  /** Each promise of the ticket with its ledger, newest first. Sentences and reasons in the language of `accept-language`: en, id or zh. */
  @Get(':id/clocks')
  @Allow('ticket:read')
  @ApiPage(ClockAnswer)
  async list(
    @Param('id', IdPipe) id: string,
    @Query() { limit, cursor }: PageQuery,
    @Language() language: DeskLanguage,
  ): Promise<Page<ClockAnswer>> {
    const [before] = cursor === undefined ? [null] : decodeCursor('clocks', cursor, 1);
    const rows = await this.clocks.page(id, before === null ? null : String(before), limit + 1);
    if (rows.length === 0 && !(await this.clocks.hasTicket(id))) throw notFound('ticket');
    return pageOf(rows, { limit, sort: 'clocks', keysOf: (r) => [r.id], map: (row) => clockAnswer(row, language) });
  }
}
