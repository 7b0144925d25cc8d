import { Injectable } from '@nestjs/common';
import { stopwatchMs } from '../../kernel/clock.js';
import type { Condition, FieldCatalogue } from '../../kernel/condition.js';
import { parseCondition } from '../../kernel/condition-check.js';
import { DomainError } from '../../kernel/domain-error.js';
import { contradictionIn, marked, unmarked, VIEW_DIRECTIONS, type ViewSort } from '../../saved-views/settings.js';
import { TICKET_FIELDS } from '../../tickets/settings.js';
import { FieldWordsView } from '../../views/field-words.js';
import type { ViewSortInput } from './views.dto.js';

/** What conditions of views may ask: the fields of rules, and two that only a list is interested in. */
export const VIEW_FIELDS: FieldCatalogue = { ...TICKET_FIELDS, dueAt: { kind: 'instant' }, resolvedAt: { kind: 'instant' } };

export const DEFAULT_COLUMNS = ['number', 'subject', 'contact', 'status', 'priority', 'assigneeId', 'lastMessageAt'];
const COLUMNS: readonly string[] = [
  ...DEFAULT_COLUMNS, 'category', 'channel', 'inboxId', 'teamId', 'tags', 'preview', 'createdAt', 'waitingSince', 'dueAt',
]; // biome-ignore format: a list
const CUSTOM = 'custom.';
/** A category that an administrator adds can be asked for within this span. */
const FRESH_MS = 1_000;

/** Refuses views that can never work, and says which part of them. */
@Injectable()
export class ViewChecks {
  private kept: { readonly at: number; readonly fields: Promise<FieldCatalogue> } | null = null;

  constructor(private readonly words: FieldWordsView) {}

  fields(): Promise<FieldCatalogue> {
    if (this.kept === null || stopwatchMs() - this.kept.at > FRESH_MS) this.kept = { at: stopwatchMs(), fields: this.load() };
    return this.kept.fields;
  }

  /** @returns the condition with `me` and `mine` in it. @throws DomainError `condition.invalid`, `view.impossible` */
  async conditions(given: unknown): Promise<Condition> {
    const fields = await this.fields();
    const condition = unmarked(parseCondition(marked(given), fields));
    const contradiction = contradictionIn(condition, fields);
    if (contradiction === null) return condition;
    throw new DomainError('unprocessable', 'view.impossible', `No ticket can ever be in this view. ${contradiction.message}`, {
      field: contradiction.field,
    });
  }

  /** @throws DomainError `view.unknown-column` */
  async columns(given: readonly string[]): Promise<readonly string[]> {
    const fields = await this.fields();
    const isKnown = (name: string) => COLUMNS.includes(name) || (name.startsWith(CUSTOM) && Object.hasOwn(fields, name));
    const unknown = given.find((name) => !isKnown(name));
    if (unknown === undefined) return [...new Set(given)];
    throw new DomainError('unprocessable', 'view.unknown-column', `There is no column "${unknown}".`, { column: unknown });
  }

  /** @throws DomainError `view.direction-not-offered` */
  order({ by, direction }: ViewSortInput): ViewSort {
    const offered = VIEW_DIRECTIONS[by];
    const chosen = direction ?? offered[0] ?? 'desc';
    if (offered.includes(chosen)) return { by, direction: chosen };
    throw new DomainError('unprocessable', 'view.direction-not-offered', `"${by}" is listed ${offered.join(' or ')} only.`, { by });
  }

  private async load(): Promise<FieldCatalogue> {
    const [{ status, category }, custom] = await Promise.all([this.words.statusesAndCategories(), this.words.customFields()]);
    return { ...VIEW_FIELDS, status: { kind: 'choice', values: status }, category: { kind: 'choice', values: category }, ...custom };
  }
}
