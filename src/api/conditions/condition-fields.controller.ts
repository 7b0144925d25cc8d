import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ChannelRegistry } from '../../channels/index.js';
import { automationFields } from '../../desk/index.js';
import { systemActor } from '../../kernel/actor.js';
import type { FieldCatalogue, FieldType } from '../../kernel/condition.js';
import { operatorsOf } from '../../kernel/condition-check.js';
import type { Page } from '../../kernel/page.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ownWordOf } from '../../saved-views/settings.js';
import { type CustomField, TICKET_FIELDS, TicketFields } from '../../tickets/settings.js';
import { FieldWordsView } from '../../views/field-words.js';
import { Allow } from '../guard/allow.js';
import { ruleFields } from '../routing/rules.mapper.js';
import { ApiPage } from '../shared/paged.js';
import { ViewChecks } from '../views/view-checks.js';
import { ConditionFieldAnswer, ConditionFieldsQuery, type ConditionPurpose } from './condition-fields.dto.js';

/** Tickets that a program opened without an inbox. */
const BY_PROGRAM = 'api';

@ApiTags('condition-fields')
@Controller('api/v1/condition-fields')
export class ConditionFieldsController {
  constructor(
    private readonly fields: TicketFields,
    private readonly words: FieldWordsView,
    private readonly views: ViewChecks,
    private readonly channels: ChannelRegistry,
    private readonly uow: UnitOfWork,
  ) {}

  /** What a condition may ask, how each can be compared, and what it can be: all that an editor of conditions needs to know. */
  @Get()
  @Allow('ticket-setting:read')
  @ApiPage(ConditionFieldAnswer)
  async list(@Query() query: ConditionFieldsQuery): Promise<Page<ConditionFieldAnswer>> {
    const [ticket, custom, words] = await Promise.all([this.ofTickets(), this.custom(), this.words.statusesAndCategories()]);
    const offered = query.for === 'view' ? await this.views.fields() : catalogueFor(query.for, ticket);
    const known = new Map<string, readonly string[]>([
      ['status', words.status],
      ['category', words.category],
      ['channel', [...new Set(this.channels.definitions.map(({ channel }) => channel)), BY_PROGRAM]],
    ]);
    const labels = new Map(custom.map(({ key, labels }) => [`custom.${key}`, labels]));
    const items = Object.entries(offered).map(([field, type]) => ({
      field,
      kind: type.kind,
      operators: [...operatorsOf(type)],
      values: valuesOf(type) ?? [...(known.get(field.replace(/^was\./, '')) ?? [])],
      labels: labels.get(field) ?? null,
      own: query.for === 'view' ? ownWordOf(field) : null,
    }));
    return { items: items.map((item) => (item.values.length === 0 ? { ...item, values: null } : item)), nextCursor: null };
  }

  private ofTickets(): Promise<FieldCatalogue> {
    return this.uow.run(systemActor('settings'), (tx) => this.fields.catalogue(tx));
  }

  private custom(): Promise<readonly CustomField[]> {
    return this.uow.run(systemActor('settings'), (tx) => this.fields.custom(tx));
  }
}

/** The same catalogue by which what is saved for this purpose is checked. */
function catalogueFor(purpose: Exclude<ConditionPurpose, 'view'>, ticket: FieldCatalogue): FieldCatalogue {
  switch (purpose) {
    case 'routing':
      return ruleFields(ticket);
    case 'automation':
      return automationFields(ticket);
    case 'sla':
    case 'automation-by-time':
      return ticket;
    case 'webhook':
      return TICKET_FIELDS;
  }
}

function valuesOf(type: FieldType): string[] | undefined {
  return 'values' in type && type.values !== undefined ? [...type.values] : undefined;
}
