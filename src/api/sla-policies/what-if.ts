import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { promised } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { plusMinutes } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import { type CalendarId, newId, type SlaPolicyId, type TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import {
  type Book,
  CalendarRepository,
  type CalendarRow,
  compileCalendar,
  type Hours,
  outcomeOf,
  type Policy,
  type ReplayedClock,
  replay,
  SlaBook,
  tryOut,
} from '../../sla/settings.js';
import { type PastItem, type StatusCategory, type StatusNames, stepsOf, TicketFields, type TicketState } from '../../tickets/settings.js';
import { type PastTicketRow, PastTicketsView } from '../../views/past-tickets.js';
import { settingsFrom } from '../calendars/calendars.mapper.js';
import { ConditionValues } from '../shared/condition-values.js';
import { policyFrom } from './sla-policies.mapper.js';
import type { WhatIfAnswer, WhatIfInput } from './what-if.dto.js';
import { WhatIfTally } from './what-if-tally.js';

const TICKETS_MAX = 2_000;
/** Read together; after each ticket other requests are served. */
const CHUNK = 50;

interface Question {
  readonly book: Book;
  readonly from: Date;
  readonly until: Date;
  readonly names: StatusNames;
}

/** Replays the last days' tickets that the asker may see under other policies and calendars. Reads only, a bounded number of tickets, a few at a time. */
@Injectable()
export class WhatIf {
  constructor(
    private readonly past: PastTicketsView,
    private readonly calendars: CalendarRepository,
    private readonly book: SlaBook,
    private readonly fields: TicketFields,
    private readonly uow: UnitOfWork,
    private readonly values: ConditionValues,
  ) {}

  /** @throws DomainError `sla-policy.unknown`, `calendar.unknown`, and what saving them would be refused for */
  async ask(me: Actor, input: WhatIfInput): Promise<WhatIfAnswer> {
    await this.values.check(input.policies?.map(({ condition }) => condition));
    const names = statusNames(await this.past.statuses());
    const known = await this.known(input);
    const question = await this.uow.run(me, async (tx): Promise<Question> => {
      const book = await this.tried(tx, input, known);
      return { book, from: plusMinutes(tx.now, -input.days * 1_440), until: tx.now, names };
    });
    const tally = new WhatIfTally(question.book.policies);
    let last: PastTicketRow | undefined;
    let more = true;
    while (more && tally.tickets < TICKETS_MAX) {
      const rows = await this.past.since(me, question.from, last?.id ?? null, CHUNK);
      await this.replayAll(rows, question, tally);
      more = rows.length === CHUNK;
      last = rows.at(-1);
    }
    const capped = more && last !== undefined && (await this.past.since(me, question.from, last.id, 1)).length > 0;
    return { from: question.from.toISOString(), until: question.until.toISOString(), tickets: tally.tickets, capped, ...tally.answer() };
  }

  private async replayAll(rows: readonly PastTicketRow[], question: Question, tally: WhatIfTally): Promise<void> {
    const ids = rows.map((row) => row.id);
    const [messages, changes, clocks] = await Promise.all([this.past.messages(ids), this.past.changes(ids), this.past.clocks(ids)]);
    for (const row of rows) {
      const items: PastItem[] = [
        ...messages.filter((m) => m.ticketId === row.id).map((m) => ({ ...m, kind: 'message' }) as const),
        ...changes.filter((c) => c.ticketId === row.id).map((c) => ({ ...c, kind: 'change' }) as const),
      ];
      const actual = clocks.filter((c) => c.ticketId === row.id).map((c) => ({ ...c, outcome: outcomeOf(c) }));
      tally.add(row, { actual, whatIf: replayed(row, items, question) });
      await breathe();
    }
  }

  /** Before the transaction: it has a connection of its own. */
  private async known({ calendars = [] }: WhatIfInput): Promise<readonly CalendarRow[]> {
    const rows: CalendarRow[] = [];
    for (const { id } of calendars) {
      const row = await this.calendars.find(id as CalendarId);
      if (row === null) throw new DomainError('unprocessable', 'calendar.unknown', 'There is no such calendar.', { id });
      rows.push(row);
    }
    return rows;
  }

  private async tried(tx: Tx, input: WhatIfInput, known: readonly CalendarRow[]): Promise<Book> {
    const book = await this.book.get(tx, await this.fields.catalogue(tx));
    const calendars = new Map<CalendarId, Hours>();
    for (const { id, settings } of known) {
      const given = input.calendars?.find((calendar) => calendar.id === id) ?? {};
      calendars.set(id, await compileCalendar(settingsFrom(given, settings), tx.now));
    }
    return tryOut(book, { policies: triedPolicies(book, input), calendars });
  }
}

function triedPolicies(book: Book, { policies = [] }: WhatIfInput): readonly Policy[] {
  const tried = [...book.policies];
  for (const { id, position, ...given } of policies) {
    const at = tried.findIndex((policy) => policy.id === id);
    const before = tried[at] ?? null;
    if (id !== undefined && before === null)
      throw new DomainError('unprocessable', 'sla-policy.unknown', 'There is no such policy.', { id });
    const policy = { ...policyFrom({ name: 'New policy', ...given }, before, book.catalogue), id: before?.id ?? newId<SlaPolicyId>() };
    if (before !== null) tried.splice(at, 1);
    const place = position === undefined ? (before === null ? tried.length : at) : position - 1;
    tried.splice(place, 0, policy);
  }
  return tried;
}

function replayed(row: PastTicketRow, items: readonly PastItem[], { book, until, names }: Question): readonly ReplayedClock[] {
  const happenings = stepsOf(row as TicketState, items, names).map(({ at, before, after, message }) => ({
    ticketId: row.id as TicketId,
    before: before === null ? null : promised(before),
    after: promised(after),
    message,
    now: at,
  }));
  return replay(happenings, { book, until });
}

function statusNames(rows: readonly { readonly name: string; readonly category: string }[]): StatusNames {
  return {
    categoryOf: (status) => (rows.find((row) => row.name === status)?.category ?? 'open') as StatusCategory,
    nameFor: (category) => rows.find((row) => row.category === category)?.name ?? category,
  };
}
