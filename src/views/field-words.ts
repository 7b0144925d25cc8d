import { Injectable } from '@nestjs/common';
import type { FieldCatalogue, FieldType } from '../kernel/condition.js';
import { Statements } from '../platform/database/statements.js';

// Two short tables that administrators keep.
const WORDS = `
  select (select array_agg(name order by position) from ticket_status) as status, (select array_agg(key order by position) from ticket_category) as category,
    (select json_object_agg(name, category) from ticket_status) as "categoryOf"`;
const CUSTOM = 'select key, kind, options from custom_field where enabled';

interface TicketWords {
  readonly status: readonly string[];
  readonly category: readonly string[];
  /** The fixed category of each status. */
  readonly categoryOf: Readonly<Record<string, string>>;
}

interface CustomFieldRow {
  readonly key: string;
  readonly kind: string;
  readonly options: readonly string[];
}

/** The words that fields of this desk may have: administrators name statuses and categories, and add fields of their own. */
@Injectable()
export class FieldWordsView {
  constructor(private readonly statements: Statements) {}

  async statusesAndCategories(): Promise<TicketWords> {
    const [row] = await this.statements.rows<TicketWords>(WORDS, []);
    return row ?? { status: [], category: [], categoryOf: {} };
  }

  /** The types of the custom fields as `custom.<key>`. */
  async customFields(): Promise<FieldCatalogue> {
    const rows = await this.statements.rows<CustomFieldRow>(CUSTOM, []);
    return Object.fromEntries(rows.map((row) => [`custom.${row.key}`, typeOf(row)]));
  }
}

/** As tickets/domain/custom-field.ts says; its test compares the two. */
function typeOf({ kind, options }: CustomFieldRow): FieldType {
  switch (kind) {
    case 'number':
      return { kind: 'number' };
    case 'date':
      return { kind: 'instant' };
    case 'list':
      return { kind: 'choice', values: options };
    case 'checkbox':
      return { kind: 'boolean' };
    default:
      return { kind: 'text' };
  }
}
