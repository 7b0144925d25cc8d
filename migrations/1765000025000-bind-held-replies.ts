import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reply that waits leaves in the conversation it was written in; those that wait already (null) go by their inbox. */
export class BindHeldReplies1765000025000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table held_reply add column conversation_id uuid constraint fk_held_reply_conversation references conversation (id) on delete set null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table held_reply drop column conversation_id');
  }
}
