import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules, the log of what they did, and what keeps them from doing it again. */
export class CreateAutomations1765000007010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table automation_rule (
        id uuid primary key,
        name text not null,
        position integer not null,
        enabled boolean not null,
        events text[] not null,
        every_minutes integer,
        condition jsonb not null,
        actions jsonb not null,
        next_run_at timestamptz,
        scan jsonb,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null,
        constraint ck_automation_rule_start check ((every_minutes is null) <> (events = '{}'))
      )`);
    await runner.query('create index ix_automation_rule_position on automation_rule (position, id)');
    // One run for each rule and event: a job that is done again does nothing again.
    await runner.query(`
      create table automation_run (
        id uuid primary key,
        rule_id uuid not null constraint fk_automation_run_rule references automation_rule (id) on delete cascade,
        event_id uuid not null,
        event_name text not null,
        origin_id uuid not null,
        ticket_id uuid not null constraint fk_automation_run_ticket references ticket (id) on delete cascade,
        depth integer not null,
        outcome text not null constraint ck_automation_run_outcome check (outcome in ('done', 'stopped', 'failed')),
        verdict jsonb not null,
        actions jsonb not null,
        fault jsonb,
        at timestamptz not null,
        constraint uq_automation_run_event unique (rule_id, event_id)
      )`);
    await runner.query('create index ix_automation_run_rule on automation_run (rule_id, id)');
    await runner.query('create index ix_automation_run_ticket on automation_run (ticket_id, id)');
    await runner.query('create index ix_automation_run_event on automation_run (event_id)');
    await runner.query('create index ix_automation_run_origin on automation_run (origin_id)');
    await runner.query('create index ix_automation_run_at on automation_run (at)');
    // A rule by time acts on a ticket once for each time it came into the state that it acts on.
    await runner.query(`
      create table automation_mark (
        rule_id uuid not null constraint fk_automation_mark_rule references automation_rule (id) on delete cascade,
        ticket_id uuid not null constraint fk_automation_mark_ticket references ticket (id) on delete cascade,
        entry text not null,
        primary key (rule_id, ticket_id)
      )`);
    await runner.query('create index ix_automation_mark_ticket on automation_mark (ticket_id)');
    await runner.query(`
      create table automatic_answer (
        rule_id uuid not null constraint fk_automatic_answer_rule references automation_rule (id) on delete cascade,
        kind text not null,
        scope text not null,
        value text not null,
        at timestamptz not null,
        primary key (rule_id, kind, scope, value)
      )`);
    await runner.query('create index ix_automatic_answer_at on automatic_answer (at)');
    // How often the status changed: names one stay in a status. By a trigger, so that no verb can forget it; its WHEN is
    // looked at before anything is called.
    await runner.query('alter table ticket add column status_entries integer not null default 0');
    await runner.query(`
      create function count_status_entry() returns trigger language plpgsql as $$
      begin
        new.status_entries := old.status_entries + 1;
        return new;
      end $$`);
    await runner.query(`
      create trigger tr_ticket_status_entry before update on ticket for each row
      when (old.status is distinct from new.status) execute function count_status_entry()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger tr_ticket_status_entry on ticket');
    await runner.query('drop function count_status_entry');
    await runner.query('alter table ticket drop column status_entries');
    await runner.query('drop table automatic_answer, automation_mark, automation_run, automation_rule');
  }
}
