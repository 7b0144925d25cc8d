import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { instantFrom, stopwatchMs } from '../kernel/clock.js';
import type { Condition, FieldCatalogue } from '../kernel/condition.js';
import { DomainError } from '../kernel/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../kernel/page.js';
import { conditionSql } from '../views/condition-sql.js';
import { VisibleTickets } from '../views/visible-tickets.js';
import { clausesOf, type Marked } from './domain/clauses.js';
import type { ParsedQuery } from './domain/query.js';
import { type Slice, startOf } from './domain/slices.js';
import { prefixesOf, tsQuery } from './domain/ts-query.js';
import { sliceFacet } from './facets.js';
import { type FoundMessage, type HitRow, type Place, SearchRepository, type Stage, type TicketSql } from './store/search.repository.js';

/** The best are chosen among so many of the newest. */
const RANKED_MAX = 300;
/** A search looks back so long before it shows what it has and says where to go on. */
const PATIENCE_MS = 150;
/** And so long for a further page of a list that was looked for within {@link PATIENCE_MS} before. */
const PATIENCE_AGAIN_MS = 10 * PATIENCE_MS;
/** Each stage looks at most so many times as far back as the one before it. */
const GROWTH = 8;
const STAGE_MAX = 256;
/** Without a hit among so many slices, about 37,000 messages, words may be rare. */
const RARE_AFTER = 1 + GROWTH;
const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

export interface SearchOrder {
  readonly actor: Actor;
  readonly query: ParsedQuery;
  /** What the filters ask of the ticket. */
  readonly condition: Condition | null;
  readonly catalogue: FieldCatalogue;
  readonly facets: { readonly with: readonly string[]; readonly without: readonly string[] };
  readonly since: Date | null;
  readonly until: Date | null;
  readonly sort: 'best' | 'newest';
  readonly limit: number;
  readonly cursor: string | null;
}

export interface SearchPage extends Page<FoundMessage> {
  readonly marks: readonly Marked[];
}

/** Finds messages: the newest slices first, until there are enough of them. */
@Injectable()
export class Search {
  /** Milliseconds; tests are less patient. */
  patience = { first: PATIENCE_MS, again: PATIENCE_AGAIN_MS };

  constructor(
    private readonly repository: SearchRepository,
    private readonly visible: VisibleTickets,
  ) {}

  /** @throws DomainError `search.empty`, `page.bad-cursor` */
  async page(order: SearchOrder): Promise<SearchPage> {
    const clauses = clausesOf(order.query);
    const words = tsQuery(clauses, await this.repository.expand(prefixesOf(clauses)));
    if (words === null && order.query.filters.length === 0)
      throw new DomainError('unprocessable', 'search.empty', 'There is no word in this search.');
    const { hits, nextCursor } = order.sort === 'best' ? await this.best(order, words) : await this.newest(order, words);
    const items = await this.repository.found(hits.map((hit) => hit.id));
    return { items, nextCursor, marks: clauses.marks };
  }

  private async newest(order: SearchOrder, words: string | null) {
    const { limit } = order;
    const [at, id] = order.cursor === null ? [null, null] : decodeCursor('search newest', order.cursor, 2);
    const before = at === null ? null : { at: String(at), id: String(id) };
    const { hits, stoppedAt } = await this.lookBack(order, {
      words,
      before,
      limit: limit + 1,
      ranked: false,
      patienceMs: this.patience.first,
    });
    const last = hits.length > limit ? hits[limit - 1] : stoppedAt;
    const nextCursor = last === undefined || last === null ? null : encodeCursor('search newest', [last.at, last.id]);
    return { hits: hits.slice(0, limit), nextCursor };
  }

  /**
   * Pages of the best go through one list: that of the newest hits when its first page was asked for. Where the look back for
   * them stopped before it had enough, another list begins after it. A cursor tells how a list is found again: from
   * where to where it goes back, and how many of it were shown.
   */
  private async best(order: SearchOrder, words: string | null) {
    const [at, id, bottom = null, offset] = order.cursor === null ? [null, null, null, 0] : decodeCursor('search best', order.cursor, 4);
    const before = at === null ? null : { at: String(at), id: String(id) };
    const end = Number(offset) + order.limit;
    const patienceMs = offset === 0 ? this.patience.first : this.patience.again;
    const sought = { words, before, limit: RANKED_MAX, ranked: true, patienceMs };
    const { hits, stoppedAt } = await this.lookBack(downTo(bottom, order), sought);
    const ranked = hits.toSorted((a, b) => b.score - a.score); // stable: newer before older
    const top = before ?? justAfter(hits[0]);
    const goesOnAt = stoppedAt?.at ?? bottom;
    const isMore = top !== null && end < ranked.length;
    const next = isMore ? [top.at, top.id, goesOnAt, end] : goesOnAt === null ? null : [goesOnAt, LOWEST_ID, null, 0];
    return { hits: ranked.slice(Number(offset), end), nextCursor: next === null ? null : encodeCursor('search best', next) };
  }

