import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that a customer uploads before the message that names them. */
export class KeepCustomerUploads1765000021000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table attachment add column uploaded_for text');
    // What a customer has uploaded lately, for the quota; and what was never sent, to be dropped.
    await runner.query(
      'create index ix_attachment_customer on attachment (inbox_id, uploaded_for, created_at) where uploaded_for is not null',
    );
    await runner.query(
      'create index ix_attachment_unsent on attachment (created_at, id) where uploaded_for is not null and message_id is null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_attachment_unsent, ix_attachment_customer');
    await runner.query('alter table attachment drop column uploaded_for');
  }
}
