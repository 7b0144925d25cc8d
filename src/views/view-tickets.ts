import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Condition, FieldCatalogue } from '../kernel/condition.js';
import { decodeCursor, encodeCursor, type Page } from '../kernel/page.js';
import { Statements } from '../platform/database/statements.js';
import { conditionSql } from './condition-sql.js';
import { COLUMNS, type TicketListRow } from './ticket-list.js';
import { afterSql, type KeyColumns, keysOf, keysSql, type Leg, legsOf, orderSql, type ViewOrder } from './view-order.js';
import { isNarrow, isOpenOnly, OPEN_SQL, SHOWN_SQL } from './view-scope.js';
import { VisibleTickets } from './visible-tickets.js';

/** So many tickets are looked at for one page; a page that is short then says where to go on. */
const LOOKED_AT_MAX = 2_000;

/** What a view asks, with `me` and `mine` resolved. */
export interface ViewQuestion {
  readonly condition: Condition;
  readonly catalogue: FieldCatalogue;
  readonly actor: Actor;
}

export interface ViewPageQuery extends ViewQuestion {
  readonly order: ViewOrder;
  readonly limit: number;
  readonly cursor: string | null;
  /** What must hold for the question to be this one still; rows are found only while it does. */
  readonly still: ((bind: Bind) => string) | null;
}

type Bind = (value: unknown) => string;

export interface ViewPage extends Page<ViewTicketRow> {
  /** Rows were found, so `still` held. */
  readonly isProven: boolean;
}

export interface ViewTicketRow extends TicketListRow {
  readonly customFields: Readonly<Record<string, unknown>>;
}

type Found = ViewTicketRow & KeyColumns;

/** Where a page begins: the stretch of the list, and the keys of the last row before it. */
interface Start {
  readonly leg: number;
  readonly keys: readonly unknown[] | null;
}

/**
 * The tickets of a saved view, in its order. The rows of the order's index are looked at one after the other until the page
 * is full, 2,000 at most: a condition that hardly any ticket meets never reads the whole table for one call. Such a page is
 * short, and its cursor goes on behind what was looked at.
 */
@Injectable()
export class ViewTicketsView {
  constructor(
    private readonly statements: Statements,
    private readonly visible: VisibleTickets,
  ) {}

  /** @throws DomainError `page.bad-cursor` */
  async page(query: ViewPageQuery): Promise<ViewPage> {
    const sort = `view ${query.order.by} ${query.order.direction}`;
    const legs = legsOf(query.order);
    let start = startOf(sort, query.cursor, legs);
    const found: Found[] = [];
    const legOf: number[] = [];
    let isProven: boolean | null = null;
    for (;;) {
      const leg = legs[start.leg];
      if (leg === undefined) return { items: found, nextCursor: null, isProven: isProven === true };
      const still = isProven === null ? query.still : null;
      const rows = await this.rows(query, leg, { keys: start.keys, limit: query.limit - found.length + 1, still });
      isProven ??= rows.length > 0;
      found.push(...rows);
      legOf.push(...rows.map(() => start.leg));
      const last = found[query.limit - 1];
      const lastLeg = legOf[query.limit - 1] ?? 0;
      if (found.length > query.limit && last !== undefined) {
        const nextCursor = encodeCursor(sort, [lastLeg, ...keysOf(legs[lastLeg] ?? leg, last)]);
        return { items: found.slice(0, query.limit), nextCursor, isProven };
      }
      const end = isNarrow(query.condition) ? null : await this.lookedAt(query, leg, start.keys);
      if (end !== null) return { items: found, nextCursor: encodeCursor(sort, [start.leg, ...end]), isProven };
      start = { leg: start.leg + 1, keys: null };
    }
  }

  private rows(
    query: ViewPageQuery,
    leg: Leg,
    from: { readonly keys: Start['keys']; readonly limit: number; readonly still: ViewPageQuery['still'] },
  ): Promise<Found[]> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const { scope, rest } = scopeSql(query, leg, from.keys === null ? null : afterSql(leg, from.keys.map(bind)));
    const order = orderSql(leg);
    const source = isNarrow(query.condition) ? `ticket t where ${scope}` : lookedAtSql(scope, order);
    const asked = askedSql(query, this.visible, values);
    // Of no row of the table: told once, before any is read.
    const still = from.still === null ? 'true' : `(select ${from.still(bind)})`;
    return this.statements.adHoc<Found>(
      `select ${COLUMNS}, custom_fields as "customFields", null as "sortAt", ${keysSql(leg)}
       from ${source} and ${rest} and ${asked} and ${still} order by ${order} limit ${bind(from.limit)}`,
      values,
    );
  }

  /** @returns the keys of the last row that was looked at; null when the stretch ended before */
  private async lookedAt(query: ViewPageQuery, leg: Leg, keys: Start['keys']): Promise<readonly string[] | null> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const after = keys === null ? null : afterSql(leg, keys.map(bind));
    const { scope } = scopeSql(query, leg, after);
    const [row] = await this.statements.once<KeyColumns>(
      `select ${keysSql(leg)} from ticket t where ${scope} order by ${orderSql(leg)} offset ${LOOKED_AT_MAX - 1} limit 1`,
      values,
    );
    return row === undefined ? null : keysOf(leg, row);
  }
}

/** What the view asks and what the asker may see, over `ticket t`. */
export function askedSql({ condition, catalogue, actor }: ViewQuestion, visible: VisibleTickets, values: unknown[]): string {
  const seen = visible.condition(actor, { ticket: 't', first: values.length + 1 });
  values.push(...seen.values);
  return `${seen.text} and ${conditionSql(condition, { catalogue, now: 'now()', bind: (value) => `$${values.push(value)}` })}`;
}

interface Scope {
  /** What the index of the order gives. */
  readonly scope: string;
  /** What is asked of each of its rows besides. */
  readonly rest: string;
}

function scopeSql({ condition, catalogue }: ViewQuestion, leg: Leg, after: string | null): Scope {
  const open = isOpenOnly(condition, catalogue) ? [OPEN_SQL] : [SHOWN_SQL];
  const own = leg.where === null ? [] : [leg.where];
  const [scope, rest] = leg.ownIndex ? [[SHOWN_SQL, ...own], open] : [open, own];
  return { scope: both([...scope, ...(after === null ? [] : [after])]), rest: both(rest) };
}

function both(parts: readonly string[]): string {
  return parts.length === 0 ? 'true' : parts.join(' and ');
}

function lookedAtSql(scope: string, order: string): string {
  return `(select t.* from ticket t where ${scope} order by ${order} limit ${LOOKED_AT_MAX}) t where true`;
}

function startOf(sort: string, cursor: string | null, legs: readonly Leg[]): Start {
  if (cursor === null) return { leg: 0, keys: null };
  const longest = Math.max(...legs.map((leg) => leg.keys.length));
  const [leg, ...keys] = decodeCursor(sort, cursor, longest + 1);
  return { leg: Number(leg), keys };
}
