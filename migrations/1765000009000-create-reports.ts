import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rollups of the reports: see docs/reports.md. */
export class CreateReports1765000009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Tickets to be counted again. Only ever inserted by those who change a ticket, so that nobody waits for the counting.
    await runner.query('create table report_due (id bigint generated always as identity primary key, ticket_id uuid not null)');
    await runner.query(`
      create table report_ticket (
        ticket_id uuid primary key constraint fk_report_ticket_ticket references ticket (id) on delete cascade,
        facts jsonb not null,
        counted_seq integer not null,
        waiting_since timestamptz
      )`);
    await runner.query(`
      create table report_bucket (
        cut text not null,
        figure text not null,
        at timestamptz not null,
        team_id uuid not null,
        key text not null,
        count integer not null,
        seconds double precision not null,
        within_1m integer not null,
        within_5m integer not null,
        within_15m integer not null,
        within_1h integer not null,
        within_4h integer not null,
        within_1d integer not null,
        within_3d integer not null,
        constraint pk_report_bucket primary key (cut, at, figure, team_id, key)
      )`);
    await runner.query(`
      create index ix_ticket_live on ticket (team_id) include (assignee_id, waiting_since, due_at)
      where status_category in ('new', 'open', 'pending', 'on_hold')`);
    // A trigger, so that whoever changes a ticket, by whatever way, has it counted: a report that misses some is none.
    await runner.query(`
      create function note_report_due() returns trigger language plpgsql as $$
      begin
        insert into report_due (ticket_id) values (new.id);
        return null;
      end $$`);
    await runner.query(
      'create trigger tr_ticket_report_due after insert or update on ticket for each row execute function note_report_due()',
    );
    await runner.query('insert into report_due (ticket_id) select id from ticket');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_ticket_live');
    await runner.query('drop trigger tr_ticket_report_due on ticket');
    await runner.query('drop function note_report_due()');
    await runner.query('drop table report_bucket, report_ticket, report_due');
  }
}
