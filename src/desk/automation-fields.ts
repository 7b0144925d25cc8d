import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../kernel/condition.js';
import type { Tx } from '../kernel/tx.js';
import { TicketFields } from '../tickets/index.js';
import { automationFields } from './automation-facts.js';

/** What conditions of rules may ask, with the fields that this company added. */
@Injectable()
export class AutomationFields {
  private last: { readonly ticket: FieldCatalogue; readonly all: FieldCatalogue } | null = null;

  constructor(private readonly fields: TicketFields) {}

  /** At most a second old. */
  async catalogue(tx: Tx): Promise<FieldCatalogue> {
    const ticket = await this.fields.catalogue(tx);
    if (this.last?.ticket !== ticket) this.last = { ticket, all: automationFields(ticket) };
    return this.last.all;
  }
}
