import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the provider reported of each part of a reply that had to be cut: by the provider's id of the part. */
export class KeepPartsOfReplies1765000026000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table delivery add column part_states jsonb not null default '{}'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delivery drop column part_states');
  }
}
