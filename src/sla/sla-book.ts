import { Injectable } from '@nestjs/common';
import type { FieldCatalogue } from '../kernel/condition.js';
import type { Tx } from '../kernel/tx.js';
import { Fresh } from '../platform/database/fresh.js';
import { AROUND_THE_CLOCK } from './domain/calendar/hours.js';
import { WorkingTime } from './domain/calendar/working-time.js';
import type { Book, CalendarRef } from './domain/policy.js';
import { CalendarRepository, type VersionedHours } from './store/calendar.repository.js';
import { PolicyRepository } from './store/policy.repository.js';

const ALWAYS = new WorkingTime(AROUND_THE_CLOCK);

type Times = Map<string, WorkingTime>;
type Kept = Omit<Book, 'catalogue' | 'timeOf'> & { readonly times: Times };

/** Every policy and calendar there is: asked for with every input, read at most once a second. */
@Injectable()
export class SlaBook {
  private times: Times = new Map();
  private readonly fresh = new Fresh((tx) => this.load(tx));

  constructor(
    private readonly policies: PolicyRepository,
    private readonly calendars: CalendarRepository,
  ) {}

  async get(tx: Tx, catalogue: FieldCatalogue): Promise<Book> {
    return opened(await this.fresh.get(tx), catalogue);
  }

  /** The book, with these earlier versions of calendars opened too. */
  async with(tx: Tx, catalogue: FieldCatalogue, refs: readonly (CalendarRef | null)[]): Promise<Book> {
    const kept = await this.fresh.get(tx);
    const missing = refs.filter((ref) => ref !== null && !kept.times.has(keyOf(ref)));
    if (missing.length > 0)
      for (const row of await this.calendars.versions(
        tx,
        missing.flatMap((ref) => ref ?? []),
      ))
        open(kept.times, row);
    return opened(kept, catalogue);
  }

  /** After a change by this process, when it is committed. */
  forget(): void {
    this.fresh.forget();
  }

  private async load(tx: Tx): Promise<Kept> {
    const [policies, current, ofInboxes] = await Promise.all([
      this.policies.all(tx),
      this.calendars.current(tx),
      this.calendars.ofInboxes(tx),
    ]);
    const times: Times = new Map();
    // What a calendar has counted already is worth keeping; what nobody asks for any more is not.
    for (const row of current) open(times, row, this.times);
    this.times = times;
    return {
      policies,
      inboxCalendars: new Map(ofInboxes.map((row) => [row.inboxId, row.calendarId])),
      calendars: new Map(current.map(({ calendarId, version }) => [calendarId, { id: calendarId, version }])),
      times,
    };
  }
}

function open(times: Times, { calendarId, version, hours }: VersionedHours, known: Times = times): void {
  const key = keyOf({ id: calendarId, version });
  times.set(key, known.get(key) ?? new WorkingTime(hours));
}

function opened({ times, ...kept }: Kept, catalogue: FieldCatalogue): Book {
  const timeOf = (calendar: CalendarRef | null): WorkingTime => {
    const time = calendar === null ? ALWAYS : times.get(keyOf(calendar));
    if (time === undefined) throw new Error('a version of a calendar was not read');
    return time;
  };
  return { ...kept, catalogue, timeOf };
}

function keyOf({ id, version }: CalendarRef): string {
  return `${id}:${version}`;
}
