import { Injectable } from '@nestjs/common';
import { asOf, type Changes, changeFacts, planActions, verdictOf } from '../../automation/settings.js';
import { AutomationFields, planningFor, toldFact } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { plusMinutes } from '../../kernel/clock.js';
import { type Asking, type Facts, holds } from '../../kernel/condition.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { messageFacts, PRIORITIES, ticketFacts } from '../../tickets/settings.js';
import { changesOf, LATER_MAX, type LaterChange, type PastEvent, PastEventsView } from '../../views/past-events.js';
import type { DryRunAnswer, DryRunMatchAnswer } from './automations.dto.js';
import type { CheckedRule } from './rule-check.js';

/** Events of each name that are looked at, newest first. */
const EXAMINED_MAX = 2_000;
const SHOWN_MAX = 200;
const KEPT = new Set(['ticket.opened', 'ticket.changed', 'message.received', 'message.queued', 'note.added']);

interface History {
  /** Newest first. */
  readonly laterOf: ReadonlyMap<string, readonly LaterChange[]>;
  readonly categories: ReadonlyMap<string, string>;
  readonly isCut: boolean;
}

const NO_HISTORY: History = { laterOf: new Map(), categories: new Map(), isCut: false };

/**
 * What a rule would have done in the last days to tickets that the asker may see. Tickets are seen as their history says they were at each event (instants
 * and custom fields: as they are now). Nothing is changed, and rules are not played against each other.
 */
@Injectable()
export class DryRun {
  constructor(
    private readonly past: PastEventsView,
    private readonly fields: AutomationFields,
    private readonly uow: UnitOfWork,
  ) {}

  async run(me: Actor, rule: CheckedRule, days: number): Promise<DryRunAnswer> {
    const { now, catalogue } = await this.uow.run(me, async (tx) => ({ now: tx.now, catalogue: await this.fields.catalogue(tx) }));
    const since = plusMinutes(now, -days * 24 * 60);
    const isByTime = rule.everyMinutes !== null;
    const names = isByTime ? ['ticket.opened'] : rule.events.filter((name) => KEPT.has(name));
    const found = await Promise.all(names.map((name) => this.past.named(name, { asker: me, since, limit: EXAMINED_MAX })));
    const events = found.flat().filter((event) => !isByTime || event.ticket.statusCategory !== 'closed');
    const history = isByTime ? NO_HISTORY : await this.historyOf(events, since);
    const matches = events.flatMap((event) => matchOf(rule, event, { history, asking: { now: isByTime ? now : event.at, catalogue } }));
    matches.sort((a, b) => b.at.localeCompare(a.at));
    return {
      examined: events.length,
      matched: matches.length,
      capped: history.isCut || found.some((some) => some.length >= EXAMINED_MAX) || matches.length > SHOWN_MAX,
      unknownEvents: rule.events.filter((name) => !KEPT.has(name)),
      matches: matches.slice(0, SHOWN_MAX),
    };
  }

  private async historyOf(events: readonly PastEvent[], since: Date): Promise<History> {
    const ids = [...new Set(events.map((event) => event.ticket.id))];
    const [later, categories] = await Promise.all([this.past.later(ids, since), this.past.statusCategories()]);
    const laterOf = new Map(ids.map((id): [string, LaterChange[]] => [id, []]));
    for (const change of later) laterOf.get(change.ticketId)?.push(change);
    return { laterOf, categories, isCut: later.length >= LATER_MAX };
  }
}

function matchOf(
  rule: CheckedRule,
  event: PastEvent,
  { history, asking }: { readonly history: History; readonly asking: Asking },
): DryRunMatchAnswer[] {
  const { ticket } = event;
  const facts = factsAt(event, history);
  if (!holds(rule.condition, facts, asking)) return [];
  const planning = planningFor(ticket, null);
  const { priority, tags } = facts;
  const plan = planActions(rule.actions, {
    ...planning,
    priority: PRIORITIES.find((p) => p === priority) ?? planning.priority,
    tags: Array.isArray(tags) ? tags : planning.tags,
  });
  return [
    {
      ticketId: ticket.id,
      number: Number(ticket.number),
      subject: ticket.subject,
      eventName: rule.everyMinutes === null ? event.name : 'time',
      at: event.at.toISOString(),
      verdict: verdictOf(rule.condition, facts, asking).map((answer) => ({ ...answer })),
      would: { ...plan },
    },
  ];
}

/** The ticket as it was: what was changed later is taken back. */
function factsAt({ ticket, message, changes, at }: PastEvent, { laterOf, categories }: History): Facts {
  const later: readonly Changes[] = (laterOf.get(ticket.id) ?? [])
    .filter((change) => change.at > at)
    .map((change) => changesOf(change.data));
  const then = asOf(ticketFacts(ticket), later, toldFact);
  const statusCategory = categories.get(String(then['status'])) ?? then['statusCategory'] ?? null;
  return { ...then, statusCategory, ...(message === null ? {} : messageFacts(message)), ...changeFacts(changes, toldFact) };
}
