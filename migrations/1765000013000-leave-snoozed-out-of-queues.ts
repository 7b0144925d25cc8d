import type { MigrationInterface, QueryRunner } from 'typeorm';

const KEYS = `(team_id, ((coalesce(waiting_since, created_at) at time zone 'UTC') - priority * interval '30 minutes'), id)`;
const WAITS = `assignee_id is null and team_id is not null and status_category in ('new', 'open') and shown`;
const OPEN = `status_category in ('new', 'open', 'pending', 'on_hold') and shown`;

/** What was put off is the oldest of every queue: it must not stand in the index ahead of what waits. */
export class LeaveSnoozedOutOfQueues1765000013000 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return rebuild(runner, `${WAITS} and snoozed_until is null`, '(team_id) include (assignee_id, waiting_since, due_at, snoozed_until)');
  }

  down(runner: QueryRunner): Promise<void> {
    return rebuild(runner, WAITS, '(team_id) include (assignee_id, waiting_since, due_at)');
  }
}

async function rebuild(runner: QueryRunner, waits: string, live: string): Promise<void> {
  await runner.query('drop index ix_ticket_queue');
  await runner.query(`create index ix_ticket_queue on ticket ${KEYS} where ${waits}`);
  await runner.query('drop index ix_ticket_live');
  await runner.query(`create index ix_ticket_live on ticket ${live} where ${OPEN}`);
}
