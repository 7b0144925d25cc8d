import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../kernel/condition.js';
import type { Tx } from '../kernel/tx.js';
import { Fresh } from '../platform/database/fresh.js';
import { type CustomField, customCatalogue } from './domain/custom-field.js';
import { TICKET_FIELDS } from './domain/ticket-facts.js';
import { CustomFieldRepository } from './store/custom-field.repository.js';

interface KnownFields {
  readonly custom: readonly CustomField[];
  readonly catalogue: FieldCatalogue;
}

/** What can be asked of a ticket: the facts every desk has, and the ones this company added (`custom.<key>`). */
@Injectable()
export class TicketFields {
  private readonly known: Fresh<KnownFields>;

  constructor(repository: CustomFieldRepository) {
    this.known = new Fresh(async (tx) => {
      const custom = await repository.all(tx);
      return { custom, catalogue: { ...TICKET_FIELDS, ...customCatalogue(custom) } };
    });
  }

  /** For parseCondition() and holds(). At most a second old. */
  async catalogue(tx: Tx): Promise<FieldCatalogue> {
    return (await this.known.get(tx)).catalogue;
  }

  async custom(tx: Tx): Promise<readonly CustomField[]> {
    return (await this.known.get(tx)).custom;
  }

  /** After a change was committed. */
  forget(): void {
    this.known.forget();
  }
}
