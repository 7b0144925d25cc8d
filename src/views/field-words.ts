import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../kernel/condition.js';
import { Statements } from '../platform/database/statements.js';

// Two short tables that administrators keep.
const WORDS = `
  select (select array_agg(name order by position) from ticket_status) as status, (select array_agg(key order by position) from ticket_category) as category`;

/** The words that fields of this desk may have: administrators name statuses and categories, and add fields of their own. */
@Injectable()
export class FieldWordsView {
  constructor(private readonly statements: Statements) {}

  async statusesAndCategories(): Promise<{ readonly status: readonly string[]; readonly category: readonly string[] }> {
    const [row] = await this.statements.rows<{ status: string[]; category: string[] }>(WORDS, []);
    return row ?? { status: [], category: [] };
  }

  /** The types of the custom fields as `custom.<key>`. No field is defined by this version of the desk. */
  async customFields(): Promise<FieldCatalogue> {
    return {};
  }
}
