import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What routing, clocks and views ask of a ticket beside what it was opened with. */
export class AddTicketFacts1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table contact add column tier text');
    // Since when the customer waits for an answer of a person; null: nobody waits.
    await runner.query('alter table ticket add column contact_tier text, add column waiting_since timestamptz');
    await runner.query('create index ix_ticket_waiting on ticket (waiting_since, id) where waiting_since is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_ticket_waiting');
    await runner.query('alter table ticket drop column waiting_since, drop column contact_tier');
    await runner.query('alter table contact drop column tier');
  }
}
