import type { ClientBase } from 'pg';
import { instantAt } from '../../kernel/clock.js';
import { DatabaseClock } from './database-clock.js';

/**
 * A day in minutes, for demonstrations and simulations: from `origin` on the desk's time runs so many times faster than
 * the machine's. Everything the desk decides by time follows; providers, tokens and logs keep the machine's time.
 */
export class HurriedClock extends DatabaseClock {
  constructor(
    private readonly origin: Date,
    private readonly speed: number,
  ) {
    super();
  }

  override async begin(client: ClientBase): Promise<Date> {
    return this.deskTime(await super.begin(client));
  }

  override deskTime(at: Date): Date {
    return instantAt(this.origin.getTime() + (at.getTime() - this.origin.getTime()) * this.speed);
  }

  override machineTime(at: Date): Date {
    return instantAt(this.origin.getTime() + (at.getTime() - this.origin.getTime()) / this.speed);
  }
}
