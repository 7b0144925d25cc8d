import { Injectable } from '@nestjs/common';
import { AutomationRepository, type AutomationRow, mustHold, type Scan } from '../automation/index.js';
import { AutomationFields, automationFacts, entryOf } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import { NO_CAUSE } from '../kernel/cause.js';
import { plusMinutes } from '../kernel/clock.js';
import { type FieldCatalogue, holds } from '../kernel/condition.js';
import { type EventId, newId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { AutomationCandidatesView, type Candidate } from '../views/automation-candidates.js';
import { RuleActs } from './rule-acts.js';

const actor = systemActor('automation');

/** Closed tickets are done with: no rule by time looks at them. */
const CATEGORIES = ['new', 'open', 'pending', 'on_hold', 'resolved'];
const BATCH = 500;
/** Tickets a rule looks at in one run; the next run, a minute later, goes on from there. */
const LOOKED_AT_MAX = 5_000;
const ACTED_ON_MAX = 500;
const RULES_MAX = 50;

interface Look {
  readonly rule: AutomationRow;
  readonly now: Date;
  readonly catalogue: FieldCatalogue;
  readonly categories: readonly string[];
  readonly lastMessageBefore: Date | null;
}

interface Batch {
  readonly tickets: readonly Candidate[];
  /** Where to go on. */
  readonly end: Scan;
}

/** Job `automate-by-time`, every minute: the rules by time that are due. */
@Injectable()
export class AutomateByTime {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: AutomationRepository,
    private readonly candidates: AutomationCandidatesView,
    private readonly fields: AutomationFields,
    private readonly acts: RuleActs,
  ) {}

  async run(): Promise<void> {
    const seen = new Set<string>();
    while (seen.size < RULES_MAX) {
      const due = await this.uow.run(actor, async (tx) => ({
        rule: await this.rules.takeDue(tx),
        now: tx.now,
        catalogue: await this.fields.catalogue(tx),
      }));
      const { rule } = due;
      if (rule === null) return;
      seen.add(rule.id);
      const end = await this.look(lookOf(rule, due), rule.scan);
      await this.uow.run(actor, (tx) => this.rules.leaveOff(tx, rule, end));
      if (end !== null) return; // it is due again at once: that is the next minute's work
    }
  }

  /** @returns where it stopped, or null when it has seen every ticket it asks about */
  private async look(look: Look, from: Scan | null): Promise<Scan | null> {
    let lookedAt = 0;
    let actedOn = 0;
    for await (const { tickets, end } of this.batches(look, from)) {
      for (const ticket of tickets) if (await this.consider(look, ticket)) actedOn += 1;
      lookedAt += tickets.length;
      if (lookedAt >= LOOKED_AT_MAX || actedOn >= ACTED_ON_MAX) return end;
    }
    return null;
  }

  /** Tickets of one status category after the other, longest silent first. */
  private async *batches({ rule, categories, lastMessageBefore }: Look, from: Scan | null): AsyncGenerator<Batch> {
    const start = from === null ? 0 : Math.max(0, categories.indexOf(from.category));
    for (const category of categories.slice(start)) {
      let after = category === from?.category ? positionOf(from) : null;
      for (let isMore = true; isMore; ) {
        const tickets = await this.candidates.batch({ ruleId: rule.id, category, lastMessageBefore, after, limit: BATCH });
        const last = tickets.at(-1);
        if (last === undefined) break;
        after = { lastMessageAt: last.sortAt, ticketId: last.id };
        yield { tickets, end: { category, ...after } };
        isMore = tickets.length === BATCH;
      }
    }
  }

  private async consider({ rule, now, catalogue }: Look, ticket: Candidate): Promise<boolean> {
    const entry = entryOf(rule, ticket);
    if (ticket.markedEntry === entry) return false;
    if (!holds(rule.condition, automationFacts(ticket, null, {}), { now, catalogue })) return false;
    const eventId = newId<EventId>();
    const occasion = { eventId, eventName: 'time', ticketId: ticket.id, messageId: null, changes: {}, depth: 0, originId: eventId };
    return this.acts.act({ rule, occasion, cause: NO_CAUSE, entry, givesUp: true });
  }
}

/** What narrows the search: comparisons that must hold whatever else is asked. */
function lookOf(rule: AutomationRow, { now, catalogue }: Pick<Look, 'now' | 'catalogue'>): Look {
  const must = mustHold(rule.condition);
  const asked = must.filter((c) => c.field === 'statusCategory' && (c.operator === 'is' || c.operator === 'in'));
  const allowed = (category: string) => asked.every(({ value }) => (Array.isArray(value) ? value.includes(category) : value === category));
  const silent = must.find((c) => c.field === 'lastMessageAt' && c.operator === 'older-than-minutes');
  return {
    rule,
    now,
    catalogue,
    categories: CATEGORIES.filter(allowed),
    lastMessageBefore: silent === undefined ? null : plusMinutes(now, -Number(silent.value)),
  };
}

function positionOf({ lastMessageAt, ticketId }: Scan): { readonly lastMessageAt: string; readonly ticketId: string } | null {
  return lastMessageAt === null || ticketId === null ? null : { lastMessageAt, ticketId };
}
