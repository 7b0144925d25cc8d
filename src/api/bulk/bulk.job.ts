import { Injectable, type OnModuleInit } from '@nestjs/common';
import { may } from '../../access/index.js';
import { AgentRepository } from '../../agents/settings.js';
import { ChangeTicket, type ChangeTicketCommand } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { instantFromText } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { problemOf } from '../../platform/http/problem.filter.js';
import { JobHandlers, textOf } from '../../platform/jobs/job-handlers.js';
import { Log } from '../../platform/logging/log.js';
import { type BulkAction, type BulkItem, BulkRepository, type FieldChanges, priorityOf } from '../../tickets/settings.js';
import { type SqlCondition, ticketVisibility } from '../../views/ticket-visibility.js';

type Wish = Omit<ChangeTicketCommand, 'ticketId' | 'version'>;
type End = Parameters<BulkRepository['settle']>[3];

const NOTHING: SqlCondition = { text: 'false', values: [] };

/**
 * Jobs `bulk` and `bulk-undo`: one transaction a ticket, as the agent who asked, so that each is done or refused by
 * itself and a cut-off run goes on where it was.
 */
@Injectable()
export class BulkJob implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: BulkRepository,
    private readonly change: ChangeTicket,
    private readonly agents: AgentRepository,
    private readonly jobs: JobHandlers,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.jobs.register('bulk', (payload) => this.run(textOf(payload, 'bulkId')));
    this.jobs.register('bulk-undo', (payload) => this.undo(textOf(payload, 'bulkId')));
  }

  private async run(id: string): Promise<void> {
    const bulk = await this.repository.find(id);
    if (bulk === null) return;
    const doIt = async (tx: Tx, item: BulkItem): Promise<End> => {
      const changes = await this.change.execute(tx, {
        ...(bulk.change as Wish),
        ticketId: item.ticketId,
        version: null,
        readUpTo: item.afterSeq ?? bulk.createdAt,
      });
      return { state: 'done', code: null, changes };
    };
    while (await this.next(bulk, { from: 'waiting', refusedAs: 'refused', work: doIt }));
    await this.uow.run(bulk.actor, (tx) => this.repository.finish(tx, id, 'waiting', 'done'));
  }

  private async undo(id: string): Promise<void> {
    const bulk = await this.repository.find(id);
    if (bulk === null) return;
    const undoIt = async (tx: Tx, item: BulkItem): Promise<End> => {
      await this.change.execute(tx, {
        ...wishBack(item.changes ?? {}, tx.now),
        ticketId: item.ticketId,
        version: null,
        onlyIf: item.changes ?? {},
      });
      return { state: 'undone', code: null, changes: null };
    };
    while (await this.next(bulk, { from: 'done', refusedAs: 'kept', work: undoIt }));
    await this.uow.run(bulk.actor, (tx) => this.repository.finish(tx, id, 'done', 'undone'));
  }

  /** @returns false when nothing is left in that state */
  private async next(
    { id, actor: asked, agentId }: BulkAction,
    step: { readonly from: 'waiting' | 'done'; readonly refusedAs: 'refused' | 'kept'; work(tx: Tx, item: BulkItem): Promise<End> },
  ): Promise<boolean> {
    const actor = await this.whoIsNow(agentId);
    const seen = actor === null ? NOTHING : ticketVisibility(actor, { ticket: 't', first: 3 }, 'work');
    let taken: BulkItem | null = null;
    try {
      await this.uow.run(actor ?? asked, async (tx) => {
        const next = await this.repository.take(tx, id, step.from, seen);
        taken = next;
        if (next === null) return;
        if (!next.isSeen) throw notFound('ticket');
        await this.repository.settle(tx, id, next.position, await step.work(tx, next));
      });
    } catch (error) {
      const { status, code } = problemOf(error);
      if (taken === null || status === 503) throw error; // tried again
      const { position } = taken as BulkItem;
      if (!(error instanceof DomainError)) this.log.error({ event: 'bulk.item-failed', bulkId: id, position, error });
      await this.uow.run(actor ?? asked, (tx) => this.repository.settle(tx, id, position, { state: step.refusedAs, code, changes: null }));
    }
    return taken !== null;
  }

  /** As things are now: since it was asked for a ticket may have gone to a closed team, or the agent have left one or lost a role. @returns null: they may change nothing */
  private async whoIsNow(agentId: AgentId): Promise<Actor | null> {
    const agent = await this.agents.find(agentId);
    if (agent === null || !agent.enabled) return null;
    const actor: Actor = { type: 'agent', id: agent.id, name: agent.name, role: agent.role };
    return may(actor, 'ticket:write') ? actor : null;
  }
}

/** The change that takes a change back. It was kept as JSON: instants come as texts. */
function wishBack(changes: FieldChanges, now: Date): Wish {
  const before = Object.entries(changes).map(([field, { from }]) => [field, from] as const);
  // The reason goes with the status that puts on hold; nobody wishes for none.
  const { snoozedUntil, ...back } = Object.fromEntries(before.filter(([field, from]) => field !== 'holdReason' || from !== null));
  const wish = typeof back['priority'] === 'number' ? { ...back, priority: priorityOf(back['priority']) } : back;
  return (snoozedUntil === undefined ? wish : { ...wish, ...snoozeBack(snoozedUntil, now) }) as Wish;
}

/** Put off until the same instant; when that has passed it would be awake by now. */
function snoozeBack(from: unknown, now: Date): Pick<Wish, 'snoozedUntil'> {
  const until = typeof from === 'string' ? instantFromText(from) : null;
  return { snoozedUntil: until !== null && until > now ? until : null };
}