  private async lookBack(
    order: SearchOrder,
    sought: Sought,
  ): Promise<{ readonly hits: readonly HitRow[]; readonly stoppedAt: Place | null }> {
    const started = stopwatchMs();
    const slices = within(await this.repository.slices(), order, sought.before);
    const hits: HitRow[] = [];
    let looked = 0;
    let isRare: boolean | null = null;
    for (let reach = 1; looked < slices.length; ) {
      // Words that many slices have not once are rare: the index finds them among all others sooner than in one slice after another.
      if (isRare === null && hits.length === 0 && looked >= RARE_AFTER) isRare = await this.isRare(sought.words, slices.slice(0, looked));
      const stage = isRare === true ? slices.slice(looked) : slices.slice(looked, looked + reach);
      const missing = sought.limit - hits.length;
      const part = { slices: isRare === true ? null : stage, limit: missing };
      hits.push(...(await this.repository.hits(stageOf(order, sought, part), this.ticketSql(order))));
      looked += stage.length;
      const since = stage.at(-1)?.since ?? null;
      if (hits.length >= sought.limit) return { hits, stoppedAt: null };
      if (since !== null && looked < slices.length && stopwatchMs() - started > sought.patienceMs)
        return { hits, stoppedAt: { at: String(since.getTime() * 1000), id: LOWEST_ID } };
      reach = nextReach(reach, { looked, found: hits.length, wanted: sought.limit });
    }
    return { hits, stoppedAt: null };
  }

  /** Words that stand in what the asker may not see, or did not ask for, are found in these slices all the same. */
  private async isRare(words: string | null, slices: readonly Slice[]): Promise<boolean> {
    if (words === null) return false;
    const facets = slices.map(({ id }) => sliceFacet(id));
    return !(await this.repository.isSaidIn(facets, words));
  }

  private ticketSql({ actor, condition, catalogue }: SearchOrder): TicketSql {
    return (bind, count) => {
      const seen = this.visible.condition(actor, { ticket: 't', first: count() + 1 });
      for (const value of seen.values) bind(value);
      const asked = condition === null ? null : conditionSql(condition, { catalogue, now: 'now()', bind });
      return asked === null ? seen.text : `${seen.text} and ${asked}`;
    };
  }
}

interface Sought {
  readonly words: string | null;
  readonly before: Place | null;
  readonly limit: number;
  readonly ranked: boolean;
  readonly patienceMs: number;
}

/** @param bottom microseconds since 1970, of a cursor; null: as far back as is asked for */
function downTo(bottom: string | number | null, order: SearchOrder): SearchOrder {
  const at = bottom === null ? null : instantFrom(Number(bottom) / 1000);
  return at === null || (order.since !== null && order.since >= at) ? order : { ...order, since: at };
}

function stageOf(order: SearchOrder, sought: Sought, part: { readonly slices: readonly Slice[] | null; readonly limit: number }): Stage {
  return {
    slices: part.slices?.map(({ id }) => sliceFacet(id)) ?? null,
    withFacets: order.facets.with,
    withoutFacets: order.facets.without,
    query: sought.words,
    before: sought.before,
    since: order.since?.toISOString() ?? null,
    until: order.until?.toISOString() ?? null,
    ranked: sought.ranked,
    limit: part.limit,
  };
}

/** As far as the hits so far say it takes, but not at one go: words come and go. */
function nextReach(
  reach: number,
  { looked, found, wanted }: { readonly looked: number; readonly found: number; readonly wanted: number },
): number {
  const expected = found === 0 ? Number.POSITIVE_INFINITY : Math.ceil((looked * (wanted - found)) / found);
  return Math.min(expected, reach * GROWTH, STAGE_MAX);
}

/** Newest first: the slices that can hold what is asked for. */
function within(slices: readonly Slice[], { since, until }: SearchOrder, before: Place | null): readonly Slice[] {
  const top = until?.getTime() ?? Number.POSITIVE_INFINITY;
  const bottom = since?.getTime() ?? Number.NEGATIVE_INFINITY;
  return slices.filter((slice) => startOf(slice) <= top && isBegunBefore(slice, before) && slice.latest.getTime() >= bottom);
}

/** Where a look back stopped is where a slice begins: that one was looked at, and once more would lead no further. */
function isBegunBefore(slice: Slice, before: Place | null): boolean {
  if (before === null) return true;
  const top = Number(before.at) / 1000;
  return before.id === LOWEST_ID ? startOf(slice) < top : startOf(slice) <= top;
}

/** The list of the best begins with this hit, and with those of the very same instant. */
function justAfter(hit: HitRow | undefined): Place | null {
  return hit === undefined ? null : { at: hit.at, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
}
