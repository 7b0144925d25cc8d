import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../kernel/condition.js';
import type { Tx } from '../kernel/tx.js';
import { TicketFields } from '../tickets/index.js';
import { automationFields } from './automation-facts.js';

/** What conditions of rules may ask, with the fields that this company added. */
@Injectable()
export class AutomationFields {
  constructor(private readonly fields: TicketFields) {}

  /** At most a second old. */
  async catalogue(tx: Tx): Promise<FieldCatalogue> {
    return automationFields(await this.fields.catalogue(tx));
  }
}
