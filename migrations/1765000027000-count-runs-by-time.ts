import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a rule by time acted on a ticket lately: two that undo each other are stopped. */
export class CountRunsByTime1765000027000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table automation_mark add column runs integer not null default 1, add column since timestamptz not null default now()`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table automation_mark drop column runs, drop column since');
  }
}
