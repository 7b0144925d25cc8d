import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A ticket that was split off by mistake is counted nowhere: the reports look for it. */
export class FindUndoneSplits1765000015100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index ix_ticket_move_unsplit on ticket_move (to_id) where kind = 'split' and undone_at is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_ticket_move_unsplit');
  }
}
