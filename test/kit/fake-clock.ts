import type { ClientBase } from 'pg';
import { DatabaseClock } from '../../src/platform/database/database-clock.js';

/** A database clock that moves only when told to. */
export class FakeClock extends DatabaseClock {
  constructor(public now = new Date('2026-03-02T09:00:00Z')) {
    super();
  }

  override async begin(client: ClientBase): Promise<Date> {
    await client.query('begin');
    return this.now;
  }

  override deskTime(): Date {
    return this.now;
  }

  forward(minutes: number): void {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
  }
}
