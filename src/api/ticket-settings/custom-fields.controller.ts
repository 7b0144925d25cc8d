import { Body, Controller, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { CUSTOM_FIELDS_MAX, type CustomField, CustomFieldRepository, TicketFields } from '../../tickets/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { CustomFieldAnswer, CustomFieldChangeInput, CustomFieldInput } from './custom-fields.dto.js';

const LATE = 100;

@ApiTags('custom-fields')
@Controller('api/v1/custom-fields')
export class CustomFieldsController {
  constructor(
    private readonly fields: CustomFieldRepository,
    private readonly known: TicketFields,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('ticket-setting:read')
  @ApiPage(CustomFieldAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<CustomFieldAnswer>> {
    const [position, key] = cursor === undefined ? [] : decodeCursor('custom-fields', cursor, 2);
    const after = cursor === undefined ? null : { position: Number(position), key: String(key) };
    const rows = await this.fields.page(after, limit + 1);
    return pageOf(rows, { limit, sort: 'custom-fields', keysOf: (r) => [r.position, r.key], map: fieldAnswer });
  }

  @Get(':key')
  @Allow('ticket-setting:read')
  @ApiOkResponse({ type: CustomFieldAnswer })
  async get(@Param('key') key: string): Promise<CustomFieldAnswer> {
    const row = await this.fields.find(key);
    if (row === null) throw notFound('custom-field');
    return fieldAnswer(row);
  }

  @Post()
  @Allow('ticket-setting:write')
  @ApiCreatedResponse({ type: CustomFieldAnswer })
  async create(@Me() me: Actor, @Body() input: CustomFieldInput, @Req() request: KnownRequest): Promise<CustomFieldAnswer> {
    const { key, kind, labels = {}, options = [], requiredOnResolve = false, position = LATE } = input;
    checkOptions(kind, options);
    await this.writes.run(request, me, async (tx) => {
      if ((await this.fields.count(tx)) >= CUSTOM_FIELDS_MAX)
        throw new DomainError('conflict', 'custom-field.too-many', `There are ${CUSTOM_FIELDS_MAX} custom fields at most.`);
      if (!(await this.fields.insert(tx, { key, kind, labels, options, requiredOnResolve, position })))
        throw new DomainError('conflict', 'custom-field.key-taken', 'There is such a field already.');
      return null;
    });
    this.known.forget();
    return this.get(key);
  }

  @Patch(':key')
  @Allow('ticket-setting:write')
  @ApiOkResponse({ type: CustomFieldAnswer })
  async update(
    @Me() me: Actor,
    @Param('key') key: string,
    @Body() change: CustomFieldChangeInput,
    @Req() request: KnownRequest,
  ): Promise<CustomFieldAnswer> {
    await this.writes.run(request, me, async (tx) => {
      const before = await this.fields.lock(tx, key);
      if (before === null) throw notFound('custom-field');
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const after: CustomField = { ...before, ...given };
      checkOptions(after.kind, after.options);
      await this.fields.change(tx, after);
      return null;
    });
    this.known.forget();
    return this.get(key);
  }
}

/** @throws DomainError `custom-field.options` */
function checkOptions(kind: string, options: readonly string[]): void {
  if ((kind === 'list') === options.length > 0) return;
  throw new DomainError('unprocessable', 'custom-field.options', 'A list needs options; other kinds have none.', { field: 'options' });
}

function fieldAnswer({ key, kind, labels, options, requiredOnResolve, position, enabled }: CustomField): CustomFieldAnswer {
  return { key, kind, labels: { ...labels }, options: [...options], requiredOnResolve, position, enabled };
}
