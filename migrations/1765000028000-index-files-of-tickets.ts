import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether anything of a ticket has files is asked once for a page of its messages, not for each of them. */
export class IndexFilesOfTickets1765000028000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index ix_attachment_ticket on attachment (ticket_id) where message_id is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_attachment_ticket');
  }
}
