import { Injectable } from '@nestjs/common';
import {
  ActiveRules,
  type AutomationRow,
  AutomationRunRepository,
  askedAtOpening,
  causeAfter,
  planActions,
  type RunResult,
  verdictOf,
} from '../automation/index.js';
import { type Actor, systemActor } from '../kernel/actor.js';
import { NO_CAUSE } from '../kernel/cause.js';
import { type Asking, type Facts, holds } from '../kernel/condition.js';
import { DomainError } from '../kernel/domain-error.js';
import type { EventMap } from '../kernel/domain-event.js';
import { type AutomationId, type EventId, newId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { currentCause } from '../platform/database/causes.js';
import type { Decision } from '../routing/index.js';
import { type FieldChanges, isShown, type TicketState } from '../tickets/index.js';
import { automationFacts, planningFor } from './automation-facts.js';
import { AutomationFields } from './automation-fields.js';
import { differences } from './change-ticket.js';
import { CheckWish } from './check-wish.js';
import { HandPlacement } from './hand-placement.js';
import { wishOf } from './perform-plan.js';

export interface AutomatedOpening {
  /** The ticket as rules left it. */
  readonly state: TicketState;
  readonly changes: readonly { readonly actor: Actor; readonly changes: FieldChanges }[];
  readonly moves: readonly Decision[];
  /** States that it was opened, and what rules changed. */
  tell(): void;
  /** Sends the log of the rules; it follows the statements that make the ticket. */
  write(): Promise<void>;
}

/** A rule whose condition was met. */
interface Turn {
  readonly rule: AutomationRow;
  readonly after: TicketState;
  readonly changes: FieldChanges;
  readonly moves: readonly Decision[];
  readonly run: RunResult & { readonly ruleId: AutomationId };
}

/**
 * Rules on new tickets that only set something have their turn before the ticket is written: that costs no job, no second
 * transaction and no change of it. They leave the same history, log and events as those that come later (ADR 13).
 */
@Injectable()
export class AutomateOpening {
  constructor(
    private readonly rules: ActiveRules,
    private readonly runs: AutomationRunRepository,
    private readonly fields: AutomationFields,
    private readonly wishes: CheckWish,
    private readonly placement: HandPlacement,
  ) {}

  /** @param ticket as routing left it */
  async plan(tx: Tx, ticket: TicketState): Promise<AutomatedOpening> {
    const waiting = this.rules.waitingFor('ticket.opened');
    // What is hidden no rule acts on; and no rule opens tickets, but if one did, the job would count the chain.
    const asked = isShown(ticket) && currentCause().depth === 0 ? askedAtOpening(waiting) : [];
    const turns = asked.length === 0 ? [] : await this.turns(tx, asked, ticket);
    const rules = { askedIds: asked.map((rule) => rule.id), isAnyLeft: asked.length < waiting.length || !this.rules.areKnown() };
    const eventId = newId<EventId>();
    return {
      state: turns.at(-1)?.after ?? ticket,
      changes: turns.filter(hasChanged).map(({ rule, changes }) => ({ actor: systemActor(rule.name), changes })),
      moves: turns.flatMap(({ moves }) => moves),
      tell: () => tell(tx, ticket, { eventId, turns, ...(asked.length === 0 ? {} : { rules }) }),
      write: () =>
        this.runs.write(
          tx,
          { eventId, eventName: 'ticket.opened', originId: eventId, ticketId: ticket.id, depth: 0 },
          turns.map(({ run }) => run),
        ),
    };
  }

  /** In their order, each seeing what those before it changed. */
  private async turns(tx: Tx, rules: readonly AutomationRow[], ticket: TicketState): Promise<readonly Turn[]> {
    const asking = { now: tx.now, catalogue: await this.fields.catalogue(tx) };
    const turns: Turn[] = [];
    for (const rule of rules) {
      const before = turns.at(-1)?.after ?? ticket;
      const facts = automationFacts(before, null, {});
      if (holds(rule.condition, facts, asking)) turns.push(await this.turn(tx, rule, { before, facts, asking }));
    }
    return turns;
  }

  private async turn(
    tx: Tx,
    rule: AutomationRow,
    { before, facts, asking }: { readonly before: TicketState; readonly facts: Facts; readonly asking: Asking },
  ): Promise<Turn> {
    const ran = { ruleId: rule.id, outcome: 'done', verdict: verdictOf(rule.condition, facts, asking), actions: [], fault: null } as const;
    try {
      const plan = planActions(rule.actions, planningFor(before, null));
      const wish = { ticketId: before.id, version: null, ...wishOf(plan) };
      const after = await this.placement.check(tx, { before, after: await this.wishes.execute(tx, before, wish) });
      const moves = after.teamId === before.teamId ? [] : [await this.placement.decision(tx, rule.name, after)];
      const actions = Object.keys(plan.change).length === 0 ? [] : [{ type: 'changed', change: plan.change }];
      return { rule, after, changes: differences(before, after), moves, run: { ...ran, actions } };
    } catch (error) {
      const isRefusal = error instanceof DomainError && error.kind !== 'unavailable';
      if (!isRefusal) throw error;
      const fault = { code: error.code, message: error.message };
      return { rule, after: before, changes: {}, moves: [], run: { ...ran, outcome: 'failed', verdict: [], fault } };
    }
  }
}

function tell(
  tx: Tx,
  { id: ticketId, contactId, inboxId }: TicketState,
  {
    eventId,
    turns,
    ...rules
  }: { readonly eventId: EventId; readonly turns: readonly Turn[]; readonly rules?: EventMap['ticket.opened']['rules'] & object },
): void {
  tx.emit({ name: 'ticket.opened', data: { ticketId, contactId, inboxId, ...rules } }, { id: eventId });
  for (const { rule, changes } of turns.filter(hasChanged)) {
    const cause = causeAfter(rule.id, { id: eventId, cause: NO_CAUSE });
    tx.emit({ name: 'ticket.changed', data: { ticketId, changes } }, { actor: systemActor(rule.name), cause });
  }
}

function hasChanged({ changes }: Turn): boolean {
  return Object.keys(changes).length > 0;
}
