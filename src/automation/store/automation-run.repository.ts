import { Injectable } from '@nestjs/common';
import { type AutomationId, newId, newIds, type TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import type { Answered } from '../domain/verdict.js';

export interface RunClaim {
  readonly ruleId: AutomationId;
  readonly eventId: string;
  readonly eventName: string;
  /** The event that began the chain of causes. */
  readonly originId: string;
  readonly ticketId: TicketId;
  readonly depth: number;
}

/** `stopped`: it would have run, but for the chain of causes. */
export type RunOutcome = 'done' | 'stopped' | 'failed';

export interface RunResult {
  readonly outcome: RunOutcome;
  readonly verdict: readonly Answered[];
  /** What was done, or withheld and why. */
  readonly actions: readonly Readonly<Record<string, unknown>>[];
  readonly fault: { readonly code: string; readonly message: string } | null;
}

// uq_automation_run_event: once for each rule and event, whoever is first.
const CLAIM = `
  insert into automation_run (id, rule_id, event_id, event_name, ticket_id, depth, origin_id, outcome, verdict, actions, at)
  values ($1, $2, $3, $4, $5, $6, $7, 'done', '[]', '[]', $8) on conflict on constraint uq_automation_run_event do nothing returning id`;
// Of a new event, so nobody else can be first. A rule that is just being deleted leaves no line and stops nobody.
const WRITE = `
  insert into automation_run (id, rule_id, event_id, event_name, ticket_id, depth, origin_id, outcome, verdict, actions, fault, at)
  select given.id, given.rule_id, $3, $4, $5, $6, $7, given.outcome, given.verdict::jsonb, given.actions::jsonb, given.fault::jsonb, $12
  from unnest($1::uuid[], $2::uuid[], $8::text[], $9::text[], $10::text[], $11::text[]) as given (id, rule_id, outcome, verdict, actions, fault)
    join automation_rule r on r.id = given.rule_id
  for key share of r`;
const FINISH = 'update automation_run set outcome = $2, verdict = $3, actions = $4, fault = $5 where id = $1';
// One row for each rule and ticket; taken anew when the ticket came into its state again. The second word of an entry is a wait.
const GOES_ON = `m.since > $4::timestamptz - interval '1 day' and split_part(m.entry, ' ', 2) = split_part(excluded.entry, ' ', 2)`;
const MARK = `
  insert into automation_mark as m (rule_id, ticket_id, entry, runs, since) values ($1, $2, $3, 1, $4)
  on conflict (rule_id, ticket_id) do update set entry = excluded.entry,
    runs = case when ${GOES_ON} then m.runs + 1 else 1 end, since = case when ${GOES_ON} then m.since else excluded.since end
  where m.entry <> excluded.entry returning runs`;
// Index: ix_automation_run_at. Bounded, so that no transaction lasts long.
const FORGET = 'delete from automation_run where id in (select id from automation_run where at < $1 order by at limit 1000) returning id';

@Injectable()
export class AutomationRunRepository {
  /** @returns null when the rule has run on this event already */
  async claim(tx: Tx, c: RunClaim): Promise<string | null> {
    const id = newId<string>();
    const rows = await sql<{ id: string }>(tx, CLAIM, [id, c.ruleId, c.eventId, c.eventName, c.ticketId, c.depth, c.originId, tx.now]);
    return rows[0]?.id ?? null;
  }

  async finish(tx: Tx, id: string, r: RunResult): Promise<void> {
    const fault = r.fault === null ? null : JSON.stringify(r.fault);
    await sql(tx, FINISH, [id, r.outcome, JSON.stringify(r.verdict), JSON.stringify(r.actions), fault]);
  }

  /** What rules did on one event, in their order. */
  async write(tx: Tx, of: Omit<RunClaim, 'ruleId'>, runs: readonly (RunResult & Pick<RunClaim, 'ruleId'>)[]): Promise<void> {
    if (runs.length === 0) return;
    const jsons = (of: (run: RunResult) => unknown) => runs.map((run) => (of(run) === null ? null : JSON.stringify(of(run))));
    await sql(tx, WRITE, [
      newIds<string>(runs.length),
      runs.map((run) => run.ruleId),
      of.eventId,
      of.eventName,
      of.ticketId,
      of.depth,
      of.originId,
      runs.map((run) => run.outcome),
      jsons((run) => run.verdict),
      jsons((run) => run.actions),
      jsons((run) => run.fault),
      tx.now,
    ]);
  }

  /** @returns on how many stays of the ticket the rule acted within a day, this one included; null: on this one it did already */
  async mark(tx: Tx, ruleId: AutomationId, ticketId: TicketId, entry: string): Promise<number | null> {
    const [marked] = await sql<{ runs: number }>(tx, MARK, [ruleId, ticketId, entry, tx.now]);
    return marked?.runs ?? null;
  }

  /** @returns how many were dropped; 0 when none is left */
  async forget(tx: Tx, before: Date): Promise<number> {
    return (await sql(tx, FORGET, [before])).length;
  }
}
