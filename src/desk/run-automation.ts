import { Injectable } from '@nestjs/common';
import { type AutomationRow, AutomationRunRepository, type Changes, type Plan, planActions, verdictOf } from '../automation/index.js';
import { type FieldCatalogue, fieldsOf, holds } from '../kernel/condition.js';
import { DomainError } from '../kernel/domain-error.js';
import type { InboxId, MessageId, TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { ThreadingRepository } from '../threading/index.js';
import { isShown, MessageRepository, type MessageSaid, TicketRepository, type TicketState } from '../tickets/index.js';
import { AnswerAutomatically, type AutomaticWay } from './answer-automatically.js';
import { automationFacts, planningFor } from './automation-facts.js';
import { PerformPlan } from './perform-plan.js';

/** What set a rule off: an event, or its own time. */
export interface Occasion {
  readonly eventId: string;
  readonly eventName: string;
  readonly ticketId: TicketId;
  readonly messageId: MessageId | null;
  readonly changes: Changes;
  readonly depth: number;
  /** The event that began the chain of causes. */
  readonly originId: string;
}

export interface RunAutomationCommand {
  readonly rule: AutomationRow;
  readonly occasion: Occasion;
  /** For a rule that replies. */
  readonly way: AutomaticWay;
  /** A rule by time acts once on each stay of a ticket in its state. */
  readonly oncePerEntry: boolean;
  /** What its condition may ask. */
  readonly catalogue: FieldCatalogue;
}

/** Of a rule by time on one ticket and one wait of its customer. */
const RUNS_A_DAY = 10;

type Done = Readonly<Record<string, unknown>>;

/** A rule acts on a ticket, once for each event, and what it did and why is written down. */
@Injectable()
export class RunAutomation {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly messages: MessageRepository,
    private readonly threading: ThreadingRepository,
    private readonly runs: AutomationRunRepository,
    private readonly perform: PerformPlan,
    private readonly answers: AnswerAutomatically,
  ) {}

  /** @returns false when it does not apply (any more), or has run already. @throws what the verbs refuse */
  async execute(tx: Tx, command: RunAutomationCommand): Promise<boolean> {
    const { rule, occasion } = command;
    // Conversation before ticket, as every verb locks them.
    if (rule.actions.some((a) => a.type === 'reply')) await this.threading.ofTicket(tx, occasion.ticketId, inboxOf(command.way));
    const message = occasion.messageId === null ? null : await this.messages.facts(tx, occasion.messageId);
    const [ticket] = await this.tickets.lock(tx, [occasion.ticketId]);
    if (ticket === undefined || !isShown(ticket)) return false;
    const facts = automationFacts(ticket, message, occasion.changes);
    const asking = { now: tx.now, catalogue: command.catalogue };
    if (!holds(rule.condition, facts, asking)) return false;
    if (command.oncePerEntry && !(await this.mark(tx, rule, ticket))) return false;
    const runId = await this.runs.claim(tx, { ...occasion, ruleId: rule.id });
    if (runId === null) return false;
    const plan = planActions(rule.actions, planningFor(ticket, null));
    const actions = await this.act(tx, command, { ticket, message, plan });
    await this.runs.finish(tx, runId, { outcome: 'done', verdict: verdictOf(rule.condition, facts, asking), actions, fault: null });
    return true;
  }

  private async act(
    tx: Tx,
    { rule, way }: RunAutomationCommand,
    on: { readonly ticket: TicketState; readonly message: MessageSaid | null; readonly plan: Plan },
  ): Promise<readonly Done[]> {
    const { ticket, plan } = on;
    const done: Done[] = [];
    if (plan.reply !== null) {
      const { text, html } = plan.reply;
      const toMachine = on.message?.automatic === true;
      done.push({ type: 'replied', ...(await this.answers.execute(tx, { ruleId: rule.id, ticket, text, html, way, toMachine })) });
    }
    done.push(...(await this.perform.execute(tx, ticket.id, { plan, version: null })));
    const about = { ticketId: ticket.id, ruleId: rule.id, ruleName: rule.name };
    for (const topic of plan.webhooks) {
      tx.emit({ name: 'automation.webhook', data: { ...about, topic } });
      done.push({ type: 'told', topic });
    }
    if (plan.escalation !== null) {
      tx.emit({ name: 'ticket.escalated', data: { ...about, priority: plan.escalation } });
      done.push({ type: 'escalated', priority: plan.escalation });
    }
    return done;
  }

  /** @returns false when it acted on this stay already. @throws DomainError `automation.repeats`: rules by time undo each other, whose chain of causes nobody sees */
  private async mark(tx: Tx, rule: AutomationRow, ticket: TicketState): Promise<boolean> {
    const entries = await this.tickets.statusEntries(tx, ticket.id);
    const runs = await this.runs.mark(tx, rule.id, ticket.id, entryOf(rule, { ...ticket, statusEntries: entries }));
    if (runs !== null && runs > RUNS_A_DAY)
      throw new DomainError(
        'conflict',
        'automation.repeats',
        `It acted ${RUNS_A_DAY} times on this ticket within a day; another rule seems to undo it.`,
      );
    return runs !== null;
  }
}

function inboxOf(way: AutomaticWay): InboxId | null {
  return 'withheld' in way ? null : (way.inbox?.id ?? null);
}

/** A stay of a ticket in the state that a rule asks for: how often the status changed, and for rules that ask who waits, since when. */
export function entryOf(rule: AutomationRow, ticket: { readonly statusEntries: number; readonly waitingSince: Date | null }): string {
  const waits = fieldsOf(rule.condition).has('waitingSince');
  return waits ? `${ticket.statusEntries} ${ticket.waitingSince?.toISOString() ?? ''}` : String(ticket.statusEntries);
}
