import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Escalations count the time since the breach in which the ticket was nobody else's turn and not done. */
export class LetEscalationsWait1765000023000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table clock add column overdue_ms bigint not null default 0, add column overdue_from timestamptz');
    await runner.query('update clock set overdue_from = breached_at where breached_at is not null and ended_at is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table clock drop column overdue_ms, drop column overdue_from');
  }
}
