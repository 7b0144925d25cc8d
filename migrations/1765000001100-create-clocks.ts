import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The promises that run on tickets, and the ledger of each. */
export class CreateClocks1765000001100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table clock (
        id uuid primary key,
        ticket_id uuid not null constraint fk_clock_ticket references ticket (id),
        metric text not null,
        state text not null constraint ck_clock_state check (state in ('running', 'paused', 'fulfilled', 'breached', 'cancelled')),
        policy_id uuid not null constraint fk_clock_policy references sla_policy (id),
        target_minutes integer not null,
        calendar_id uuid,
        calendar_version integer,
        started_at timestamptz not null,
        counted_at timestamptz,
        consumed_ms bigint not null,
        due_at timestamptz,
        next_at timestamptz,
        warned_percent smallint not null,
        escalated smallint not null,
        breached_at timestamptz,
        fulfilled_at timestamptz,
        ended_at timestamptz,
        never_pauses boolean not null,
        lines integer not null,
        constraint fk_clock_calendar_version foreign key (calendar_id, calendar_version) references calendar_version (calendar_id, version)
      )`);
    await runner.query('create index ix_clock_ticket on clock (ticket_id, id)');
    // What a happening on a ticket looks at, and what a changed policy walks through.
    await runner.query('create index ix_clock_live on clock (ticket_id, id) where ended_at is null');
    await runner.query('create index ix_clock_due on clock (due_at, id) where due_at is not null and ended_at is null');
    await runner.query('create index ix_clock_next on clock (next_at, ticket_id) where next_at is not null');
    await runner.query(`
      create table clock_line (
        clock_id uuid not null constraint fk_clock_line_clock references clock (id),
        seq integer not null,
        kind text not null,
        at timestamptz not null,
        reason text not null,
        details jsonb not null,
        constraint pk_clock_line primary key (clock_id, seq)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table clock_line, clock');
  }
}
