import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Up to which message whoever asked for a bulk change had seen each ticket. */
export class KeepWhatBulksSaw1765000031000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bulk_item add column after_seq integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bulk_item drop column after_seq');
  }
}
