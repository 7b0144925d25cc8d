import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A planned reply remembers up to where its author had read. */
export class StopOvertakenPlans1765000023100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table held_reply add column after_seq integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table held_reply drop column after_seq');
  }
}
