import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Into how many parts a reply had to be cut, and what was reported of each: by the provider's id of the part. */
export class KeepPartsOfReplies1765000026000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "alter table delivery add column part_count integer not null default 1, add column part_states jsonb not null default '{}'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delivery drop column part_count, drop column part_states');
  }
}
