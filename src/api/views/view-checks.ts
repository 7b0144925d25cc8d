import { Injectable } from '@nestjs/common';
import { stopwatchMs } from '../../kernel/clock.js';
import type { Condition, FieldCatalogue } from '../../kernel/condition.js';
import { parseCondition } from '../../kernel/condition-check.js';
import { DomainError } from '../../kernel/domain-error.js';
import { contradictionIn, marked, type SavedView, unmarked, VIEW_DIRECTIONS, type ViewSort } from '../../saved-views/settings.js';
import { TICKET_FIELDS } from '../../tickets/settings.js';
import { FieldWordsView } from '../../views/field-words.js';
import { ConditionValues } from '../shared/condition-values.js';
import type { ViewSortInput } from './views.dto.js';

/** What conditions of views may ask: the fields of rules, and two that only a list is interested in. */
export const VIEW_FIELDS: FieldCatalogue = { ...TICKET_FIELDS, dueAt: { kind: 'instant' }, resolvedAt: { kind: 'instant' } };

/** No ticket is without them. */
const ALWAYS_THERE: readonly string[] = [
  'status',
  'statusCategory',
  'priority',
  'category',
  'channel',
  'createdAt',
  'lastMessageAt',
  'contact.id',
];

export const DEFAULT_COLUMNS = ['number', 'subject', 'contact', 'status', 'priority', 'assigneeId', 'lastMessageAt'];
const COLUMNS: readonly string[] = [
  ...DEFAULT_COLUMNS, 'category', 'channel', 'inboxId', 'teamId', 'tags', 'preview', 'createdAt', 'waitingSince', 'dueAt',
]; // biome-ignore format: a list
const CUSTOM = 'custom.';
/** A category that an administrator adds can be asked for within this span. */
const FRESH_MS = 1_000;

interface KnownWords {
  readonly fields: FieldCatalogue;
  /** Of each status. */
  readonly categoryOf: Readonly<Record<string, string>>;
  /** Conditions of saved views that were found possible with these words, by the view's id and version. */
  readonly possible: Map<string, Condition>;
}

/** Refuses views that can never work, and says which part of them. */
@Injectable()
export class ViewChecks {
  private kept: { readonly at: number; readonly known: Promise<KnownWords> } | null = null;

  constructor(
    private readonly words: FieldWordsView,
    private readonly values: ConditionValues,
  ) {}

  async fields(): Promise<FieldCatalogue> {
    return (await this.known()).fields;
  }

  /** As they are saved. @throws DomainError `condition.invalid`, `view.impossible`, `condition.unknown-value` */
  async newConditions(given: unknown): Promise<Condition> {
    const condition = await this.conditions(given);
    await this.values.check(condition);
    return condition;
  }

  /** @returns the condition with `me` and `mine` in it. @throws DomainError `condition.invalid`, `view.impossible` */
  async conditions(given: unknown): Promise<Condition> {
    const { fields, categoryOf } = await this.known();
    const condition = unmarked(parseCondition(marked(given), fields));
    const contradiction = contradictionIn(condition, fields, { always: ALWAYS_THERE, categoryOf });
    if (contradiction === null) return condition;
    throw new DomainError('unprocessable', 'view.impossible', `No ticket can ever be in this view. ${contradiction.message}`, {
      field: contradiction.field,
    });
  }

  /** Those of a saved view, which administrators may have made impossible since. @throws DomainError as {@link conditions} */
  async saved({ id, version, conditions }: SavedView): Promise<Condition> {
    const { possible } = await this.known();
    const key = `${id} ${version}`;
    const known = possible.get(key);
    if (known !== undefined) return known;
    const condition = await this.conditions(conditions);
    possible.set(key, condition);
    return condition;
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

  private known(): Promise<KnownWords> {
    if (this.kept === null || stopwatchMs() - this.kept.at > FRESH_MS) this.kept = { at: stopwatchMs(), known: this.load() };
    return this.kept.known;
  }

  private async load(): Promise<KnownWords> {
    const [{ status, category, categoryOf }, custom] = await Promise.all([this.words.statusesAndCategories(), this.words.customFields()]);
    const words: FieldCatalogue = { status: { kind: 'choice', values: status }, category: { kind: 'choice', values: category } };
    return { fields: { ...VIEW_FIELDS, ...words, ...custom }, categoryOf, possible: new Map() };
  }
}
