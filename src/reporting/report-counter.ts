import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Log } from '../platform/logging/log.js';
import { type Delta, deltasOf, summed } from './domain/delta.js';
import { factsOf, messageFactsOf } from './domain/fact.js';
import { type NewMessageRow, ReportRepository, type TicketToCount } from './store/report.repository.js';

const actor = systemActor('reports');
const BATCH = 500;
const PAUSE_MS = 2_000;

/**
 * Keeps the rollups of the reports: looks again at every ticket that changed and adds the difference to what it was
 * counted as. Any number of processes may count at once; a batch that is cut off is counted again whole.
 */
@Injectable()
export class ReportCounter {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ReportRepository,
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running ??= this.run()
        .catch((error: unknown) => this.log.warn({ event: 'reports.count-failed', error }))
        .finally(() => {
          this.running = null;
        });
    }, PAUSE_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /** Counts what is there; what comes meanwhile is for the next time, so that batches stay large under load. */
  async run(): Promise<void> {
    while ((await this.batch()) === BATCH);
  }

  /** @returns how many notes of changed tickets it took */
  private batch(): Promise<number> {
    return this.uow.run(actor, async (tx) => {
      const { ids, notes } = await this.repository.take(tx, BATCH);
      if (notes === 0) return 0;
      await this.repository.lock(tx, ids);
      const [tickets, messages] = await Promise.all([this.repository.tickets(tx, ids), this.repository.newMessages(tx, ids)]);
      const byTicket = new Map<string, NewMessageRow[]>(tickets.map((t) => [t.id, []]));
      for (const message of messages) byTicket.get(message.ticketId)?.push(message);
      const counted = tickets.map((ticket) => count(ticket, byTicket.get(ticket.id) ?? []));
      await this.repository.keep(tx, counted);
      await this.repository.add(tx, summed(counted.flatMap((c) => c.deltas)));
      return notes;
    });
  }
}

function count(ticket: TicketToCount, messages: readonly NewMessageRow[]) {
  const facts = factsOf(ticket);
  // Their messages are counted once the ticket counts (again).
  if (!ticket.counts)
    return { id: ticket.id, facts, seq: ticket.countedSeq, waitingSince: ticket.waitingSince, deltas: deltasOf(ticket.counted, facts) };
  const said = messageFactsOf(messages, ticket.waitingSince);
  const deltas: readonly Delta[] = [...deltasOf(ticket.counted, facts), ...deltasOf([], said.facts)];
  return { id: ticket.id, facts, seq: messages.at(-1)?.seq ?? ticket.countedSeq, waitingSince: said.waitingSince, deltas };
}
