import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';

interface NowRow {
  readonly now: Date;
}

/** The database's clock decides what time it is, so that machines with differing clocks agree. Tests put a FakeClock here. */
@Injectable()
export class DatabaseClock {
  /** Opens the transaction and reads its time in one round trip. */
  async begin(client: ClientBase): Promise<Date> {
    // Two statements in one simple query: pg answers with one result for each.
    const results = (await client.query('begin; select now() as now')) as unknown as readonly { readonly rows: readonly NowRow[] }[];
    const row = results[1]?.rows[0];
    if (row === undefined) throw new Error('the database did not tell the time');
    return row.now;
  }

  /** The desk's time at an instant of the machine's clock; for looks that need no transaction. */
  deskTime(at: Date): Date {
    return at;
  }

  /** When, by the machine's clock, an instant of the desk's time will be. */
  machineTime(at: Date): Date {
    return at;
  }
}
