import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calendars in all their versions, and the policies that promise by them. */
export class CreateSlaPolicies1765000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table calendar (
        id uuid primary key,
        name text not null constraint uq_calendar_name unique,
        settings jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    // Clocks count by the version they began with until they take up the next one; no row is ever changed.
    await runner.query(`
      create table calendar_version (
        calendar_id uuid not null constraint fk_calendar_version_calendar references calendar (id),
        version integer not null,
        hours jsonb not null,
        at timestamptz not null,
        constraint pk_calendar_version primary key (calendar_id, version)
      )`);
    await runner.query(`
      create table sla_policy (
        id uuid primary key,
        name text not null constraint uq_sla_policy_name unique,
        position integer not null,
        enabled boolean not null,
        condition jsonb not null,
        calendar_id uuid constraint fk_sla_policy_calendar references calendar (id),
        targets jsonb not null,
        pauses jsonb not null,
        warn_at smallint[] not null,
        escalations jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    await runner.query('create index ix_sla_policy_position on sla_policy (position, id)');
    await runner.query('create index ix_inbox_calendar on inbox (id) include (calendar_id) where calendar_id is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_inbox_calendar');
    await runner.query('drop table sla_policy, calendar_version, calendar');
  }
}
