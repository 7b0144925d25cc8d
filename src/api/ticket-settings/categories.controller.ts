import { Body, Controller, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { CategoryRepository, type CategoryRow, TicketWords } from '../../tickets/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { CategoryAnswer, CategoryInput, WordChangeInput } from './words.dto.js';

const LATE = 100;

@ApiTags('categories')
@Controller('api/v1/categories')
export class CategoriesController {
  constructor(
    private readonly categories: CategoryRepository,
    private readonly words: TicketWords,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('ticket-setting:read')
  @ApiPage(CategoryAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<CategoryAnswer>> {
    const [position, key] = cursor === undefined ? [] : decodeCursor('categories', cursor, 2);
    const after = cursor === undefined ? null : { position: Number(position), key: String(key) };
    const rows = await this.categories.page(after, limit + 1);
    return pageOf(rows, { limit, sort: 'categories', keysOf: (r) => [r.position, r.key], map: categoryAnswer });
  }

  @Get(':key')
  @Allow('ticket-setting:read')
  @ApiOkResponse({ type: CategoryAnswer })
  async get(@Param('key') key: string): Promise<CategoryAnswer> {
    const row = await this.categories.find(key);
    if (row === null) throw notFound('category');
    return categoryAnswer(row);
  }

  @Post()
  @Allow('ticket-setting:write')
  @ApiCreatedResponse({ type: CategoryAnswer })
  async create(@Me() me: Actor, @Body() input: CategoryInput, @Req() request: KnownRequest): Promise<CategoryAnswer> {
    const { key, names = {}, position = LATE } = input;
    await this.writes.run(request, me, async (tx) => {
      if (!(await this.categories.insert(tx, { key, names, position })))
        throw new DomainError('conflict', 'category.key-taken', 'There is such a category already.');
      return null;
    });
    return this.get(key);
  }

  @Patch(':key')
  @Allow('ticket-setting:write')
  @ApiOkResponse({ type: CategoryAnswer })
  async update(
    @Me() me: Actor,
    @Param('key') key: string,
    @Body() change: WordChangeInput,
    @Req() request: KnownRequest,
  ): Promise<CategoryAnswer> {
    await this.writes.run(request, me, async (tx) => {
      await this.words.changeCategory(tx, key, change);
      return null;
    });
    return this.get(key);
  }
}

function categoryAnswer({ key, names, position, enabled }: CategoryRow): CategoryAnswer {
  return { key, names: { ...names }, position, enabled };
}
