import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import { firstIdAt } from '../kernel/id.js';
import { Statements } from '../platform/database/statements.js';
import { SUBJECT_COLUMNS, type SubjectMessage, type SubjectTicket } from './automation-subject.js';
import { ticketVisibility } from './ticket-visibility.js';

/** Something that happened, with its ticket as it is now. */
export interface PastEvent {
  readonly name: string;
  readonly at: Date;
  readonly ticket: SubjectTicket;
  readonly message: SubjectMessage | null;
  /** Of `ticket.changed`. */
  readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
}

export interface LaterChange {
  readonly ticketId: string;
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

export interface PastSpan {
  readonly asker: Actor;
  readonly since: Date;
  readonly limit: number;
}

type Row = SubjectTicket & {
  readonly at: Date;
  readonly message: SubjectMessage | null;
  readonly data?: Readonly<Record<string, unknown>>;
};

// Thousands of messages at a time: of a long one its beginning must do.
const MESSAGE_COLUMN = `json_build_object('text', left(m.text, 5000), 'direction', m.direction, 'kind', m.kind, 'automatic', m.automatic) as message`;

// Newest first. Indexes: ix_ticket_created and the primary keys: ids rise with time. Rows of other kinds are passed over, but
// only so many, that no look takes long.
const PASSED_MAX = 20_000;
const OPENED = (seen: string) => `
  select ${SUBJECT_COLUMNS}, t.created_at as at, null as message from ticket t
  where t.shown and t.created_at >= $1 and ${seen} order by t.created_at desc limit $2`;
const CHANGED = (seen: string) => `
  select ${SUBJECT_COLUMNS}, e.at, null as message, e.data from (select * from ticket_event where id >= $3 order by id desc limit ${PASSED_MAX}) e join ticket t on t.id = e.ticket_id and t.shown
  where e.name = 'ticket.changed' and e.at >= $1 and ${seen} order by e.id desc limit $2`;
const SAID = (seen: string) => `
  select ${SUBJECT_COLUMNS}, m.created_at as at, ${MESSAGE_COLUMN} from (select * from message where id >= $3 order by id desc limit ${PASSED_MAX}) m join ticket t on t.id = m.ticket_id and t.shown
  where m.direction = $4 and m.created_at >= $1 and ${seen} order by m.id desc limit $2`;

const DIRECTIONS: Readonly<Record<string, string>> = {
  'message.received': 'inbound',
  'message.queued': 'outbound',
  'note.added': 'internal',
};

export const LATER_MAX = 20_000;

// What happened to tickets later, newest first. Index: ix_ticket_event_ticket.
const LATER = `
  select ticket_id as "ticketId", name, data, at from ticket_event
  where ticket_id = any($1::uuid[]) and name in ('ticket.changed', 'ticket.reopened') and at >= $2 order by id desc limit ${LATER_MAX}`;

const CATEGORIES = 'select name, category from ticket_status';

/** What rules could have run on in the last days: read from the history, for the dry run. */
@Injectable()
export class PastEventsView {
  constructor(private readonly statements: Statements) {}

  /** Events of one name since an instant of tickets that the asker may see, newest first; none for names that the history does not keep. */
  async named(name: string, span: PastSpan): Promise<readonly PastEvent[]> {
    const rows = await this.rowsOf(name, span);
    return rows.map(({ at, message, data, ...ticket }) => ({ name, at, ticket, message, changes: changesOf(data ?? {}) }));
  }

  later(ticketIds: readonly string[], since: Date): Promise<LaterChange[]> {
    return this.statements.rows<LaterChange>(LATER, [ticketIds, since]);
  }

  /** Which category each status has. */
  async statusCategories(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.statements.rows<{ name: string; category: string }>(CATEGORIES, []);
    return new Map(rows.map((r) => [r.name, r.category]));
  }

  private rowsOf(name: string, { asker, since, limit }: PastSpan): Promise<Row[]> | Row[] {
    // Ids are made by the process, instants by the database: clocks may differ a little.
    const first = firstIdAt(plusMinutes(since, -10));
    const direction = DIRECTIONS[name];
    const ask = (statement: (seen: string) => string, values: readonly unknown[]) => {
      const seen = ticketVisibility(asker, { ticket: 't', first: values.length + 1 });
      return this.statements.rows<Row>(statement(seen.text), [...values, ...seen.values]);
    };
    if (direction !== undefined) return ask(SAID, [since, limit, first, direction]);
    if (name === 'ticket.opened') return ask(OPENED, [since, limit]);
    return name === 'ticket.changed' ? ask(CHANGED, [since, limit, first]) : [];
  }
}

/** The changes of a history line: those of `ticket.reopened` are its status alone. */
export function changesOf(data: Readonly<Record<string, unknown>>): PastEvent['changes'] {
  const isChange = (value: unknown): value is { readonly from: unknown; readonly to: unknown } =>
    typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
  if ('from' in data && 'to' in data) return { status: { from: data['from'], to: data['to'] } };
  return Object.fromEntries(Object.entries(data).flatMap(([field, value]) => (isChange(value) ? [[field, value]] : [])));
}
