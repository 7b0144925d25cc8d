import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A policy that is enabled again looks for the promises it gave up. */
export class IndexGivenUpClocks1765000029000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index ix_clock_given_up on clock (ticket_id) where given_up');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_clock_given_up');
  }
}
