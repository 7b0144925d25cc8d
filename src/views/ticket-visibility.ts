import type { Actor } from '../kernel/actor.js';

/** Part of a WHERE, with the values of its parameters. */
export interface SqlCondition {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface ConditionPlace {
  /** How the statement calls the table `ticket`; an identifier of ours, never input. */
  readonly ticket: string;
  /** The number of the condition's first parameter. */
  readonly first: number;
}

/** To read a ticket, note on it and follow it no more; or to work on it. */
export type Reach = 'read' | 'work';

const ALL: SqlCondition = { text: 'true', values: [] };
const NONE: SqlCondition = { text: 'false', values: [] };

/**
 * Which tickets somebody may see. The one policy behind every list, search, count, socket and look-up: put it into the
 * statement, never filter afterwards. Administrators, auditors and the desk itself see all; agents and supervisors all
 * but the tickets of teams that are closed to them (`team.visibility = 'members'`), save those they are assigned to. Following
 * opens no ticket. But whoever may let others in (desk/let-in.ts) makes an outsider follow one: they read and note it until
 * they follow it no more or it changes its team (a trigger ends it), and do nothing else with it (`reach` work). A token sees what its agent sees; customers never come by this door.
 */
export function ticketVisibility(actor: Actor, { ticket, first }: ConditionPlace, reach: Reach = 'read'): SqlCondition {
  if (actor.type === 'system') return ALL;
  if (actor.type === 'contact') return NONE;
  if (actor.role === 'admin' || actor.role === 'auditor') return ALL;
  // The inner queries name no column of the ticket, so PostgreSQL runs them once a statement (InitPlan). Indexes: ix_team_closed,
  // primary key of team_member, ix_ticket_follower_let_in.
  const letIn = `or ${ticket}.id = any (array(select f.ticket_id from ticket_follower f where f.agent_id = $${first} and f.let_in limit 10000))`;
  const text = `(${ticket}.team_id is null or ${ticket}.assignee_id = $${first}
    ${reach === 'read' ? letIn : ''}
    or ${ticket}.team_id <> all (array(
    select closed.id from team closed where closed.visibility = 'members'
      and not exists (select from team_member own where own.team_id = closed.id and own.agent_id = $${first}))))`;
  return { text, values: [actor.id] };
}
