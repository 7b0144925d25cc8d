import { Injectable } from '@nestjs/common';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { type BegunClocks, type ClockNews, Clocks, type Happening } from '../sla/index.js';
import { HistoryRepository, type Joining, TicketFields, type TicketState } from '../tickets/index.js';
import type { Happened } from './happened.js';
import { promised } from './promised-ticket.js';

/** What happens to tickets, as clocks see it; and what clocks tell, as tickets and subscribers hear it. */
@Injectable()
export class TicketClocks {
  constructor(
    private readonly clocks: Clocks,
    private readonly history: HistoryRepository,
    private readonly fields: TicketFields,
  ) {}

  async begin(tx: Tx, ticket: TicketState, first: Joining): Promise<BegunClocks> {
    const catalogue = await this.fields.catalogue(tx);
    return this.clocks.begin(tx, { ticketId: ticket.id, ticket: promised(ticket), first, catalogue });
  }

  async follow(tx: Tx, happened: readonly Happened[]): Promise<void> {
    const happenings = happened.filter(matters).map(({ before: was, after: is, message }): Happening => {
      const before = promised(was);
      return { ticketId: is.id, before, after: is === was ? before : promised(is), message, now: tx.now };
    });
    await this.tell(tx, await this.clocks.follow(tx, happenings, await this.fields.catalogue(tx)));
  }

  /** Lets time pass for the clocks of tickets that {@link Clocks.claimDue} locked. */
  async passTime(tx: Tx, ticketIds: readonly TicketId[]): Promise<readonly ClockNews[]> {
    const news = await this.clocks.passTime(tx, ticketIds, await this.fields.catalogue(tx));
    await this.tell(tx, news);
    return news;
  }

  private async tell(tx: Tx, news: readonly ClockNews[]): Promise<void> {
    // Sent together.
    await Promise.all(news.map((one) => this.record(tx, one)));
  }

  private async record(tx: Tx, { clock, line }: ClockNews): Promise<void> {
    const about = { ticketId: clock.ticketId, clockId: clock.id, metric: clock.metric };
    const dueAt = clock.dueAt?.toISOString() ?? null;
    switch (line.kind) {
      case 'warned': {
        const percent = Number(line.details['percent']);
        tx.emit({ name: 'clock.warned', data: { ...about, percent, dueAt } });
        return this.history.write(tx, clock.ticketId, 'clock.warned', { clockId: clock.id, metric: clock.metric, percent, dueAt });
      }
      case 'breached':
        tx.emit({ name: 'clock.breached', data: { ...about, dueAt } });
        return this.history.write(tx, clock.ticketId, 'clock.breached', { clockId: clock.id, metric: clock.metric, dueAt });
      case 'fulfilled': {
        const late = clock.breachedAt !== null;
        tx.emit({ name: 'clock.fulfilled', data: { ...about, late } });
        return this.history.write(tx, clock.ticketId, 'clock.fulfilled', { clockId: clock.id, metric: clock.metric, dueAt, late });
      }
      case 'escalated': {
        const actions = line.details['actions'] as readonly object[];
        tx.emit({ name: 'clock.escalated', data: { ...about, actions } });
        return this.history.write(tx, clock.ticketId, 'clock.escalated', { clockId: clock.id, metric: clock.metric, actions });
      }
      case 'started':
      case 'paused':
      case 'resumed':
      case 'retargeted':
      case 'cancelled':
        return; // the clock's own ledger tells of these
    }
  }
}

/** Most messages change no clock: what a machine says, and what a customer adds who waits already. */
function matters({ before, after, message }: Happened): boolean {
  if (message === null || before.statusCategory !== after.statusCategory) return true;
  if (message.automatic || message.direction === 'internal') return false;
  return message.direction === 'outbound' || before.waitingSince === null;
}
