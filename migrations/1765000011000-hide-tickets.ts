import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORK = `status_category in ('new', 'open')`;
const OPEN = `status_category in ('new', 'open', 'pending', 'on_hold')`;

const INDEXES = [
  [
    'ix_ticket_queue',
    `(team_id, ((coalesce(waiting_since, created_at) at time zone 'UTC') - priority * interval '30 minutes'), id)`,
    `assignee_id is null and team_id is not null and ${WORK}`,
  ],
  ['ix_ticket_carried', '(assignee_id, channel)', `assignee_id is not null and ${WORK}`],
  ['ix_ticket_live', '(team_id) include (assignee_id, waiting_since, due_at)', OPEN],
  ['ix_ticket_open_recent', '(last_message_at desc, id desc)', OPEN],
  ['ix_ticket_open_created', '(created_at desc, id desc)', OPEN],
  ['ix_ticket_open_priority', '(priority desc, last_message_at desc, id desc)', OPEN],
] as const;

/**
 * What is not shown waits in no queue, weighs on nobody and is in no view: neither deleted tickets nor spam nor those that are
 * part of another. Their clocks are given up, and their reports counted again when that, or a breach, changes.
 */
export class HideTickets1765000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, keys, where] of INDEXES) {
      await runner.query(`drop index ${name}`);
      await runner.query(`create index ${name} on ticket ${keys} where ${where} and shown`);
    }
    await runner.query('alter table clock add column given_up boolean not null default false');
    await runner.query(`
      create function note_breach_due() returns trigger language plpgsql as $$
      begin
        insert into report_due (ticket_id) values (new.ticket_id);
        return null;
      end $$`);
    await runner.query(`
      create trigger tr_clock_begun_late after insert on clock for each row when (new.breached_at is not null) execute function note_breach_due()`);
    await runner.query(`
      create trigger tr_clock_breached after update of breached_at on clock for each row
      when (new.breached_at is distinct from old.breached_at) execute function note_breach_due()`);
    await runner.query(`
      insert into report_due (ticket_id)
      select id from ticket where is_spam or deleted_at is not null union select ticket_id from clock where breached_at is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger tr_clock_breached on clock');
    await runner.query('drop trigger tr_clock_begun_late on clock');
    await runner.query('drop function note_breach_due()');
    await runner.query('alter table clock drop column given_up');
    for (const [name, keys, where] of INDEXES) {
      await runner.query(`drop index ${name}`);
      await runner.query(`create index ${name} on ticket ${keys} where ${where}`);
    }
  }
}
