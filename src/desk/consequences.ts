import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/tx.js';
import type { Happened } from './happened.js';
import { TicketClocks } from './ticket-clocks.js';

/** What follows from every change of a known ticket. Verbs call it last. */
@Injectable()
export class Consequences {
  constructor(private readonly clocks: TicketClocks) {}

  of(tx: Tx, happened: Happened): Promise<void> {
    return this.clocks.follow(tx, [happened]);
  }
}
