import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Page } from '../../kernel/page.js';
import { CustomFieldRepository, rankOf, readCustomValue } from '../../tickets/settings.js';
import { type TicketListRow, TicketListView } from '../../views/ticket-list.js';
import type { TicketsQuery } from './tickets.dto.js';

/** Makes a question to the list of what stands in the address bar. */
@Injectable()
export class TicketLists {
  constructor(
    private readonly view: TicketListView,
    private readonly fields: CustomFieldRepository,
  ) {}

  /** @throws DomainError `ticket.unknown-custom-field`, `ticket.impossible-filter`, `ticket.hidden-order`, `page.bad-cursor` */
  async page(
    actor: Actor,
    { limit, cursor, sort, priority, hidden, snoozed, custom, ...filters }: TicketsQuery,
  ): Promise<Page<TicketListRow>> {
    if (hidden !== undefined && sort !== 'lastMessageAt')
      throw new DomainError('unprocessable', 'ticket.hidden-order', 'Hidden tickets are listed by their last message only.', {
        field: 'sort',
      });
    const priorityRank = priority === undefined ? {} : { priorityRank: String(rankOf(priority)) };
    const values = custom === undefined ? {} : { custom: JSON.stringify(await this.customValues(custom)) };
    return this.view.page({
      actor,
      filters: { ...filters, ...priorityRank, ...values },
      hidden: hidden ?? null,
      snoozed: snoozed === undefined ? null : snoozed === 'true',
      sort,
      limit,
      cursor: cursor ?? null,
    });
  }

  private async customValues(given: readonly string[]): Promise<Record<string, string | number | boolean>> {
    const values: Record<string, string | number | boolean> = {};
    for (const one of given) {
      const colon = one.indexOf(':');
      const key = one.slice(0, colon);
      const field = await this.fields.find(key);
      if (field === null || !field.enabled)
        throw new DomainError('unprocessable', 'ticket.unknown-custom-field', `There is no custom field "${key}".`, { field: key });
      const value = readCustomValue(field, one.slice(colon + 1));
      if (value === null) throw new DomainError('unprocessable', 'ticket.impossible-filter', `"${key}" can never be that.`, { field: key });
      values[key] = value;
    }
    return values;
  }
}
