import { Injectable } from '@nestjs/common';
import { stopwatchMs } from '../../kernel/clock.js';
import { Statements } from '../../platform/database/statements.js';
import { TEXT_MAX } from '../domain/document.js';
import type { Slice } from '../domain/slices.js';

/** A place among all messages, newest first. */
export interface Place {
  /** Microseconds since 1970, as exact as the database has it. */
  readonly at: string;
  readonly id: string;
}

export interface HitRow extends Place {
  readonly score: number;
}

/** What is asked of the index in one stage. */
export interface Stage {
  /** null: all. */
  readonly slices: readonly string[] | null;
  readonly withFacets: readonly string[];
  readonly withoutFacets: readonly string[];
  readonly query: string | null;
  /** Only what was said before (exclusive), and after. */
  readonly before: Place | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly ranked: boolean;
  readonly limit: number;
}

/** A condition over `ticket t`. @param bind takes a value into the statement's parameters and gives its placeholder */
export type TicketSql = (bind: (value: unknown) => string, count: () => number) => string;

export interface FoundMessage {
  readonly id: string;
  readonly seq: number;
  readonly direction: string;
  readonly kind: string;
  readonly channel: string;
  readonly authorName: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly ticketId: string;
  readonly number: string;
  readonly ticketSubject: string;
  readonly status: string;
  readonly statusCategory: string;
  readonly priority: number;
  readonly category: string;
  readonly ticketChannel: string;
  readonly contactId: string;
  readonly contactName: string;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly identities: readonly string[] | null;
}

/** Subjects and numbers before people, people before fields, fields before the text (D, C, B, A); among alike the short before the long (1). */
const RANK = `ts_rank('{0.1, 0.3, 0.5, 1}', c.tsv, $query::tsquery, 1)`;

const FOUND = `
  select m.id, m.seq, m.direction, m.kind, m.channel, m.author_name as "authorName", left(m.text, ${TEXT_MAX}) as text, m.created_at as "createdAt",
    t.id as "ticketId", t.number, t.subject as "ticketSubject", t.status, t.status_category as "statusCategory", t.priority, t.category,
    t.channel as "ticketChannel", t.contact_id as "contactId", c.name as "contactName", t.team_id as "teamId", t.assignee_id as "assigneeId",
    t.custom_fields as "customFields", (select json_agg(i.value) from contact_identity i where i.contact_id = t.contact_id) as identities
  from unnest($1::uuid[]) with ordinality wanted(id, place) join message m on m.id = wanted.id join ticket t on t.id = m.ticket_id
    join contact c on c.id = t.contact_id
  order by wanted.place`;

/** Another process may have begun a slice since. */
const SLICES_FRESH_MS = 1_000;
const SLICES = 'select id, since, documents, earliest, latest from search_slice order by since desc nulls last';

const SAID_IN = 'select exists (select from search_document d where d.facets && $1::text[] and d.tsv @@ $2::tsquery) as said';

/** So many words a beginning stands for at most, the shortest first; so many are looked at. */
const EXPANDED_MAX = 16;
const LOOKED_AT_MAX = 1_000;
// The collation "C" makes a beginning a range of the primary key.
const EXPAND = `
  select p.prefix, array(
    select lexeme from (select lexeme from search_lexeme where lexeme >= p.prefix and lexeme < p.prefix || U&'\\+10FFFF' limit ${LOOKED_AT_MAX}) l
    order by length(lexeme), lexeme limit ${EXPANDED_MAX}) as words
  from unnest($1::text[]) p(prefix)`;

@Injectable()
export class SearchRepository {
  private kept: { readonly at: number; readonly slices: Promise<readonly Slice[]> } | null = null;

  constructor(private readonly statements: Statements) {}

  /** Newest first. They grow with all that was ever said: read once a second, not for each search. */
  slices(): Promise<readonly Slice[]> {
    if (this.kept === null || stopwatchMs() - this.kept.at > SLICES_FRESH_MS) {
      const kept = { at: stopwatchMs(), slices: this.statements.rows<Slice>(SLICES, []) };
      kept.slices.catch(() => this.forgetSlices());
      this.kept = kept;
    }
    return this.kept.slices;
  }

  /** This process has changed them. */
  forgetSlices(): void {
    this.kept = null;
  }

  /** Whether any message of these slices says this, whoever may see it. */
  async isSaidIn(slices: readonly string[], query: string): Promise<boolean> {
    const [row] = await this.statements.rows<{ said: boolean }>(SAID_IN, [slices, query]);
    return row?.said ?? false;
  }

  async expand(prefixes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    if (prefixes.length === 0) return new Map();
    const rows = await this.statements.rows<{ prefix: string; words: string[] }>(EXPAND, [prefixes]);
    return new Map(rows.map((row) => [row.prefix, row.words]));
  }

  /**
   * Hits of these slices, newest first. The index gives those with the words (ix_search_document); they are put in order,
   * and the ticket of one after the other is looked at until enough may be shown: `offset 0` keeps PostgreSQL from joining
   * them all.
   */
  hits(stage: Stage, ticketSql: TicketSql): Promise<HitRow[]> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const query = stage.query === null ? null : bind(stage.query);
    const where = [
      ...(stage.slices === null ? [] : [`d.facets && ${bind(stage.slices)}::text[]`]),
      ...(stage.withFacets.length > 0 ? [`d.facets @> ${bind(stage.withFacets)}::text[]`] : []),
      ...(stage.withoutFacets.length > 0 ? [`not d.facets && ${bind(stage.withoutFacets)}::text[]`] : []),
      ...(query === null ? [] : [`d.tsv @@ ${query}::tsquery`]),
      ...(stage.before === null
        ? []
        : [
            `(d.at, d.message_id) < (timestamptz 'epoch' + ${bind(stage.before.at)}::bigint * interval '1 microsecond', ${bind(stage.before.id)}::uuid)`,
          ]),
      ...(stage.since === null ? [] : [`d.at >= ${bind(stage.since)}::timestamptz`]),
      ...(stage.until === null ? [] : [`d.at < ${bind(stage.until)}::timestamptz`]),
    ];
    const score = stage.ranked && query !== null ? RANK.replace('$query', query) : '0';
    const seen = ticketSql(bind, () => values.length);
    const text = `
      select c.message_id as id, (extract(epoch from c.at) * 1000000)::bigint::text as at, ${score}::float8 as score
      from (select d.message_id, d.ticket_id, d.at, d.tsv from search_document d where ${where.join(' and ')} order by d.at desc, d.message_id desc offset 0) c
        cross join lateral (select from ticket t where t.id = c.ticket_id and ${seen} offset 0) seen
      order by c.at desc, c.message_id desc limit ${bind(stage.limit)}`;
    return this.statements.adHoc<HitRow>(text, values);
  }

  /** What is shown of these messages, in this order. */
  found(ids: readonly string[]): Promise<FoundMessage[]> {
    return this.statements.rows<FoundMessage>(FOUND, [ids]);
  }
}
