import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../kernel/page.js';
import { resolved } from '../../saved-views/settings.js';
import { parseQuery, Search } from '../../search/index.js';
import { Allow, Me } from '../guard/allow.js';
import { ApiPage } from '../shared/paged.js';
import { ViewChecks } from '../views/view-checks.js';
import { ViewQuestions } from '../views/view-questions.js';
import { SearchHitAnswer, SearchQuery } from './search.dto.js';
import { searchHitAnswer } from './search.mapper.js';
import { SearchFilters } from './search-filters.js';

@ApiTags('search')
@Controller('api/v1/search')
export class SearchController {
  constructor(
    private readonly found: Search,
    private readonly filters: SearchFilters,
    private readonly checks: ViewChecks,
    private readonly questions: ViewQuestions,
  ) {}

  /** Messages with these words, in tickets the asker may see. A page may be short, or empty, although a cursor follows: go on with it. */
  @Get()
  @Allow('ticket:read')
  @ApiPage(SearchHitAnswer)
  async search(@Me() me: Actor, @Query() { q, sort, limit, cursor }: SearchQuery): Promise<Page<SearchHitAnswer>> {
    const query = parseQuery(q);
    const { conditions, ...narrowing } = await this.filters.narrowing(query.filters);
    const condition =
      conditions.length === 0 ? null : resolved(await this.checks.conditions({ all: conditions }), await this.questions.askerOf(me));
    const { items, nextCursor, marks } = await this.found.page({
      ...narrowing,
      query,
      condition,
      catalogue: await this.checks.fields(),
      actor: me,
      sort,
      limit,
      cursor: cursor ?? null,
    });
    return { items: items.map((message) => searchHitAnswer(message, marks)), nextCursor };
  }
}
